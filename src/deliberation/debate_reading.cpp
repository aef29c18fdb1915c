// What a settled debate tells.
#include <algorithm>

#include "deliberation/debate.hpp"

namespace palabre {

std::string_view to_text(Status status) {
    switch (status) {
        case Status::shown: return "shown";
        case Status::hidden: return "hidden";
        case Status::withdrawn: return "withdrawn";
        case Status::merged: return "merged";
        case Status::erased: return "erased";
        case Status::pending: return "pending";
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
    for (const auto& [key, clerk] : clerks_) {
        if (clerk.on) keys.emplace_back(key);
    }
    return keys;
}

bool Debate::is_clerk(KeyId key) const {
    const auto found = clerks_.find(key.value);
    return found != clerks_.end() && found->second.on;
}

const std::string* Debate::declared_text(ClaimIndex claim) const {
    const auto found = declared_texts_.find(claim.value);
    return found == declared_texts_.end() ? nullptr : found->second;
}

EntryIndex Debate::wording(RefId id, EntryIndex said) const {
    const RegisterIndex edits = registers_.find(RegisterKind::wording, {}, id, {});
    if (edits.is_some() && registers_.at(edits).latest.is_some()) return registers_.at(edits).latest;
    return said;
}

bool Debate::is_sealed(EntryIndex entry) const {
    return held_.count(ledger_.at(entry).id.value) > 0;
}

std::uint32_t Debate::sealed_ballots(RefId question) const {
    const auto found = sealed_.find(question.value);
    return found == sealed_.end() ? 0 : found->second;
}

bool Debate::stands_before(ClaimIndex left, ClaimIndex right) const {
    const Claim& a = tree_.at(left);
    const Claim& b = tree_.at(right);
    if (a.origin != b.origin) return a.origin < b.origin;
    switch (a.origin) {
        case Claim::Origin::declared: return a.rank < b.rank;
        case Claim::Origin::gone: return ledger_.before(a.quoted_by, b.quoted_by);
        case Claim::Origin::said: return ledger_.before(a.entry, b.entry);
    }
    return false;
}

}  // namespace palabre
