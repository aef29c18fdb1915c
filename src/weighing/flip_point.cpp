#include "weighing/flip_point.hpp"

#include <algorithm>
#include <limits>

#include "weighing/rest_forces.hpp"

namespace palabre {

namespace {

/// How far beyond the ends of the scale rounding may carry a level that is reached at the end.
constexpr double end_tolerance = 1e-12;

/// A stretch of base scores as narrow as this that all reach the level is one, blurred by rounding.
constexpr double rounding_stretch = 1e-12;

/// The one edge that leads on from an argument.
struct WayOn {
    Argument to = 0;
    std::uint32_t slot = 0;
};

template <class Rule>
class Bisection {
  public:
    Bisection(const TopicView& view, double level)
        : view_(view),
          graph_(view.part),
          level_(level),
          rest_(rest_forces<Rule>(graph_, view.strengths.strength)),
          way_(graph_.size()) {
        for (std::size_t i = 0; i < graph_.size(); ++i) {
            const auto target = static_cast<Argument>(i);
            auto slot = static_cast<std::uint32_t>(graph_.first_incoming(target));
            for (const Incoming& each : graph_.incoming(target)) way_[each.from] = {target, slot++};
        }
    }

    [[nodiscard]] std::optional<double> flip_of(Argument argument) const {
        const double at_zero = topic_if(argument, 0.0);
        const double at_one = topic_if(argument, 1.0);
        const bool rises = at_one >= at_zero;
        const double lowest = std::min(at_zero, at_one);
        const double highest = std::max(at_zero, at_one);
        if (level_ < lowest) return end_if(lowest - level_, rises ? 0.0 : 1.0);
        if (level_ > highest) return end_if(level_ - highest, rises ? 1.0 : 0.0);
        const auto below = [&](double base) {
            const double strength = topic_if(argument, base);
            return rises ? strength < level_ : strength > level_;
        };
        const auto not_above = [&](double base) {
            const double strength = topic_if(argument, base);
            return rises ? strength <= level_ : strength >= level_;
        };
        const double first = first_where_not(below);
        const double last = std::max(first, last_where(not_above));
        if (last - first > rounding_stretch) return std::clamp(graph_.base(argument), first, last);
        if (first == 0.0 || last == 1.0) return first == 0.0 ? first : last;
        return first + (last - first) / 2;
    }

  private:
    static std::optional<double> end_if(double distance, double end) {
        return distance <= end_tolerance ? std::optional<double>(end) : std::nullopt;
    }

    /// The topic's strength where only `argument`'s base score is another.
    [[nodiscard]] double topic_if(Argument argument, double base) const {
        double strength = base;
        if (!graph_.incoming(argument).empty()) {
            strength =
                Rule::influence(base, forces_at<Rule>(graph_, argument, view_.strengths.strength));
        }
        while (argument != view_.topic) {
            const auto [to, slot] = way_[argument];
            typename Rule::Forces forces = rest_[slot];
            add_to(forces, graph_.incoming(to)[slot - graph_.first_incoming(to)], strength);
            strength = Rule::influence(graph_.base(to), forces);
            argument = to;
        }
        return strength;
    }

    /// `holds` is true up to some base score and false from there on (or never true).
    template <class Holds>
    static double first_where_not(Holds holds) {
        if (!holds(0.0)) return 0.0;
        return halve(holds).second;
    }
    template <class Holds>
    static double last_where(Holds holds) {
        if (holds(1.0)) return 1.0;
        return halve(holds).first;
    }
    /// The two neighbouring numbers between which `holds`, true at 0 and false at 1, changes.
    template <class Holds>
    static std::pair<double, double> halve(Holds holds) {
        constexpr int bisections_max = 200;
        double low = 0.0;
        double high = 1.0;
        for (int i = 0; i < bisections_max; ++i) {
            const double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            (holds(middle) ? low : high) = middle;
        }
        return {low, high};
    }

    const TopicView& view_;
    const ArgumentGraph& graph_;
    double level_;
    std::vector<typename Rule::Forces> rest_;
    std::vector<WayOn> way_;
};

}  // namespace

std::optional<std::vector<std::optional<double>>> flip_points(const TopicView& view, double level) {
    if (!view.is_tree()) return std::nullopt;
    std::vector<std::optional<double>> result(view.whole_size);
    with_semantics(view.semantics, [&](auto rule) {
        const Bisection<decltype(rule)> bisection(view, level);
        for (std::size_t i = 0; i < view.part.size(); ++i) {
            result[view.original[i]] = bisection.flip_of(static_cast<Argument>(i));
        }
    });
    return result;
}

}  // namespace palabre
