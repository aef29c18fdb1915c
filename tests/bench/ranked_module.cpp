// Ranked ballots in WebAssembly, for core.bench.mjs: made once, counted as often as asked.
#include <cstdint>

#include "bench/ranked_orders.hpp"

namespace {

using namespace palabre;

RankedBallots& ballots() {
    static RankedBallots one(bench::options);
    return one;
}

}  // namespace

extern "C" {

void bench_make_ballots(std::uint32_t count) {
    ballots() = bench::ballots_of(bench::random_orders(count));
}

/// The first winner of each.
std::uint32_t bench_schulze() {
    return count_schulze(RankedSums::of(ballots()).pairwise()).winning.winners.front();
}

std::uint32_t bench_runoff() {
    const auto result = count_instant_runoff(ballots(), EqualRanks::exhaust);
    return result.winner.value_or(bench::options);
}

std::uint32_t bench_scottish() {
    return count_scottish_stv(ballots(), 7, bench::drawn()).elected.front();
}

}  // extern "C"
