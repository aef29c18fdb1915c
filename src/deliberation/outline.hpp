#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "deliberation/stance.hpp"
#include "deliberation/value.hpp"

namespace palabre {

/// A claim written in a page or a debate file, unsigned.
struct DeclaredClaim {
    std::string id;      ///< `~name`, or `~~` and 22 characters of a hash; `.2`, `.3` for repeats
    std::string parent;  ///< the id of an earlier one, or `~`
    Stance stance = Stance::pro;
    std::string text;  ///< 1-4,000 code points
};

enum class Method : std::uint8_t {
    yes_no,
    approval,
    slider,
    budget_greedy,
    equal_shares,
    phragmen,
    plurality,
    two_round,
    score,
    star,
    cumulative,
    quadratic,
    majority_judgment,
    consent,
    borda,
    condorcet,
    copeland,
    minimax,
    schulze,
    ranked_pairs,
    irv,
    stv_scottish,
    stv_meek,
    hierarchy
};
[[nodiscard]] std::optional<Method> method_from(std::string_view name);
[[nodiscard]] std::string_view to_text(Method method);

enum class Results : std::uint8_t { live, after_vote, after_close };
[[nodiscard]] std::string_view to_text(Results results);

/// A question as it was put; null and absent are the same.
struct QuestionText {
    std::string title;
    std::optional<std::string> text;
    std::optional<std::string> about;
    Method method = Method::yes_no;
    std::optional<std::vector<std::string>> options;
    Value rule;                          ///< an object or null
    std::optional<std::int64_t> opens;   ///< ms since 1970
    std::optional<std::int64_t> closes;  ///< ms since 1970
    std::optional<Results> results;
    std::optional<bool> members_only;  ///< `eligible`: members (true), anyone (false)

    [[nodiscard]] std::size_t option_count() const { return options ? options->size() : 0; }
};

struct DeclaredQuestion {
    std::string id;  ///< `~?` and 22 characters of a hash
    QuestionText question;
};

/// What a page declares (docs/entry.md, section 3).
struct Outline {
    std::optional<std::string> thesis;
    std::vector<DeclaredClaim> claims;
    std::vector<DeclaredQuestion> questions;
};

/// Runs of space, tab, line feed, carriage return and form feed made one space; trimmed.
[[nodiscard]] std::string folded_space(std::string_view text);

/// The id of a declared claim without a name of its own, without `.2`.
[[nodiscard]] std::string hashed_claim_id(Stance stance, std::string_view text);

/// Whether `id` has the form of a declared claim's and, where hashed, is the one of this text.
[[nodiscard]] bool claim_id_matches(std::string_view id, Stance stance, std::string_view text);

/// The id of a question: `~?` and the hash of its JSON with the keys in the contract's order.
[[nodiscard]] std::string question_id(const QuestionText& question);

/// Whether every hashed id of the outline is the one of its text.
[[nodiscard]] bool outline_matches(const Outline& outline);

/// A claim of an outline being made: `id` is filled by `name_claims`.
struct ClaimDraft {
    std::optional<std::string> name;  ///< `data-id`
    int parent = -1;                  ///< index of an earlier draft, -1 the thesis
    Stance stance = Stance::pro;
    std::string text;
};

/// The declared claims of drafts in document order, with their ids.
/// Errors: `outline-name` where a name is not 1-32 of a-z0-9-, `outline-parent` where a parent is
/// not an earlier draft, `text-empty` and `text-too-long`; `where` is the index.
[[nodiscard]] Result<std::vector<DeclaredClaim>> name_claims(const std::vector<ClaimDraft>& drafts);

/// The number of code points of valid UTF-8.
[[nodiscard]] std::size_t code_points(std::string_view text);

}  // namespace palabre
