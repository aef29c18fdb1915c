#include "weighing/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "deliberation/sorting.hpp"
#include "weighing/base_score.hpp"
#include "weighing/df_quad.hpp"

namespace palabre {

namespace {

// Below both, a product says nothing about the claims it is made of.
constexpr double saturation = 0.01;
constexpr double least_move = 1e-12;

class Explaining {
  public:
    Explaining(const Debate& debate, const LiveStrengths& strengths, ClaimIndex topic)
        : tree_(debate.tree()), strengths_(strengths), topic_(topic) {}

    Explanation run() {
        Explanation why;
        why.saturated = 1.0 - strengths_.pro_force(topic_) < saturation &&
                        1.0 - strengths_.con_force(topic_) < saturation;
        collect();
        sweep();
        double most = 0.0;
        for (const PlacementIndex at : places_) {
            const Placement& place = tree_.at(at);
            if (!tree_.weighs(place.claim)) continue;
            const double gradient = sensitivity_at(at) * base_slope(place.claim);
            const double removal = strength_of_topic() - with_factor(at, 1.0);
            if (std::fabs(removal) > least_move || std::fabs(gradient) > least_move) {
                why.moves.push_back({at, removal, gradient});
            }
            for (const int value : {0, 4}) {
                const double base = base_score(place.judgement_sum + static_cast<unsigned>(value),
                                               place.judged + 1);
                const double strength = df_quad_influence(base, strengths_.pro_force(place.claim),
                                                          strengths_.con_force(place.claim));
                const double change = with_factor(at, 1.0 - strength) - strength_of_topic();
                if (std::fabs(change) <= most) continue;
                most = std::fabs(change);
                why.judgement = Explanation::Judgement{at, value, change};
            }
        }
        sort_by(why.moves, [](const auto& a, const auto& b) {
            return std::fabs(a.removal) > std::fabs(b.removal);
        });
        return why;
    }

  private:
    // Claims below the topic, nearer ones first, each once; placements under them.
    void collect() {
        std::vector<ClaimIndex> claims{topic_};
        below_.insert(topic_.value);
        for (std::size_t i = 0; i < claims.size() && places_.size() < explained_max; ++i) {
            for (const PlacementIndex at : tree_.at(claims[i]).children) {
                places_.push_back(at);
                const ClaimIndex child = tree_.at(at).claim;
                if (below_.insert(child.value).second) claims.push_back(child);
            }
        }
        sort_by(places_, [this](PlacementIndex a, PlacementIndex b) {
            return tree_.depth(tree_.at(a).parent) < tree_.depth(tree_.at(b).parent);
        });
    }

    [[nodiscard]] double base_of(ClaimIndex claim) const {
        return claim == thesis_index ? base_score_unjudged
                                     : strengths_.base(tree_.at(claim).shown.front());
    }

    // d strength / d base at given forces.
    [[nodiscard]] double base_slope(ClaimIndex claim) const {
        return 1.0 - std::fabs(strengths_.pro_force(claim) - strengths_.con_force(claim));
    }

    // d strength of the parent / d strength of the placement, for a base of the parent.
    [[nodiscard]] double edge_slope(PlacementIndex at, double base) const {
        const Placement& place = tree_.at(at);
        if (!tree_.weighs(place.claim)) return 0.0;
        const double support = strengths_.pro_force(place.parent);
        const double attack = strengths_.con_force(place.parent);
        const double room = support >= attack ? 1.0 - base : base;
        const double others = strengths_.complement_without(at);
        return place.stance == Stance::pro ? room * others : -room * others;
    }

    // A claim's strength moves each of its placements; what it moves there adds up.
    void sweep() {
        for (const PlacementIndex at : places_) {
            const Placement& place = tree_.at(at);
            double passed = 0.0;
            if (place.parent == topic_) {
                passed = edge_slope(at, base_of(topic_));
            } else {
                for (const PlacementIndex up : tree_.at(place.parent).shown) {
                    const auto found = at_.find(up.value);
                    if (found == at_.end()) continue;
                    passed += found->second * edge_slope(at, strengths_.base(up));
                }
            }
            at_[at.value] = passed;
        }
    }

    [[nodiscard]] double sensitivity_at(PlacementIndex at) const {
        const auto found = at_.find(at.value);
        return found == at_.end() ? 0.0 : found->second;
    }

    [[nodiscard]] double strength_of_topic() const {
        return df_quad_influence(base_of(topic_), strengths_.pro_force(topic_),
                                 strengths_.con_force(topic_));
    }

    struct Changed {
        PlacementIndex placement;
        double factor;
    };

    // The product over one side of a claim, some factors being others.
    [[nodiscard]] double complement(ClaimIndex claim, Stance side,
                                    const std::vector<Changed>& changed) const {
        std::vector<Changed> here;
        for (const Changed& one : changed) {
            const Placement& place = tree_.at(one.placement);
            if (place.parent == claim && place.stance == side) here.push_back(one);
        }
        if (here.empty()) {
            return 1.0 - (side == Stance::pro ? strengths_.pro_force(claim)
                                              : strengths_.con_force(claim));
        }
        if (here.size() == 1) {
            return strengths_.complement_without(here[0].placement) * here[0].factor;
        }
        double product = 1.0;
        for (const PlacementIndex at : tree_.at(claim).children) {
            if (tree_.at(at).stance != side) continue;
            const auto other = std::find_if(
                here.begin(), here.end(), [at](const Changed& one) { return one.placement == at; });
            product *= other != here.end() ? other->factor : strengths_.factor(at);
        }
        return product;
    }

    // The topic's strength were the factor of one placement another, all else equal: the ways up
    // to the topic, the deepest claim first.
    [[nodiscard]] double with_factor(PlacementIndex at, double factor) const {
        std::vector<Changed> changed{{at, factor}};
        std::vector<ClaimIndex> heap{tree_.at(at).parent};
        const auto shallower = [this](ClaimIndex a, ClaimIndex b) {
            const std::uint32_t x = tree_.depth(a);
            const std::uint32_t y = tree_.depth(b);
            return x != y ? x < y : a.value < b.value;
        };
        double result = strength_of_topic();
        while (!heap.empty()) {
            const ClaimIndex claim = heap.front();
            while (!heap.empty() && heap.front() == claim) {
                std::pop_heap(heap.begin(), heap.end(), shallower);
                heap.pop_back();
            }
            const double support = 1.0 - complement(claim, Stance::pro, changed);
            const double attack = 1.0 - complement(claim, Stance::con, changed);
            if (claim == topic_) {
                result = df_quad_influence(base_of(topic_), support, attack);
                continue;
            }
            if (!tree_.weighs(claim)) continue;
            for (const PlacementIndex up : tree_.at(claim).shown) {
                if (below_.count(tree_.at(up).parent.value) == 0) continue;
                changed.push_back(
                    {up, 1.0 - df_quad_influence(strengths_.base(up), support, attack)});
                heap.push_back(tree_.at(up).parent);
                std::push_heap(heap.begin(), heap.end(), shallower);
            }
        }
        return result;
    }

    const ClaimTree& tree_;
    const LiveStrengths& strengths_;
    ClaimIndex topic_;
    std::vector<PlacementIndex> places_;
    std::unordered_set<std::uint32_t> below_;       // claims below the topic, and it
    std::unordered_map<std::uint32_t, double> at_;  // d topic / d strength, by placement
};

}  // namespace

Explanation explain(const Debate& debate, const LiveStrengths& strengths, ClaimIndex topic) {
    return Explaining(debate, strengths, topic).run();
}

}  // namespace palabre
