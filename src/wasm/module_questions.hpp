#pragma once

#include <array>
#include <span>

#include "interchange/query.hpp"
#include "interchange/query_context.hpp"

namespace palabre {

/// The questions that the module being built answers, and those that it leaves to another: in
/// core_questions.cpp or files_questions.cpp.
[[nodiscard]] std::span<const KnownQuestion> module_questions();

/// The rules that the module being built counts by, beside those of the common ballots; null for
/// none. In the same files.
[[nodiscard]] RuleBook module_rules();

/// What the module being built knows of votes that others cast; null for nothing. Likewise.
[[nodiscard]] const MandateBook* module_mandates();

/// Whether a site signed a token: the page says it (palabre.h). Null natively, where all count as
/// signed, as entries do. In token_check.cpp.
[[nodiscard]] CheckToken module_token_check();

/// What every reader asks.
inline constexpr std::array reader_questions{
    KnownQuestion{"thesis", answer_thesis},
    KnownQuestion{"children", answer_children},
    KnownQuestion{"claim", answer_claim},
    KnownQuestion{"path", answer_path},
    KnownQuestion{"questions", answer_questions},
    KnownQuestion{"tally", answer_tally},
    KnownQuestion{"search", answer_search},
    KnownQuestion{"similar", answer_similar},
    KnownQuestion{"news", answer_news},
    KnownQuestion{"marks", answer_marks},
    KnownQuestion{"log", answer_log},
};

/// `reader_questions`, and more.
template <std::size_t N>
constexpr auto with_reader_questions(const std::array<KnownQuestion, N>& more) {
    std::array<KnownQuestion, N + reader_questions.size()> all{};
    std::size_t at = 0;
    for (const KnownQuestion& one : reader_questions) all[at++] = one;
    for (const KnownQuestion& one : more) all[at++] = one;
    return all;
}

}  // namespace palabre
