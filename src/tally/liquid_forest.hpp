#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "tally/liquid.hpp"

namespace palabre {

/// Liquid delegation while votes and delegations come, change and go: each voter points to one
/// other, and whoever votes carries what points there. A change costs the lengths of the two
/// chains that it touches, the old and the new one, however many voters there are.
class LiquidForest {
  public:
    /// A direct voter, and by how much the votes that they carry changed.
    using Shift = std::pair<Voter, std::int64_t>;

    /// `votes`: votes directly, which wins over `to`. `own`: the votes that are theirs to give, 0
    /// of somebody who neither votes nor delegates. Appends what this changed of others' votes.
    void set(Voter who, bool votes, Voter to, std::int64_t own, std::vector<Shift>& shifts);

    [[nodiscard]] std::size_t size() const { return nodes_.size(); }
    [[nodiscard]] bool votes(Voter who) const { return known(who) && nodes_[who].votes; }
    /// Whom `who` delegates to, `nobody` without, and of those who vote.
    [[nodiscard]] Voter to(Voter who) const {
        return known(who) && !nodes_[who].votes ? nodes_[who].to : nobody;
    }
    [[nodiscard]] std::int64_t own(Voter who) const { return known(who) ? nodes_[who].own : 0; }
    /// The votes that end with `who`, or would if they voted; in a cycle a part of it.
    [[nodiscard]] std::int64_t carried(Voter who) const {
        return known(who) ? nodes_[who].carried : 0;
    }
    /// Whether the chain of `who` runs into a cycle.
    [[nodiscard]] bool circular(Voter who) const;
    /// The last of the chain; one of the cycle where it runs into one.
    [[nodiscard]] Voter end(Voter who) const;
    /// What became of the vote of each, by voter. O(voters): what asks of all asks here.
    [[nodiscard]] std::vector<LiquidFate> fates() const;

  private:
    struct Node {
        Voter to = nobody;
        bool votes = false;
        bool cut = false;  // the one link of a cycle that is left out of the sums
        std::int64_t own = 0;
        std::int64_t carried = 0;  // own, and what comes in over links that are not left out
    };
    [[nodiscard]] bool known(Voter who) const { return who < nodes_.size(); }
    [[nodiscard]] bool linked(const Node& node) const {
        return !node.votes && !node.cut && node.to != nobody;
    }
    Voter add_above(Voter who, std::int64_t weight, std::vector<Shift>& shifts);
    void attach(Voter who, std::vector<Shift>& shifts);

    std::vector<Node> nodes_;
};

/// What became of delegated votes.
struct LiquidTotals {
    std::int64_t cast = 0;      ///< votes that count
    std::int64_t carried = 0;   ///< of them, those of others than who casts them
    std::int64_t most = 0;      ///< the most that one casts
    std::int64_t unheard = 0;   ///< lost: the chain ends with somebody who does not vote
    std::int64_t circular = 0;  ///< lost: it runs in a circle
};
/// O(voters).
[[nodiscard]] LiquidTotals liquid_totals(const LiquidForest& forest);

}  // namespace palabre
