#include "weighing/counterfactual.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "weighing/contribution.hpp"
#include "weighing/strengths.hpp"
#include "weighing/topic_view.hpp"

namespace palabre {

namespace {

constexpr int steps_max = 60;
constexpr int halvings_max = 60;
constexpr std::int64_t evaluations_max = std::int64_t{steps_max} * halvings_max;
/// How far from the level a topic counts as having reached it.
constexpr double level_tolerance = 1e-12;
/// A step that moves no base score by more than this is the last.
constexpr double at_rest = 1e-10;

class Search {
  public:
    Search(const ArgumentGraph& graph, Semantics semantics, Argument topic, double level,
           std::span<const std::uint8_t> fixed)
        : semantics_(semantics),
          topic_(topic),
          level_(level),
          fixed_(fixed),
          start_(graph.bases()),
          probe_(graph),
          work_(work_for_each(graph, compute_strengths(graph, semantics), evaluations_max)
                    .value_or(-1)),
          rises_(topic_at(start_) <= level) {}

    std::optional<Counterfactual> run() {
        if (work_ < 0) return std::nullopt;
        std::vector<double> here = start_;
        for (int step = 0; step < steps_max; ++step) {
            const auto slope = slope_at(here);
            if (!slope) return std::nullopt;
            std::vector<double> next = foot_of(here, *slope);
            double moved = 0.0;
            for (std::size_t i = 0; i < here.size(); ++i)
                moved = std::max(moved, std::abs(next[i] - here[i]));
            // Halfway keeps two surfaces that bend to each other's side from taking turns.
            if (step % 8 == 7) {
                for (std::size_t i = 0; i < here.size(); ++i) next[i] = (next[i] + here[i]) / 2;
            }
            here = std::move(next);
            keep_if_nearer(here);
            if (moved <= at_rest) break;
        }
        return best_;
    }

  private:
    /// The same graph with other base scores: laid out once, whatever is tried.
    const ArgumentGraph& graph_at(const std::vector<double>& base) {
        for (std::size_t i = 0; i < base.size(); ++i)
            probe_.set_base(static_cast<Argument>(i), base[i]);
        return probe_;
    }
    double topic_at(const std::vector<double>& base) {
        return compute_strengths(graph_at(base), semantics_, {}, work_).strength[topic_];
    }
    [[nodiscard]] bool is_reached(double strength, double tolerance) const {
        return rises_ ? strength >= level_ - tolerance : strength <= level_ + tolerance;
    }

    /// The topic's gradient, 0 where a base has to stay.
    std::optional<std::vector<double>> slope_at(const std::vector<double>& base) {
        const TopicView view(graph_at(base), semantics_, topic_);
        auto slope = contributions_by_gradient(view);
        if (!slope) return std::nullopt;
        for (std::size_t i = 0; i < fixed_.size(); ++i) {
            if (fixed_[i] != 0) (*slope)[i] = 0.0;
        }
        return slope;
    }

    [[nodiscard]] std::vector<double> along(const std::vector<double>& slope, double length) const {
        std::vector<double> base(start_);
        for (std::size_t i = 0; i < base.size(); ++i)
            base[i] = std::clamp(base[i] + length * slope[i], 0.0, 1.0);
        return base;
    }

    /// The point nearest to the start where the topic, were it as straight as at `here`, would have
    /// the level; the furthest in that direction where it would never.
    std::vector<double> foot_of(const std::vector<double>& here, const std::vector<double>& slope) {
        const double missing = level_ - topic_at(here);
        const auto gain = [&](double length) {
            const std::vector<double> base = along(slope, length);
            double sum = 0.0;
            for (std::size_t i = 0; i < base.size(); ++i) sum += slope[i] * (base[i] - here[i]);
            return sum;
        };
        double steepest = 0.0;
        for (const double each : slope) steepest = std::max(steepest, std::abs(each));
        if (steepest == 0.0) return here;
        double smallest = steepest;
        for (const double each : slope) {
            if (each != 0.0) smallest = std::min(smallest, std::abs(each));
        }
        const double furthest = (rises_ ? 1.0 : -1.0) / smallest;
        double low = 0.0;
        double high = furthest;
        for (int i = 0; i < halvings_max; ++i) {
            const double middle = low + (high - low) / 2;
            (rises_ == (gain(middle) < missing) ? low : high) = middle;
        }
        return along(slope, high);
    }

    /// Goes back from a point that reached the level, straight toward the start, as far as it
    /// still does.
    void keep_if_nearer(const std::vector<double>& found) {
        const double arrived = topic_at(found);
        if (!is_reached(arrived, level_tolerance)) return;
        const double tolerance = is_reached(arrived, 0.0) ? 0.0 : level_tolerance;
        const auto part_of_way = [&](double part) {
            std::vector<double> base(start_);
            for (std::size_t i = 0; i < base.size(); ++i)
                base[i] = std::clamp(base[i] + part * (found[i] - start_[i]), 0.0, 1.0);
            return base;
        };
        double low = 0.0;
        double high = 1.0;
        for (int i = 0; i < halvings_max; ++i) {
            const double middle = low + (high - low) / 2;
            (is_reached(topic_at(part_of_way(middle)), tolerance) ? high : low) = middle;
        }
        Counterfactual candidate{part_of_way(high), 0.0};
        for (std::size_t i = 0; i < start_.size(); ++i) {
            const double by = candidate.base[i] - start_[i];
            candidate.distance += by * by;
        }
        candidate.distance = std::sqrt(candidate.distance);
        if (!best_ || candidate.distance < best_->distance) best_ = std::move(candidate);
    }

    Semantics semantics_;
    Argument topic_;
    double level_;
    std::span<const std::uint8_t> fixed_;
    std::vector<double> start_;
    ArgumentGraph probe_;
    std::int64_t work_;  // of each evaluation; negative where they would take too long
    bool rises_;
    std::optional<Counterfactual> best_;
};

}  // namespace

std::optional<Counterfactual> nearest_counterfactual(const ArgumentGraph& graph,
                                                     Semantics semantics, Argument topic,
                                                     double level,
                                                     std::span<const std::uint8_t> fixed) {
    return Search(graph, semantics, topic, level, fixed).run();
}

}  // namespace palabre
