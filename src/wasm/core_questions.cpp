#include "wasm/module_questions.hpp"

namespace palabre {

namespace {

constexpr auto questions = with_reader_questions(std::array{
    KnownQuestion{"clock", nullptr},
    KnownQuestion{"counts", nullptr},
    KnownQuestion{"digest", nullptr},
    KnownQuestion{"export", nullptr},
    KnownQuestion{"faults", nullptr},
    KnownQuestion{"mandates", nullptr},
    KnownQuestion{"mine", nullptr},
    KnownQuestion{"minutes", nullptr},
    KnownQuestion{"outline", nullptr},
    KnownQuestion{"person", nullptr},
    KnownQuestion{"replay", nullptr},
});

}  // namespace

std::span<const KnownQuestion> module_questions() {
    return questions;
}

RuleBook module_rules() {
    return nullptr;
}

const MandateBook* module_mandates() {
    return nullptr;
}

}  // namespace palabre
