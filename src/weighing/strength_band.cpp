#include "weighing/strength_band.hpp"

#include <algorithm>

#include "weighing/beta_quantile.hpp"
#include "weighing/forces_at.hpp"

namespace palabre {

ScoreBand base_score_band(std::uint64_t impact_sum, std::uint64_t judgements) {
    constexpr double lower_tail = 0.05;
    constexpr double upper_tail = 0.95;
    // The two sides of base_score's fraction: judgements worth a quarter each, and a prior of four.
    const double alpha = static_cast<double>(impact_sum + 8) / 4;
    const double beta = static_cast<double>(4 * judgements + 8 - impact_sum) / 4;
    return {beta_quantile(alpha, beta, lower_tail), beta_quantile(alpha, beta, upper_tail)};
}

std::optional<std::vector<ScoreBand>> strength_bands(const ArgumentGraph& graph,
                                                     Semantics semantics,
                                                     std::span<const ScoreBand> base) {
    if (!graph.acyclic()) return std::nullopt;
    std::vector<ScoreBand> bands(base.begin(), base.end());
    with_semantics(semantics, [&](auto rule) {
        using Rule = decltype(rule);
        for (const Argument each : graph.order()) {
            const auto incoming = graph.incoming(each);
            if (incoming.empty()) continue;
            typename Rule::Forces worst;
            typename Rule::Forces best;
            for (const Incoming& from : incoming) {
                const ScoreBand& band = bands[from.from];
                const bool supports = from.kind == EdgeKind::support;
                add_to(worst, from, supports ? band.low : band.high);
                add_to(best, from, supports ? band.high : band.low);
            }
            bands[each] = {Rule::influence(base[each].low, worst),
                           Rule::influence(base[each].high, best)};
        }
    });
    return bands;
}

}  // namespace palabre
