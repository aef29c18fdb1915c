#include "weighing/contribution.hpp"

#include <algorithm>
#include <functional>
#include <queue>

#include "weighing/forces_at.hpp"
#include "weighing/rest_forces.hpp"

namespace palabre {

namespace {

/// How the topic of an acyclic graph answers when one argument is given another strength: only what
/// hangs on the change is computed again.
template <class Rule>
class Ripple {
  public:
    explicit Ripple(const TopicView& view)
        : graph_(view.part),
          topic_(view.topic),
          strength_(view.strengths.strength),
          now_(strength_),
          rest_(rest_forces<Rule>(graph_, strength_)),
          changed_(graph_.size()),
          rank_(graph_.size()) {
        const auto order = graph_.order();
        for (std::size_t i = 0; i < order.size(); ++i)
            rank_[order[i]] = static_cast<std::uint32_t>(i);
        first_outgoing_.resize(graph_.size() + 1);
        for (const ArgumentEdge& edge : graph_.edges()) ++first_outgoing_[edge.from + 1];
        for (std::size_t i = 0; i < graph_.size(); ++i)
            first_outgoing_[i + 1] += first_outgoing_[i];
        outgoing_.resize(graph_.edges().size());
        std::vector<std::uint32_t> next(first_outgoing_.begin(), first_outgoing_.end() - 1);
        for (std::size_t i = 0; i < graph_.size(); ++i) {
            const auto target = static_cast<Argument>(i);
            std::size_t slot = graph_.first_incoming(target);
            for (const Incoming& each : graph_.incoming(target)) {
                outgoing_[next[each.from]++] = {target, static_cast<std::uint32_t>(slot++)};
            }
        }
    }

    double topic_if(Argument argument, double strength) {
        set(argument, strength);
        while (!waiting_.empty()) {
            const Argument each = graph_.order()[waiting_.top()];
            waiting_.pop();
            const Change change = changed_[each];
            changed_[each] = {};
            set(each, change.edges == 1 ? with_one_changed(each, change.slot)
                                        : strength_at<Rule>(graph_, each, now_));
        }
        const double answer = now_[topic_];
        for (const Argument each : touched_) now_[each] = strength_[each];
        touched_.clear();
        return answer;
    }

  private:
    struct Outgoing {
        Argument to = 0;
        std::uint32_t slot = 0;  // of the edge among all that comes in
    };
    struct Change {
        std::uint32_t edges = 0;  // that bring something else than before
        std::uint32_t slot = 0;   // the last of them
    };

    void set(Argument argument, double strength) {
        if (strength == now_[argument]) return;
        now_[argument] = strength;
        touched_.push_back(argument);
        for (std::uint32_t i = first_outgoing_[argument]; i < first_outgoing_[argument + 1]; ++i) {
            Change& change = changed_[outgoing_[i].to];
            if (change.edges++ == 0) waiting_.push(rank_[outgoing_[i].to]);
            change.slot = outgoing_[i].slot;
        }
    }

    [[nodiscard]] double with_one_changed(Argument argument, std::uint32_t slot) const {
        typename Rule::Forces forces = rest_[slot];
        const Incoming& edge = graph_.incoming(argument)[slot - graph_.first_incoming(argument)];
        add_to(forces, edge, now_[edge.from]);
        return Rule::influence(graph_.base(argument), forces);
    }

    const ArgumentGraph& graph_;
    Argument topic_;
    const std::vector<double>& strength_;
    std::vector<double> now_;
    std::vector<typename Rule::Forces> rest_;
    std::vector<Change> changed_;
    std::vector<std::uint32_t> rank_;  // in the graph's order
    std::vector<std::uint32_t> first_outgoing_;
    std::vector<Outgoing> outgoing_;
    std::vector<Argument> touched_;
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> waiting_;
};

/// Calls `work` with a function of an argument and a strength: the topic's strength if that
/// argument had that strength. False, and nothing called, where cycles make that too long.
template <class Work>
bool with_topic_if(const TopicView& view, Work work) {
    if (view.part.acyclic()) {
        with_semantics(view.semantics, [&](auto rule) {
            Ripple<decltype(rule)> ripple(view);
            work([&](Argument argument, double strength) {
                return ripple.topic_if(argument, strength);
            });
        });
        return true;
    }
    const auto effort =
        work_for_each(view.part, view.strengths, 2 * static_cast<std::int64_t>(view.part.size()));
    if (!effort) return false;
    std::vector<double> held(view.part.size(), free_strength);
    work([&](Argument argument, double strength) {
        held[argument] = strength;
        const double answer =
            compute_strengths(view.part, view.semantics, held, *effort).strength[view.topic];
        held[argument] = free_strength;
        return answer;
    });
    return true;
}

/// The topic's strength minus what it would be without the argument; `with` gives the strength that
/// the argument has while it is there, nothing for its own.
template <class StrengthWith>
Contributions removals(const TopicView& view, StrengthWith with) {
    Contributions result(view.whole_size, 0.0);
    result[view.original[view.topic]] = std::nullopt;
    const double topic = view.strengths.strength[view.topic];
    const bool done = with_topic_if(view, [&](auto topic_if) {
        for (std::size_t i = 0; i < view.part.size(); ++i) {
            const auto argument = static_cast<Argument>(i);
            if (argument == view.topic) continue;
            const std::optional<double> strength = with(argument);
            result[view.original[i]] =
                (strength ? topic_if(argument, *strength) : topic) - topic_if(argument, 0.0);
        }
    });
    if (!done) result.assign(view.whole_size, std::nullopt);
    return result;
}

constexpr double step_least = 1.0 / 32;
constexpr int sweeps_max = 20000;
constexpr double sweep_tolerance = 1e-14;

/// lambda[i] is how the topic moves with what moves argument i's strength. In a cycle this is a
/// system of equations, lambda = given + J^T lambda, brought to rest as the strengths were.
template <class Rule>
class Sweep {
  public:
    explicit Sweep(const TopicView& view)
        : graph_(view.part),
          strength_(view.strengths.strength),
          rest_(rest_forces<Rule>(graph_, strength_)),
          lambda_(graph_.size()),
          within_(graph_.size()) {
        lambda_[view.topic] = 1.0;
    }

    /// By argument the derivative by its base score, or nothing where a cycle does not settle.
    std::optional<std::vector<double>> run() {
        std::vector<double> gradient(graph_.size());
        for (std::size_t c = graph_.components(); c-- > 0;) {
            const auto members = graph_.component(c);
            if (graph_.cyclic(c) && !settle(members)) return std::nullopt;
            for (const Argument each : members) within_[each] = 1;
            for (const Argument each : members) {
                gradient[each] =
                    lambda_[each] * Rule::slope_of_base(graph_.base(each), total(each));
                pass_down(each, lambda_[each], lambda_, false);
            }
            for (const Argument each : members) within_[each] = 0;
        }
        return gradient;
    }

  private:
    [[nodiscard]] double total(Argument argument) const {
        return forces_at<Rule>(graph_, argument, strength_).total();
    }

    /// Adds to `to` what `argument`'s lambda means for those that speak to it, inside its component
    /// or outside.
    void pass_down(Argument argument, double lambda, std::vector<double>& to, bool inside) const {
        const auto incoming = graph_.incoming(argument);
        if (incoming.empty()) return;
        const double slope = lambda * Rule::slope_of_total(graph_.base(argument), total(argument));
        const std::size_t first = graph_.first_incoming(argument);
        for (std::size_t k = 0; k < incoming.size(); ++k) {
            const Incoming& each = incoming[k];
            if ((within_[each.from] != 0) != inside) continue;
            const auto& rest = rest_[first + k];
            to[each.from] +=
                slope * each.relevance *
                (each.kind == EdgeKind::support ? rest.slope_of_support() : rest.slope_of_attack());
        }
    }

    bool settle(std::span<const Argument> members) {
        for (const Argument each : members) within_[each] = 1;
        const std::vector<double> given(lambda_);
        std::vector<double> next(lambda_.size());
        bool settled = false;
        for (double step = 0.5; step >= step_least && !settled; step /= 2) {
            for (const Argument each : members) lambda_[each] = given[each];
            for (int i = 0; i < sweeps_max && !settled; ++i) {
                for (const Argument each : members) next[each] = given[each];
                for (const Argument each : members) pass_down(each, lambda_[each], next, true);
                double change = 0.0;
                double size = 1.0;
                for (const Argument each : members) {
                    const double difference = next[each] - lambda_[each];
                    change = std::max(change, difference < 0 ? -difference : difference);
                    lambda_[each] += step * difference;
                    size = std::max(size, lambda_[each] < 0 ? -lambda_[each] : lambda_[each]);
                }
                settled = change <= sweep_tolerance * size;
            }
        }
        for (const Argument each : members) within_[each] = 0;
        return settled;
    }

    const ArgumentGraph& graph_;
    const std::vector<double>& strength_;
    std::vector<typename Rule::Forces> rest_;
    std::vector<double> lambda_;
    std::vector<std::uint8_t> within_;  // the component at hand
};

}  // namespace

Contributions contributions_by_removal(const TopicView& view) {
    return removals(view, [](Argument) { return std::optional<double>(); });
}

Contributions contributions_by_intrinsic_removal(const TopicView& view) {
    return removals(view, [&view](Argument argument) {
        return std::optional<double>(view.part.base(argument));
    });
}

std::vector<double> changes_by_base(const TopicView& view, std::span<const double> bases) {
    std::vector<double> result(view.part.size());
    const double topic = view.strengths.strength[view.topic];
    with_topic_if(view, [&](auto topic_if) {
        for (std::size_t i = 0; i < view.part.size(); ++i) {
            const auto argument = static_cast<Argument>(i);
            const double strength =
                view.part.incoming(argument).empty()
                    ? bases[i]
                    : with_semantics(view.semantics, [&](auto rule) {
                          using Rule = decltype(rule);
                          return Rule::influence(
                              bases[i],
                              forces_at<Rule>(view.part, argument, view.strengths.strength));
                      });
            result[i] = topic_if(argument, strength) - topic;
        }
    });
    return result;
}

std::optional<std::vector<double>> contributions_by_gradient(const TopicView& view) {
    if (!view.strengths.converged) return std::nullopt;
    const auto part = with_semantics(
        view.semantics, [&view](auto rule) { return Sweep<decltype(rule)>(view).run(); });
    if (!part) return std::nullopt;
    std::vector<double> whole(view.whole_size);
    for (std::size_t i = 0; i < part->size(); ++i) whole[view.original[i]] = (*part)[i];
    return whole;
}

}  // namespace palabre
