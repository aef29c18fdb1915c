#include "weighing/live_strengths.hpp"

#include <algorithm>

#include "deliberation/sorting.hpp"
#include "weighing/base_score.hpp"
#include "weighing/df_quad.hpp"

namespace palabre {

double LiveStrengths::base(PlacementIndex placement) const {
    const Placement& place = debate_->tree().at(placement);
    return base_score(place.judgement_sum, place.judged);
}

double LiveStrengths::pro_force(ClaimIndex claim) const {
    return 1.0 - products_.product(sides_[claim.value].pro);
}

double LiveStrengths::con_force(ClaimIndex claim) const {
    return 1.0 - products_.product(sides_[claim.value].con);
}

double LiveStrengths::strength(PlacementIndex placement) const {
    const ClaimIndex claim = debate_->tree().at(placement).claim;
    return df_quad_influence(base(placement), pro_force(claim), con_force(claim));
}

double LiveStrengths::thesis() const {
    return df_quad_influence(base_score_unjudged, pro_force(thesis_index), con_force(thesis_index));
}

double LiveStrengths::factor(PlacementIndex placement) const {
    const ClaimIndex claim = debate_->tree().at(placement).claim;
    return debate_->tree().weighs(claim) ? 1.0 - strength(placement) : 1.0;
}

double LiveStrengths::complement_without(PlacementIndex placement) const {
    const Placement& place = debate_->tree().at(placement);
    const Sides& sides = sides_[place.parent.value];
    const ProductTrees::Node root = place.stance == Stance::pro ? sides.pro : sides.con;
    return products_.product_without(root, placement.value);
}

double LiveStrengths::weight(PlacementIndex placement, double parent_base) const {
    const Placement& place = debate_->tree().at(placement);
    const bool pro = place.stance == Stance::pro;
    const double without = 1.0 - complement_without(placement);
    const double support = pro_force(place.parent);
    const double attack = con_force(place.parent);
    return df_quad_influence(parent_base, support, attack) -
           df_quad_influence(parent_base, pro ? without : support, pro ? attack : without);
}

ProductTrees::Node& LiveStrengths::root(ClaimIndex parent, Stance stance) {
    Sides& sides = sides_[parent.value];
    return stance == Stance::pro ? sides.pro : sides.con;
}

std::uint64_t LiveStrengths::key_of(ClaimIndex claim) const {
    std::uint64_t mix = 0xcbf29ce484222325ULL;
    for (const char c : debate_->ledger().text(debate_->tree().at(claim).id)) {
        mix = (mix ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return mix;
}

void LiveStrengths::follow(const Changes& changes) {
    if (changes.all) {
        build();
        return;
    }
    const ClaimTree& tree = debate_->tree();
    sides_.resize(tree.claims().size());
    queued_.resize(tree.claims().size());
    products_.reserve(tree.placement_slots());
    std::vector<ClaimIndex> changed;
    for (const PlacementEvent& event : changes.placements) {
        const ProductTrees::Node node = event.placement.value;
        switch (event.what) {
            case PlacementEvent::What::added:
                products_.insert(root(event.parent, event.stance), node, key_of(event.claim), 1.0);
                break;
            case PlacementEvent::What::removed:
                products_.remove(root(event.parent, event.stance), node);
                break;
            case PlacementEvent::What::touched:
                break;
        }
        changed.push_back(event.claim);
        if (event.what == PlacementEvent::What::removed) changed.push_back(event.parent);
    }
    climb(changed);
}

// A claim is settled after all that stand below it among those that changed: the deepest first.
void LiveStrengths::climb(const std::vector<ClaimIndex>& changed) {
    const ClaimTree& tree = debate_->tree();
    const auto shallower = [&tree](ClaimIndex a, ClaimIndex b) {
        return tree.depth(a) < tree.depth(b);
    };
    std::vector<ClaimIndex> heap;
    const auto queue = [&](ClaimIndex claim) {
        if (queued_[claim.value] != 0) return;
        queued_[claim.value] = 1;
        heap.push_back(claim);
        std::push_heap(heap.begin(), heap.end(), shallower);
    };
    for (const ClaimIndex claim : changed) queue(claim);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), shallower);
        const ClaimIndex claim = heap.back();
        heap.pop_back();
        queued_[claim.value] = 0;
        moved_.push_back(claim);
        for (const PlacementIndex index : tree.at(claim).shown) {
            const Placement& place = tree.at(index);
            const double now = factor(index);
            if (now == products_.factor(index.value)) continue;
            products_.set(root(place.parent, place.stance), index.value, now);
            queue(place.parent);
        }
    }
}

void LiveStrengths::build() {
    const ClaimTree& tree = debate_->tree();
    const std::size_t count = tree.claims().size();
    products_.clear();
    products_.reserve(tree.placement_slots());
    sides_.assign(count, {});
    queued_.assign(count, 0);
    moved_.clear();
    std::vector<std::uint32_t> order(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = static_cast<std::uint32_t>(i);
    std::vector<std::uint32_t> depths(count);
    for (std::size_t i = 0; i < count; ++i) depths[i] = tree.depth(ClaimIndex(i));
    sort_by(order, [&depths](std::uint32_t a, std::uint32_t b) { return depths[a] > depths[b]; });
    for (const std::uint32_t claim : order) {
        for (const PlacementIndex index : tree.at(ClaimIndex(claim)).shown) {
            const Placement& place = tree.at(index);
            products_.insert(root(place.parent, place.stance), index.value,
                             key_of(ClaimIndex(claim)), factor(index));
        }
    }
}

std::vector<ClaimIndex> LiveStrengths::take_moved() {
    return std::move(moved_);
}

}  // namespace palabre
