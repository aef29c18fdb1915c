#include "interchange/overview.hpp"

#include <algorithm>
#include <numeric>

#include "deliberation/sorting.hpp"
#include "interchange/text_likeness.hpp"

namespace palabre {

void Overview::refresh() {
    if (revision_ == debate_->revision()) return;
    revision_ = debate_->revision();
    const Debate& debate = debate_->debate();
    const ClaimTree& tree = debate.tree();
    const std::size_t count = tree.claims().size();
    below_.assign(count, {});
    remarks_.assign(count, {});
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    sort_by(order, [&tree](std::uint32_t a, std::uint32_t b) {
        return tree.depth(ClaimIndex(a)) > tree.depth(ClaimIndex(b));
    });
    for (const std::uint32_t at : order) {
        const ClaimIndex index(at);
        const Claim& claim = tree.at(index);
        if (index == thesis_index) continue;
        Below& own = below_[at];
        const bool shown =
            debate.status(index) == Status::shown || debate.status(index) == Status::pending;
        if (shown && claim.entry.is_some()) {
            own.latest = std::max(own.latest, debate.ledger().at(claim.entry).at);
        }
        own.worth = own.worth || shown;
        for (std::size_t i = 0; i < claim.shown.size(); ++i) {
            const Placement& place = tree.at(claim.shown[i]);
            Below& parent = below_[place.parent.value];
            if (shown) ++(place.stance == Stance::pro ? parent.pros : parent.cons);
            if (i > 0 || claim.into.is_some()) continue;
            parent.claims += own.claims + (shown ? 1 : 0);
            parent.latest = std::max(parent.latest, own.latest);
            parent.worth = parent.worth || own.worth;
        }
    }
    for (std::size_t i = 0; i < debate.remarks().size(); ++i) {
        const Remark& remark = debate.remarks()[i];
        const ClaimIndex on = claim_under(debate, remark);
        if (on.is_none()) continue;
        remarks_[on.value].push_back(static_cast<std::uint32_t>(i));
        if (debate.status(remark) == Status::shown) ++below_[on.value].remarks;
    }
}

const Overview::Below& Overview::below(ClaimIndex claim) {
    refresh();
    return below_[claim.value];
}

const std::vector<std::uint32_t>& Overview::remarks_on(ClaimIndex claim) {
    refresh();
    return remarks_[claim.value];
}

const std::string& Overview::folded(ClaimIndex index) {
    const Claim& claim = debate_->debate().tree().at(index);
    const std::size_t count = debate_->debate().tree().claims().size();
    folded_.resize(count);
    folded_from_.resize(count);
    const EntryIndex wording = debate_->debate().wording(claim.id, claim.entry);
    if (folded_[index.value].empty() || folded_from_[index.value] != wording) {
        folded_[index.value] = folded_words(debate_->text(index).value_or(""));
        folded_from_[index.value] = wording;
    }
    return folded_[index.value];
}

}  // namespace palabre
