#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "deliberation/debate.hpp"
#include "tally/ranking.hpp"

namespace palabre {

class LiveMandate;

/// More or fewer votes for a choice.
struct VoteShift {
    const Value* choice = nullptr;
    std::int64_t votes = 0;
};

/// The votes that each person casts on one question, their own and those that others lent them, as
/// a tally follows them.
class Mandates {
  public:
    Mandates() = default;
    Mandates(const Mandates&) = delete;
    Mandates& operator=(const Mandates&) = delete;
    virtual ~Mandates() = default;

    /// Counts from nothing.
    virtual void build(std::vector<VoteShift>& shifts) = 0;
    /// Whether keys, scopes or persons came to mean something else: then only `build` will do.
    /// Edge: answers once for the same changes.
    [[nodiscard]] virtual bool outdated(const Changes& changes) = 0;
    /// A person's counted choice is now `choice`.
    virtual void vote(KeyId person, const Value* choice, std::vector<VoteShift>& shifts) = 0;
    /// An entry with a mandate came to count or no longer does.
    virtual void mandate(EntryIndex entry, std::vector<VoteShift>& shifts) = 0;
    /// After the last vote and mandate: the proxies of a meeting are settled together.
    virtual void settle(std::vector<VoteShift>& shifts) = 0;
    /// The votes of those present or represented; nothing where there is no meeting.
    [[nodiscard]] virtual std::optional<std::int64_t> present() const = 0;
    [[nodiscard]] virtual const LiveMandate& in_full() const = 0;
};

/// Whether each ballot of a question may be more or less than one vote (docs/entry.md, 5.9).
[[nodiscard]] bool lends_votes(const QuestionText& question);

/// Makes a question's mandates, and its order of options by a draw (empty where there is none).
/// Handed to a debate like a RuleBook, so that the core does without: where it has none, questions
/// that lend votes have no tally.
struct MandateBook {
    std::unique_ptr<Mandates> (*mandates)(const Debate& debate, const Question& question);
    std::vector<Option> (*drawn)(const Debate& debate, const Question& question);
};

}  // namespace palabre
