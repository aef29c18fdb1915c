// All that the core answers too, so that the two can be compared.
#include "interchange/live_mandates.hpp"
#include "interchange/rule_book.hpp"
#include "wasm/module_questions.hpp"

namespace palabre {

namespace {

constexpr auto questions = with_reader_questions(std::array{
    KnownQuestion{"clock", answer_clock},
    KnownQuestion{"counts", answer_counts},
    KnownQuestion{"digest", answer_digest},
    KnownQuestion{"export", answer_export},
    KnownQuestion{"faults", answer_faults},
    KnownQuestion{"mandates", answer_mandates},
    KnownQuestion{"mine", answer_mine},
    KnownQuestion{"minutes", answer_minutes},
    KnownQuestion{"outline", answer_outline},
    KnownQuestion{"person", answer_person},
    KnownQuestion{"replay", answer_replay},
});

}  // namespace

std::span<const KnownQuestion> module_questions() {
    return questions;
}

RuleBook module_rules() {
    return count_by_the_book;
}

const MandateBook* module_mandates() {
    return &mandate_book;
}

}  // namespace palabre
