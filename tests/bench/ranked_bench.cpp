// Ranked ballots: 100,000 of 20 options, all different, from ballots to result; and one changed
// ballot in the sums, at 1,000 and at 1,000,000. Beside each a count in doubles or the sums taken
// anew.
#include <vector>

#include "bench/figures.hpp"
#include "bench/ranked_orders.hpp"

namespace {

using namespace palabre;
using namespace palabre::bench;

/// One round after another, each looking at every ballot anew.
Option plain_runoff(const Orders& orders) {
    std::vector<bool> gone(options);
    for (std::size_t left = options; left > 1; --left) {
        std::vector<double> votes(options);
        for (const auto& places : orders) {
            for (const RankedPlace place : places) {
                if (gone[place.option]) continue;
                votes[place.option] += 1;
                break;
            }
        }
        Option lowest = 0;
        while (gone[lowest]) ++lowest;
        for (Option i = lowest; i < options; ++i) {
            if (!gone[i] && votes[i] < votes[lowest]) lowest = i;
        }
        gone[lowest] = true;
    }
    Option winner = 0;
    while (gone[winner]) ++winner;
    return winner;
}

/// The matrix ballot by ballot, looking up the place of each of a pair.
PairwiseMatrix plain_matrix(const Orders& orders) {
    PairwiseMatrix matrix(options);
    for (const auto& places : orders) {
        std::vector<std::size_t> rank(options);
        for (std::size_t i = 0; i < places.size(); ++i) rank[places[i].option] = i;
        for (std::size_t i = 0; i < options; ++i) {
            for (std::size_t j = 0; j < options; ++j) matrix(i, j) += rank[i] < rank[j] ? 1 : 0;
        }
    }
    return matrix;
}

template <class Work>
double median_ms(Work work) {
    std::vector<double> taken;
    for (int i = 0; i < 5; ++i) taken.push_back(1e3 * bench::seconds(work));
    return bench::quantile(taken, 0.5);
}

bool count_whole() {
    const Orders orders = random_orders(100'000);
    const RankedBallots ballots = ballots_of(orders);
    const std::string size = " (100,000 ballots of 20 options)";
    PairwiseMatrix plain(0);
    const double plain_sums = median_ms([&] { plain = plain_matrix(orders); });
    SchulzeResult schulze;
    const double schulze_ms =
        median_ms([&] { schulze = count_schulze(RankedSums::of(ballots).pairwise()); });
    bench::print_figure("Schulze" + size + "; baseline: the plain matrix alone", schulze_ms, "ms",
                        10.0, plain_sums);
    RankedPairsResult pairs;
    const double pairs_ms =
        median_ms([&] { pairs = count_ranked_pairs(RankedSums::of(ballots).pairwise()); });
    bench::print_figure("ranked pairs" + size + "; baseline: the plain matrix alone", pairs_ms,
                        "ms", 10.0, plain_sums);
    RunoffResult runoff;
    const double runoff_ms =
        median_ms([&] { runoff = count_instant_runoff(ballots, EqualRanks::exhaust, drawn()); });
    Option plain_winner = 0;
    const double plain_ms = median_ms([&] { plain_winner = plain_runoff(orders); });
    bench::print_figure("instant runoff" + size + "; baseline: all ballots each round", runoff_ms,
                        "ms", 10.0, plain_ms);
    ScottishResult scottish;
    const double scottish_ms =
        median_ms([&] { scottish = count_scottish_stv(ballots, 7, drawn()); });
    bench::print_figure("Scottish STV, 7 seats" + size, scottish_ms, "ms", 20.0);
    MeekResult meek;
    const double meek_ms =
        1e3 * bench::seconds([&] { meek = count_meek_stv(ballots, 7, drawn()); });
    bench::print_figure("Meek STV, 7 seats" + size, meek_ms, "ms");
    return plain == RankedSums::of(ballots).pairwise() && runoff.winner == plain_winner &&
           scottish.elected.size() == 7 && meek.elected.size() == 7;
}

void change_one(std::size_t count) {
    const Orders orders = random_orders(count);
    RankedSums sums(options);
    const double anew = bench::seconds([&] {
        for (const auto& places : orders) sums.add({1, places});
    });
    constexpr std::size_t changes = 900;
    const double changing = bench::seconds([&] {
        for (std::size_t i = 0; i < changes; ++i) {
            sums.remove({1, orders[i]});
            sums.add({1, orders[i + 1]});
        }
    });
    const std::string size = " (" + std::to_string(count) + " ballots of 20 options)";
    bench::print_figure("ranked sums, a changed ballot" + size + "; baseline: taken anew",
                        1e6 * changing / changes, "us", 5.0, 1e6 * anew);
    constexpr int readings = 200;
    std::size_t groups = 0;
    const double reading = bench::seconds([&] {
        for (int i = 0; i < readings; ++i) {
            groups += count_schulze(sums.pairwise()).winning.ranking.size();
        }
    });
    if (groups > 0) {
        bench::print_figure("Schulze read from its sums" + size, 1e6 * reading / readings, "us");
    }
}

}  // namespace

int main() {
    if (!count_whole()) return 1;
    for (const std::size_t count : {1'000UL, 1'000'000UL}) change_one(count);
}
