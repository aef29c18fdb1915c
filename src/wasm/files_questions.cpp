// What is asked of a whole debate, and all that the core answers, so that the two can be compared.
#include <array>

#include "interchange/query_context.hpp"
#include "wasm/module_questions.hpp"

namespace palabre {

namespace {

constexpr std::array questions{
    KnownQuestion{"thesis", answer_thesis},
    KnownQuestion{"children", answer_children},
    KnownQuestion{"claim", answer_claim},
    KnownQuestion{"path", answer_path},
    KnownQuestion{"questions", answer_questions},
    KnownQuestion{"tally", answer_tally},
    KnownQuestion{"search", answer_search},
    KnownQuestion{"similar", answer_similar},
    KnownQuestion{"news", answer_news},
    KnownQuestion{"mine", answer_mine},
    KnownQuestion{"marks", answer_marks},
    KnownQuestion{"person", answer_person},
    KnownQuestion{"faults", answer_faults},
    KnownQuestion{"log", answer_log},
    KnownQuestion{"clock", answer_clock},
    KnownQuestion{"outline", answer_outline},
    KnownQuestion{"digest", answer_digest},
    KnownQuestion{"export", answer_export},
    KnownQuestion{"replay", answer_replay},
};

}  // namespace

std::span<const KnownQuestion> module_questions() {
    return questions;
}

}  // namespace palabre
