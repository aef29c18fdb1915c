#include "tally/liquid_forest.hpp"

#include <algorithm>

namespace palabre {

void LiquidForest::set(Voter who, bool votes, Voter to, std::int64_t own,
                       std::vector<Shift>& shifts) {
    const std::size_t most = to == nobody ? who : std::max(who, to);
    if (nodes_.size() <= most) nodes_.resize(most + 1);
    Node& node = nodes_[who];
    const Voter closing = linked(node) ? add_above(who, -node.carried, shifts) : who;
    node.carried += own - node.own;
    node.own = own;
    node.votes = votes;
    node.to = to;
    attach(who, shifts);
    // A cycle that this opened takes its link back, and what that brings to `who` is no other's.
    if (closing == who || !nodes_[closing].cut) return;
    attach(closing, shifts);
    if (!shifts.empty() && shifts.back().first == who) shifts.pop_back();
}

bool LiquidForest::circular(Voter who) const {
    return known(who) && nodes_[end(who)].cut;
}

Voter LiquidForest::end(Voter who) const {
    while (known(who) && linked(nodes_[who])) who = nodes_[who].to;
    return who;
}

std::vector<LiquidFate> LiquidForest::fates() const {
    std::vector<LiquidFate> fates(nodes_.size());
    std::vector<bool> found(nodes_.size());
    std::vector<Voter> way;
    for (Voter who = 0; who < nodes_.size(); ++who) {
        Voter at = who;
        way.clear();
        for (; !found[at] && linked(nodes_[at]); at = nodes_[at].to) way.push_back(at);
        const Node& last = nodes_[at];
        if (!found[at]) {
            fates[at] = last.votes ? LiquidFate::direct
                        : last.cut ? LiquidFate::circular
                                   : LiquidFate::silent;
        }
        found[at] = true;
        for (const Voter passed : way) {
            fates[passed] = fate_behind(fates[at]);
            found[passed] = true;
        }
    }
    return fates;
}

// Adds to all that stand above, and gives the last of them.
Voter LiquidForest::add_above(Voter who, std::int64_t weight, std::vector<Shift>& shifts) {
    do {
        who = nodes_[who].to;
        nodes_[who].carried += weight;
    } while (linked(nodes_[who]));
    if (nodes_[who].votes && weight != 0) shifts.emplace_back(who, weight);
    return who;
}

void LiquidForest::attach(Voter who, std::vector<Shift>& shifts) {
    Node& node = nodes_[who];
    node.cut = !node.votes && node.to != nobody;
    if (!node.cut || end(node.to) == who) return;
    node.cut = false;
    add_above(who, node.carried, shifts);
}

LiquidTotals liquid_totals(const LiquidForest& forest) {
    LiquidTotals totals;
    const std::vector<LiquidFate> fates = forest.fates();
    for (Voter who = 0; who < forest.size(); ++who) {
        if (fates[who] == LiquidFate::direct) {
            totals.cast += forest.carried(who);
            totals.carried += forest.carried(who) - forest.own(who);
            totals.most = std::max(totals.most, forest.carried(who));
        } else if (fates[who] == LiquidFate::circular) {
            totals.circular += forest.own(who);
        } else if (fates[who] == LiquidFate::unheard) {
            totals.unheard += forest.own(who);
        }
    }
    return totals;
}

}  // namespace palabre
