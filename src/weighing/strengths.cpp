#include "weighing/strengths.hpp"

#include <algorithm>
#include <limits>

#include "weighing/forces_at.hpp"

namespace palabre {

namespace {

constexpr double largest_step = 1.0 / 2;
constexpr double smallest_step = 1.0 / 32;
/// Wanted distance from the limit.
constexpr double tolerance = 1e-12;
/// Iterations between two looks at how the changes shrink, at the largest step.
constexpr std::int64_t window = 16;
/// Looks without a new smallest change after which a step size is given up: cycles of some
/// thousand iterations have shown themselves by then.
constexpr int looks_in_vain_max = 256;
constexpr std::int64_t sweeps_min = 512;
/// Visits that very many evaluations should take together, and those that they may at most.
constexpr double work_together = 4e8;
constexpr double work_together_max = 4e9;

/// Brings one cyclic component to rest.
template <class Rule>
class Settling {
  public:
    Settling(const ArgumentGraph& graph, std::span<const Argument> members,
             std::span<const double> held, std::int64_t work_max, std::vector<double>& strength)
        : graph_(graph), members_(members), held_(held), strength_(strength) {
        std::size_t fan_in = 0;
        std::int64_t work = 0;
        for (const Argument each : members) {
            fan_in = std::max(fan_in, graph.incoming(each).size());
            work += 1 + static_cast<std::int64_t>(graph.incoming(each).size());
        }
        // Sums of many strengths never come to rest below their own rounding.
        rounding_ = std::numeric_limits<double>::epsilon() * static_cast<double>(8 + fan_in);
        sweeps_left_ = std::max(work_max / work, sweeps_min);
        next_.resize(members.size());
    }

    /// True where it settled; else the component is left in its calmest state.
    bool run() {
        for (double step = largest_step; step >= smallest_step; step /= 2) {
            if (settles_by(step)) return true;
        }
        for (std::size_t i = 0; i < members_.size(); ++i) strength_[members_[i]] = calmest_[i];
        return false;
    }
    [[nodiscard]] std::int64_t iterations() const { return iterations_; }

  private:
    bool settles_by(double step) {
        for (const Argument each : members_) {
            strength_[each] = is_held(each) ? held_[each] : graph_.base(each);
        }
        const auto length =
            static_cast<std::int64_t>(static_cast<double>(window) * largest_step / step);
        double smallest = std::numeric_limits<double>::infinity();
        double before = std::numeric_limits<double>::infinity();
        for (int in_vain = 0; in_vain < looks_in_vain_max;) {
            double change = 0.0;
            for (std::int64_t i = 0; i < length; ++i) {
                if (sweeps_left_-- <= 0) return false;
                change = std::max(change, sweep(step));
            }
            if (change <= rounding_) return true;
            // Changes that shrink by this ratio from window to window add up to no more than this.
            const double ratio = change / before;
            const double to_go =
                step * static_cast<double>(length) * change * ratio / (1.0 - ratio);
            const bool has_ratio = before < std::numeric_limits<double>::infinity();
            if (has_ratio && ratio < 1.0 && to_go <= tolerance) return true;
            in_vain = change < smallest ? 0 : in_vain + 1;
            smallest = std::min(smallest, change);
            before = change;
        }
        return false;
    }

    /// One step of all members at once; the largest difference between a strength and what its
    /// surroundings make of it.
    double sweep(double step) {
        double change = 0.0;
        for (std::size_t i = 0; i < members_.size(); ++i) {
            const Argument each = members_[i];
            next_[i] = is_held(each) ? held_[each] : strength_at<Rule>(graph_, each, strength_);
            const double difference = next_[i] - strength_[each];
            change = std::max(change, difference < 0.0 ? -difference : difference);
        }
        if (change < calmest_change_) {
            calmest_change_ = change;
            calmest_.resize(members_.size());
            for (std::size_t i = 0; i < members_.size(); ++i) calmest_[i] = strength_[members_[i]];
        }
        for (std::size_t i = 0; i < members_.size(); ++i) {
            double& strength = strength_[members_[i]];
            strength += step * (next_[i] - strength);
        }
        ++iterations_;
        return change;
    }

    [[nodiscard]] bool is_held(Argument argument) const {
        return !held_.empty() && held_[argument] != free_strength;
    }

    const ArgumentGraph& graph_;
    std::span<const Argument> members_;
    std::span<const double> held_;
    std::vector<double>& strength_;
    std::vector<double> next_;
    std::vector<double> calmest_;
    double calmest_change_ = std::numeric_limits<double>::infinity();
    double rounding_ = 0.0;
    std::int64_t sweeps_left_ = 0;
    std::int64_t iterations_ = 0;
};

template <class Rule>
Strengths compute(const ArgumentGraph& graph, std::span<const double> held, std::int64_t work) {
    Strengths result;
    result.strength.resize(graph.size());
    for (std::size_t i = 0; i < graph.components(); ++i) {
        const auto members = graph.component(i);
        if (graph.cyclic(i)) {
            Settling<Rule> settling(graph, members, held, work, result.strength);
            result.converged = settling.run() && result.converged;
            result.iterations = std::max(result.iterations, settling.iterations());
            continue;
        }
        const Argument only = members.front();
        result.strength[only] = !held.empty() && held[only] != free_strength
                                    ? held[only]
                                    : strength_at<Rule>(graph, only, result.strength);
    }
    return result;
}

}  // namespace

Strengths compute_strengths(const ArgumentGraph& graph, Semantics semantics,
                            std::span<const double> held, std::int64_t work) {
    return with_semantics(semantics,
                          [&](auto rule) { return compute<decltype(rule)>(graph, held, work); });
}

std::optional<std::int64_t> work_for_each(const ArgumentGraph& graph, const Strengths& first,
                                          std::int64_t evaluations) {
    const auto visits = static_cast<double>(graph.size() + graph.edges().size());
    const auto sweeps = static_cast<double>(std::min(first.iterations, sweeps_min));
    const auto times = static_cast<double>(evaluations);
    if (times * sweeps * visits > work_together_max) return std::nullopt;
    return static_cast<std::int64_t>(
        std::min(static_cast<double>(settling_work), work_together / times));
}

std::vector<double> df_quad_tree(std::span<const std::uint32_t> parent,
                                 std::span<const std::uint8_t> attacks,
                                 std::span<const double> base) {
    std::vector<ProductForces> forces(base.size());
    std::vector<double> strength(base.size());
    for (std::size_t i = base.size(); i-- > 0;) {
        strength[i] = DfQuad::influence(base[i], forces[i]);
        if (i == 0) break;
        ProductForces& above = forces[parent[i]];
        double& side = attacks[i] != 0 ? above.without_attack : above.without_support;
        side = df_quad_complement(side, strength[i]);
    }
    return strength;
}

}  // namespace palabre
