// Tree changes as taken: whatever lands further back is inserted by undoing what stands behind
// it and doing that again.
#include <algorithm>

#include "deliberation/debate.hpp"
#include "deliberation/limits.hpp"

namespace palabre {

bool Debate::is_tree_change(EntryIndex index) const {
    const Entry& entry = ledger_.at(index);
    switch (entry.verb()) {
        case Verb::link:
        case Verb::move:
        case Verb::merge:
            return true;
        case Verb::withdraw: {
            const EntryIndex target = ledger_.entry_of(entry.body.first);
            return target.is_some() && ledger_.at(target).verb() == Verb::link;
        }
        default:
            return false;
    }
}

Reason Debate::take_tree_change(EntryIndex index) {
    const EntryIndex taken_at = ledger_.at(index).taken_at;
    const bool late = taken_at != index;
    const bool behind_all = timeline_.empty() || bulk_ || ledger_.before(timeline_end_, taken_at);
    std::size_t position = timeline_.size();
    if (!behind_all) {
        if (late || odd_timeline_ || tree_.height_bound() + late_leaves_ > limits::depth_max) {
            stale_ = true;
            return Reason::none;
        }
        const auto at = std::lower_bound(timeline_.begin(), timeline_.end(), index,
                                         [this](const ClaimTree::Change& change, EntryIndex entry) {
                                             return ledger_.before(change.entry, entry);
                                         });
        position = static_cast<std::size_t>(at - timeline_.begin());
        undo_from(position);
    }
    odd_timeline_ = odd_timeline_ || late;
    if (timeline_end_.is_none() || ledger_.before(timeline_end_, taken_at))
        timeline_end_ = taken_at;
    ClaimTree::Change change;
    change.entry = index;
    const auto inserted = timeline_.insert(
        timeline_.begin() + static_cast<std::ptrdiff_t>(position), std::move(change));
    const Reason reason = perform(*inserted);
    // The verdict has to stand before what is behind it is judged again.
    settle_entry(index, reason);
    redo_from(position + 1);
    return reason;
}

Reason Debate::perform(ClaimTree::Change& change) {
    const EntryIndex index = change.entry;
    change = {};
    change.entry = index;
    if (const Reason reason = judge_references(index); reason != Reason::none) return reason;
    const Entry& entry = ledger_.at(index);
    const bool pending = is_pending(index);
    if (entry.verb() == Verb::withdraw) {
        const Thing link = thing(entry.body.first);
        if (!pending) {
            tree_.withdraw_link(ledger_.entry_of(entry.body.first), ClaimIndex(link.index), change);
            changes_.claims.push_back(ClaimIndex(link.index));
        }
        return Reason::none;
    }
    const ClaimIndex claim = claim_of(entry.body.first);
    const Reason reason = tree_.change(index, claim, claim_of(entry.body.second), pending, change);
    if (reason == Reason::none && entry.verb() == Verb::link) {
        set_thing(entry.id, Kind::link, claim.value);
    }
    changes_.claims.push_back(claim);
    return reason;
}

void Debate::undo_from(std::size_t position) {
    for (std::size_t i = timeline_.size(); i > position; --i) {
        const ClaimTree::Change& change = timeline_[i - 1];
        tree_.undo(change);
        const Entry& entry = ledger_.at(change.entry);
        if (entry.verb() == Verb::link) set_thing(entry.id, Kind::none, 0);
    }
}

void Debate::redo_from(std::size_t position) {
    for (std::size_t i = position; i < timeline_.size(); ++i) {
        const EntryIndex index = timeline_[i].entry;
        const Reason before = ledger_.at(index).reason;
        const Reason reason = perform(timeline_[i]);
        if (reason == before) continue;
        settle_entry(index, reason);
        stale_ = stale_ || odd_references_;
    }
}

bool Debate::lands_before_changes(EntryIndex taken_at) const {
    return !bulk_ && !timeline_.empty() && ledger_.before(taken_at, timeline_end_);
}

// A leaf below an older tree may make it deeper, then or later, by one.
void Debate::admit_late_leaf() {
    ++late_leaves_;
    if (tree_.height_bound() + late_leaves_ > limits::depth_max) stale_ = true;
}

}  // namespace palabre
