#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "interchange/mandate_book.hpp"
#include "tally/liquid_forest.hpp"
#include "tally/proxies.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// Votes that others cast (docs/entry.md, section 5.9): only where a question's `rule` says so.

/// The votes that each person casts on one question: their own, weighted, and those that others
/// lent them. Voters are numbered by the person's first key.
///
/// A changed ballot or delegation costs the two chains that it touches. At a meeting the proxies
/// of that question are looked through again, since a freed place goes to the next in line: this
/// costs the number of proxies and of those present, whatever the size of the debate.
class LiveMandate final : public Mandates {
  public:
    LiveMandate(const Debate& debate, const Question& question);

    void build(std::vector<VoteShift>& shifts) override;
    [[nodiscard]] bool outdated(const Changes& changes) override;
    void vote(KeyId person, const Value* choice, std::vector<VoteShift>& shifts) override;
    void mandate(EntryIndex entry, std::vector<VoteShift>& shifts) override;
    void settle(std::vector<VoteShift>& shifts) override;
    [[nodiscard]] std::optional<std::int64_t> present() const override;
    [[nodiscard]] const LiveMandate& in_full() const override { return *this; }

    [[nodiscard]] bool liquid() const { return liquid_ && !meeting_; }
    [[nodiscard]] bool weighted() const { return weights_ != nullptr; }
    [[nodiscard]] bool at_meeting() const { return meeting_ != nullptr; }
    [[nodiscard]] const LiquidForest& forest() const { return forest_; }
    /// Of a meeting: one proxy, and what became of it.
    struct Given {
        KeyId giver;
        KeyId holder;  ///< nothing where the entry names no key
        EntryIndex entry;
        ProxyRefusal refusal = ProxyRefusal::none;
    };
    [[nodiscard]] const std::vector<Given>& given() const { return given_; }
    /// Of a meeting: who is there, by the roll or by a ballot; in the order of their first keys.
    [[nodiscard]] const std::vector<KeyId>& attending() const { return attending_; }
    [[nodiscard]] std::int64_t members() const { return members_; }
    [[nodiscard]] std::optional<std::size_t> max_proxies() const { return max_proxies_; }

    /// What a person lent on this question, the narrowest scope first; taken back is null.
    [[nodiscard]] std::vector<std::pair<RefId, EntryIndex>> said(KeyId person) const;

  private:
    [[nodiscard]] std::vector<RefId> scopes() const;
    [[nodiscard]] EntryIndex standing(RegisterKind kind, KeyId person, RefId scope) const;
    [[nodiscard]] EntryIndex narrowest(RegisterKind kind, KeyId person) const;
    [[nodiscard]] Voter pointed(KeyId person) const;
    [[nodiscard]] std::vector<KeyId> persons(RegisterKind kind) const;
    [[nodiscard]] std::size_t weighed_keys() const;
    void find_weights();
    [[nodiscard]] std::int64_t weight(KeyId person) const;
    void set(KeyId person, const Value* choice, Voter to, std::vector<VoteShift>& shifts);
    [[nodiscard]] const Value* choice(Voter voter) const {
        return voter < choices_.size() ? choices_[voter] : nullptr;
    }

    const Debate* debate_;
    RefId id_;
    const QuestionText* text_;
    bool liquid_ = false;
    const std::string* meeting_ = nullptr;
    const Value* weights_ = nullptr;
    std::optional<std::size_t> max_proxies_;

    std::vector<RefId> scopes_;  // narrowest first
    std::size_t keys_ = 0;       // that the weights were looked up among
    std::size_t weighed_ = 0;    // of them, those that the rule names
    std::unordered_map<std::uint32_t, std::int64_t> weight_of_;  // by person
    LiquidForest forest_;
    std::vector<const Value*> choices_;  // as counted
    bool unsettled_ = false;
    std::vector<Given> given_;
    std::vector<KeyId> attending_;
    std::int64_t members_ = 0;
    std::int64_t present_ = 0;
};

/// A draw on a question: who committed before the closing, and what the secret makes of the
/// ballots. Nothing where nobody committed in time.
struct LiveDraw {
    std::string_view commit;
    std::string_view reveal;  ///< "" until it is told
    std::string digest;       ///< of the ballots; "" until then, as is the order
    std::vector<Option> lot;
};
[[nodiscard]] std::optional<LiveDraw> draw_on(const Debate& debate, const Question& question);

/// Mandates and draws as docs/entry.md has them.
extern const MandateBook mandate_book;

}  // namespace palabre
