#pragma once

#include <cstdint>
#include <vector>

#include "deliberation/debate.hpp"
#include "weighing/product_trees.hpp"

namespace palabre {

/// Strengths of all claims of a debate by DF-QuAD, kept up to date along the ways up from what
/// changed. What hangs below a claim is the same at all its places; a claim that weighs nothing
/// is a factor of 1 to its parent.
/// Source: docs/entry.md, section 5, Weights; Rago et al., KR 2016 (df_quad.hpp).
class LiveStrengths {
  public:
    explicit LiveStrengths(const Debate& debate) : debate_(&debate) {}

    /// Follows what Debate::take_changes gave. Cost: the ways up, times log of the fan-out.
    void follow(const Changes& changes);

    /// Base score at a place: from its judgements.
    [[nodiscard]] double base(PlacementIndex placement) const;
    /// Strength at a place; also of what weighs nothing. In [0,1].
    [[nodiscard]] double strength(PlacementIndex placement) const;
    [[nodiscard]] double thesis() const;
    /// The joint force of the pros (cons) right below a claim; in [0,1].
    [[nodiscard]] double pro_force(ClaimIndex claim) const;
    [[nodiscard]] double con_force(ClaimIndex claim) const;
    /// How much a placement moves its parent: the parent's strength with it minus without it,
    /// where `parent_base` is the parent's base score. In [-1,1]; 0 where it weighs nothing.
    [[nodiscard]] double weight(PlacementIndex placement, double parent_base) const;
    /// What a placement multiplies on its side of the parent: 1 - strength, or 1 if it weighs
    /// nothing.
    [[nodiscard]] double factor(PlacementIndex placement) const;
    /// The product of the others on its side.
    [[nodiscard]] double complement_without(PlacementIndex placement) const;
    /// Claims whose strength changed since last asked, the thesis among them as claim 0; empty
    /// after a fold from the start.
    [[nodiscard]] std::vector<ClaimIndex> take_moved();

  private:
    struct Sides {
        ProductTrees::Node pro = ProductTrees::nothing;
        ProductTrees::Node con = ProductTrees::nothing;
    };
    void build();
    [[nodiscard]] ProductTrees::Node& root(ClaimIndex parent, Stance stance);
    [[nodiscard]] std::uint64_t key_of(ClaimIndex claim) const;
    void climb(const std::vector<ClaimIndex>& changed);

    const Debate* debate_;
    ProductTrees products_;
    std::vector<Sides> sides_;
    std::vector<std::uint8_t> queued_;
    std::vector<ClaimIndex> moved_;
};

}  // namespace palabre
