// What a settled debate tells.
#include <algorithm>

#include "deliberation/debate.hpp"
#include "deliberation/limits.hpp"

namespace palabre {

std::string_view to_text(Status status) {
    switch (status) {
        case Status::shown:
            return "shown";
        case Status::hidden:
            return "hidden";
        case Status::withdrawn:
            return "withdrawn";
        case Status::merged:
            return "merged";
        case Status::erased:
            return "erased";
        case Status::pending:
            return "pending";
    }
    return "";
}

Status Debate::status(ClaimIndex index) const {
    const Claim& claim = tree_.at(index);
    if (claim.erased) return Status::erased;
    if (claim.into.is_some()) return Status::merged;
    if (claim.withdrawn) return Status::withdrawn;
    if (claim.hidden) return Status::hidden;
    return claim.pending ? Status::pending : Status::shown;
}

Status Debate::status(const Remark& remark) const {
    if (remark.erased) return Status::erased;
    if (remark.withdrawn) return Status::withdrawn;
    if (remark.hidden) return Status::hidden;
    return remark.pending ? Status::pending : Status::shown;
}

std::vector<KeyId> Debate::clerks() const {
    std::vector<KeyId> keys;
    for (const std::uint64_t key : clerks_.keys()) {
        const KeyId id(static_cast<std::uint32_t>(key));
        if (is_clerk(id)) keys.push_back(id);
    }
    return keys;
}

bool Debate::is_clerk(KeyId key) const {
    const auto* found = clerks_.find(key.value);
    return found != nullptr && found->on;
}

const Debate::Declared* Debate::declared(ClaimIndex claim) const {
    return declared_.find(claim.value);
}

EntryIndex Debate::wording(RefId id, EntryIndex said) const {
    const RegisterIndex edits = registers_.find(RegisterKind::wording, {}, id, {});
    if (edits.is_some() && registers_.at(edits).latest.is_some())
        return registers_.at(edits).latest;
    return said;
}

const Value* Debate::choice(RegisterIndex ballot) const {
    const EntryIndex latest = registers_.at(ballot).latest;
    return latest.is_some() ? ledger_.at(latest).body.choice : nullptr;
}

bool Debate::is_sealed(EntryIndex entry) const {
    return held_.has(ledger_.at(entry).id.value);
}

std::uint32_t Debate::erased_ballots(RefId question) const {
    const auto* found = erased_.find(question.value);
    return found == nullptr ? 0 : *found;
}

std::uint32_t Debate::sealed_ballots(RefId question) const {
    const auto* found = sealed_.find(question.value);
    return found == nullptr ? 0 : *found;
}

std::uint64_t Debate::next_clock() const {
    const std::uint64_t lead = ledger_.entries.size() + limits::clock_lead_max;
    if (greatest_clock_ <= lead) return greatest_clock_ + 1;
    std::uint64_t greatest = 0;
    for (const Entry& entry : ledger_.entries) {
        if (entry.clock <= lead && entry.clock > greatest) greatest = entry.clock;
    }
    return greatest + 1;
}

bool Debate::asked_before(QuestionIndex left, QuestionIndex right) const {
    const EntryIndex a = questions_[left.value].entry;
    const EntryIndex b = questions_[right.value].entry;
    if (a.is_none() || b.is_none()) return a.is_none() && b.is_some();
    return ledger_.before(a, b);
}

bool Debate::stands_before(ClaimIndex left, ClaimIndex right) const {
    const Claim& a = tree_.at(left);
    const Claim& b = tree_.at(right);
    if (a.origin != b.origin) return a.origin < b.origin;
    switch (a.origin) {
        case Claim::Origin::declared:
            return a.rank < b.rank;
        case Claim::Origin::gone:
            return ledger_.before(a.quoted_by, b.quoted_by);
        case Claim::Origin::said:
            return ledger_.before(a.entry, b.entry);
    }
    return false;
}

}  // namespace palabre
