#include "weighing/shapley.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace palabre {

namespace {

/// Visits of an argument or edge that sampling may take: about half a second.
constexpr std::int64_t sampling_work = 200'000'000;
constexpr std::int64_t samples_min = 32;
constexpr std::int64_t samples_max = 10'000;
/// Of a cycle that takes longer the rest is not waited for.
constexpr std::int64_t iterations_counted = 512;

/// S. Vigna's splitmix64.
class Draw {
  public:
    explicit Draw(std::uint64_t seed) : state_(seed) {}
    /// Evenly in [0, n): what would favour small numbers is drawn again.
    std::uint64_t below(std::uint64_t n) {
        const std::uint64_t uneven = (0 - n) % n;
        std::uint64_t value = next();
        while (value < uneven) value = next();
        return value % n;
    }

  private:
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    std::uint64_t state_;
};

std::vector<double> exact_values(const TopicView& view, const std::vector<Argument>& players,
                                 std::int64_t work, bool& settled) {
    const std::size_t n = players.size();
    std::vector<double> worth(std::size_t{1} << n);
    std::vector<double> held(view.part.size(), free_strength);
    for (std::size_t coalition = 0; coalition < worth.size(); ++coalition) {
        for (std::size_t i = 0; i < n; ++i) {
            held[players[i]] = (coalition >> i & 1U) != 0 ? free_strength : 0.0;
        }
        const Strengths reached = compute_strengths(view.part, view.semantics, held, work);
        worth[coalition] = reached.strength[view.topic];
        settled = settled && reached.converged;
    }
    // A coalition of s others counts s! (n - s - 1)! / n!.
    std::vector<double> weight(n);
    for (std::size_t s = 0; s < n; ++s) {
        weight[s] = 1.0 / static_cast<double>(n);
        for (std::size_t i = 1; i <= s; ++i) {
            weight[s] *= static_cast<double>(i) / static_cast<double>(n - i);
        }
    }
    std::vector<double> values(n);
    for (std::size_t coalition = 0; coalition < worth.size(); ++coalition) {
        std::size_t others = 0;
        for (std::size_t rest = coalition; rest != 0; rest &= rest - 1) ++others;
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t with = coalition | (std::size_t{1} << i);
            if (with != coalition) values[i] += weight[others] * (worth[with] - worth[coalition]);
        }
    }
    return values;
}

std::vector<double> sampled_values(const TopicView& view, std::vector<Argument> players,
                                   std::int64_t samples, std::uint64_t seed, std::int64_t work,
                                   bool& settled) {
    Draw draw(seed);
    std::vector<double> sums(view.part.size());
    std::vector<double> held(view.part.size());
    for (std::int64_t sample = 0; sample < samples; ++sample) {
        for (std::size_t i = players.size(); i > 1; --i) {
            std::swap(players[i - 1], players[static_cast<std::size_t>(draw.below(i))]);
        }
        for (const Argument each : players) held[each] = 0.0;
        held[view.topic] = free_strength;
        double before = view.part.base(view.topic);
        for (const Argument each : players) {
            held[each] = free_strength;
            const Strengths reached = compute_strengths(view.part, view.semantics, held, work);
            const double after = reached.strength[view.topic];
            settled = settled && reached.converged;
            sums[each] += after - before;
            before = after;
        }
    }
    for (double& sum : sums) sum /= static_cast<double>(samples);
    return sums;
}

/// 2 exp(-samples error^2 / 2) over all players together is at most 5%; the logarithm is rounded up
/// to whole bits, so that the bound is the same on every platform.
double sampling_error(std::size_t players, std::int64_t samples) {
    constexpr double ln2 = 0.6931471805599453;
    double bits = 0;
    for (std::uint64_t size = 1; size < 40 * players; size *= 2) bits += 1;
    return std::sqrt(2.0 * ln2 * bits / static_cast<double>(samples));
}

/// What is answered where it would take too long.
ShapleyValues nothing(ShapleyValues result) {
    result.values.assign(result.values.size(), std::nullopt);
    result.samples = 0;
    return result;
}

}  // namespace

ShapleyValues shapley_values(const TopicView& view, std::uint64_t seed) {
    ShapleyValues result;
    result.values.assign(view.whole_size, 0.0);
    result.values[view.original[view.topic]] = std::nullopt;
    std::vector<Argument> players;
    for (std::size_t i = 0; i < view.part.size(); ++i) {
        if (i != view.topic) players.push_back(static_cast<Argument>(i));
    }
    if (players.size() <= shapley_exact_max) {
        const auto work =
            work_for_each(view.part, view.strengths, std::int64_t{1} << players.size());
        if (!work) return nothing(std::move(result));
        const std::vector<double> values = exact_values(view, players, *work, result.settled);
        for (std::size_t i = 0; i < players.size(); ++i) {
            result.values[view.original[players[i]]] = values[i];
        }
        return result;
    }
    const auto orders = static_cast<std::int64_t>(players.size());
    const auto visits = static_cast<std::int64_t>(view.part.size() + view.part.edges().size()) *
                        orders * std::min(view.strengths.iterations, iterations_counted);
    result.samples = std::clamp(sampling_work / visits, samples_min, samples_max);
    const auto work = work_for_each(view.part, view.strengths, result.samples * orders);
    if (!work) return nothing(std::move(result));
    result.error = sampling_error(players.size(), result.samples);
    const std::vector<double> values =
        sampled_values(view, players, result.samples, seed, *work, result.settled);
    for (const Argument each : players) result.values[view.original[each]] = values[each];
    return result;
}

}  // namespace palabre
