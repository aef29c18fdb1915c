// Majority judgment and STAR from their counters, beside a recount of all ballots.
#include <vector>

#include "bench/figures.hpp"
#include "support/random.hpp"
#include "tally/majority_judgment.hpp"
#include "tally/star.hpp"

namespace {

using namespace palabre;

constexpr std::size_t options = 20;
constexpr std::size_t grades = 7;
using Grades = std::vector<std::optional<std::size_t>>;

std::vector<Grades> random_grades(std::size_t ballots) {
    support::Random random(5);
    std::vector<Grades> result(ballots, Grades(options));
    for (Grades& ballot : result) {
        for (std::size_t i = 0; i < options; ++i) {
            ballot[i] = (random.below(grades) + random.below(grades) + i) / 3 % grades;
        }
    }
    return result;
}

void judge_many(std::size_t ballots) {
    const std::vector<Grades> cast = random_grades(ballots);
    GradesCounter counter(options, grades);
    const double counting = bench::seconds([&] {
        for (const Grades& ballot : cast) counter.add(ballot);
    });
    constexpr int rounds = 1000;
    std::size_t groups = 0;
    const double judging = bench::seconds([&] {
        for (int i = 0; i < rounds; ++i) groups += counter.result().ranking_removal.size();
    });
    if (groups == 0) return;
    const std::string size = " (" + std::to_string(ballots) + " ballots of 20 options)";
    bench::print_figure("majority judgment from its counters" + size + "; baseline: with a recount",
                        1e6 * judging / rounds, "us", {}, 1e6 * (counting + judging / rounds));
    const double changing = bench::seconds([&] {
        for (int i = 0; i < rounds; ++i) {
            counter.remove(cast[static_cast<std::size_t>(i)]);
            counter.add(cast[static_cast<std::size_t>(i) + 1]);
        }
    });
    bench::print_figure("majority judgment, a changed ballot" + size, 1e6 * changing / rounds, "us",
                        5.0);
}

void score_many(std::size_t ballots) {
    support::Random random(6);
    std::vector<std::vector<Mark>> cast(ballots);
    for (auto& ballot : cast) {
        for (Option option = 0; option < options; ++option) {
            ballot.push_back({option, random.between(0, 5)});
        }
    }
    StarCounter counter(options, 5);
    const double counting = bench::seconds([&] {
        for (const auto& ballot : cast) counter.add(ballot);
    });
    constexpr int rounds = 1000;
    const std::string size = " (" + std::to_string(ballots) + " ballots of 20 options)";
    const double changing = bench::seconds([&] {
        for (std::size_t i = 0; i < rounds; ++i) {
            counter.remove(cast[i]);
            counter.add(cast[i + 1]);
        }
    });
    bench::print_figure("STAR, a changed ballot" + size + "; baseline: a recount",
                        1e6 * changing / rounds, "us", 5.0, 1e6 * counting);
}

}  // namespace

int main() {
    for (const std::size_t ballots : {1'001UL, 1'000'000UL}) judge_many(ballots);
    for (const std::size_t ballots : {1'001UL, 100'000UL}) score_many(ballots);
}
