#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interchange/body_fields.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/overview.hpp"

namespace palabre {

/// One question being answered: what is asked, of which debate, by whom.
struct QueryContext {
    LiveDebate& live;
    Overview& overview;
    BodyFields asked;
    std::optional<KeyId> me;  ///< nothing where nobody asks, or a key that never wrote
    JsonWriter out;

    [[nodiscard]] const Debate& debate() const { return live.debate(); }
    [[nodiscard]] const ClaimTree& tree() const { return live.debate().tree(); }
    [[nodiscard]] const Ledger& ledger() const { return live.debate().ledger(); }
    [[nodiscard]] std::string_view text(RefId ref) const { return ledger().text(ref); }

    /// The claim that the field names ("~": the thesis), or nothing.
    [[nodiscard]] ClaimIndex claim(std::string_view field) const {
        const auto id = asked.text(field);
        if (!id) return {};
        return debate().claim_of(RefId(ledger().refs.find(*id)));
    }
    [[nodiscard]] QuestionIndex question(std::string_view field) const {
        const auto id = asked.text(field);
        if (!id) return {};
        return debate().question_of(RefId(ledger().refs.find(*id)));
    }
    [[nodiscard]] bool is_mine(KeyId author) const {
        return me && debate().person(author) == debate().person(*me);
    }
    /// The register of `me`, or nothing.
    [[nodiscard]] RegisterIndex mine(RegisterKind kind, RefId a, RefId b = {}) const {
        return me ? debate().registers().find(kind, debate().person(*me), a, b) : RegisterIndex{};
    }
    /// The last entry of `me`'s register, or null.
    [[nodiscard]] const Entry* my_entry(RegisterKind kind, RefId a, RefId b = {}) const {
        const RegisterIndex at = mine(kind, a, b);
        if (at.is_none()) return nullptr;
        const EntryIndex latest = debate().registers().at(at).latest;
        return latest.is_some() ? &ledger().at(latest) : nullptr;
    }

    /// The slice that `from` and `count` ask for, of `total`.
    struct Slice {
        std::size_t begin;
        std::size_t end;
    };
    [[nodiscard]] Slice slice(std::size_t total) const {
        const std::int64_t from = asked.whole("from").value_or(0);
        const std::int64_t count = asked.whole("count").value_or(20);
        const std::size_t begin =
            from < 0 ? 0 : std::min<std::size_t>(total, static_cast<std::size_t>(from));
        const std::size_t most =
            count < 0 ? 0 : static_cast<std::size_t>(std::min<std::int64_t>(count, 500));
        return {begin, std::min(total, begin + most)};
    }
};

// Each writes its answer to `out`, or returns the code of a fault; "" is fine.
using QueryAnswer = std::string_view;

/// An object of how often each word is in the list, words sorted.
void write_uses(JsonWriter& out, std::vector<std::string_view> words);

// query_claims.cpp
void write_claim(QueryContext& context, ClaimIndex claim, PlacementIndex place);
QueryAnswer answer_children(QueryContext& context);
QueryAnswer answer_claim(QueryContext& context);
QueryAnswer answer_path(QueryContext& context);
QueryAnswer answer_mine(QueryContext& context);

// query_debate.cpp
QueryAnswer answer_thesis(QueryContext& context);
QueryAnswer answer_news(QueryContext& context);
QueryAnswer answer_person(QueryContext& context);
QueryAnswer answer_faults(QueryContext& context);
QueryAnswer answer_log(QueryContext& context);
QueryAnswer answer_clock(QueryContext& context);
QueryAnswer answer_outline(QueryContext& context);

// query_marks.cpp
QueryAnswer answer_marks(QueryContext& context);

// query_questions.cpp
QueryAnswer answer_questions(QueryContext& context);
QueryAnswer answer_tally(QueryContext& context);

// query_counts.cpp
QueryAnswer answer_counts(QueryContext& context);

// query_files.cpp
QueryAnswer answer_replay(QueryContext& context);
QueryAnswer answer_digest(QueryContext& context);
QueryAnswer answer_export(QueryContext& context);
QueryAnswer answer_minutes(QueryContext& context);

// query_mandates.cpp
QueryAnswer answer_mandates(QueryContext& context);

// query_search.cpp
QueryAnswer answer_search(QueryContext& context);
QueryAnswer answer_similar(QueryContext& context);

}  // namespace palabre
