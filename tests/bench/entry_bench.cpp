// One more entry in a debate of 100,000 claims, fold, strengths and tally up to date; beside it
// what folding that debate anew costs.
#include "bench/figures.hpp"
#include "interchange/live_debate.hpp"
#include "interchange/replay.hpp"
#include "support/big_log.hpp"

namespace {

using namespace palabre;

constexpr std::size_t tries = 3000;
constexpr std::size_t back = 1000;

double apply(LiveDebate& debate, const std::string& line) {
    return bench::seconds([&] {
        LiveDebate::Applied applied;
        debate.take(line, 2, applied);
        debate.settle();
        (void)debate.take_changed();
    });
}

void print(const std::string& what, const std::vector<double>& taken, double anew,
           std::optional<double> budget) {
    constexpr double micro = 1e6;
    bench::print_figure(what + ", median (baseline: folding anew)",
                        bench::quantile(taken, 0.5) * micro, "us", budget, anew * micro);
    bench::print_figure(what + ", p99", bench::quantile(taken, 0.99) * micro, "us");
}

}  // namespace

int main() {
    const auto [log, more] = support::big_log_and_more(
        {.claims = 100'000, .fan_out = 1000, .judgements = 50'000, .ballots = 20'000}, tries);
    Replayed in_order = replay_log(log, {});
    const double anew = bench::seconds([&] { in_order.debate->debate().fold_anew(); });
    in_order.debate->settle();
    std::vector<double> taken;
    for (const std::string& line : more) taken.push_back(apply(*in_order.debate, line));
    print("one more entry at 100,000 claims, in order", taken, anew, 50.0);

    // Each comes after `back` others that stand behind it.
    Replayed late = replay_log(log, {});
    std::vector<double> landed;
    for (std::size_t i = 0; i + back < more.size(); i += back + 1) {
        LiveDebate::Applied applied;
        for (std::size_t j = 1; j <= back; ++j) late.debate->take(more[i + j], 2, applied);
        late.debate->settle();
        (void)late.debate->take_changed();
        landed.push_back(apply(*late.debate, more[i]));
    }
    print("one that lands 1,000 entries back", landed, anew, std::nullopt);
}
