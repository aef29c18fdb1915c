#include "tally/condorcet.hpp"

#include "tally/reachability.hpp"

namespace palabre {

namespace {

/// Those that lead to whatever leads to them: the top of the order that the steps make.
std::vector<Option> top_of(const Reachability& steps, std::size_t options) {
    std::vector<Option> top;
    for (std::size_t i = 0; i < options; ++i) {
        bool held = true;
        for (std::size_t j = 0; j < options && held; ++j) {
            held = j == i || !steps.leads(j, i) || steps.leads(i, j);
        }
        if (held) top.push_back(static_cast<Option>(i));
    }
    return top;
}

}  // namespace

CondorcetResult find_condorcet(const PairwiseMatrix& pairwise) {
    CondorcetResult result;
    result.pairwise = pairwise;
    const std::size_t options = pairwise.options();
    Reachability beaten(options);
    Reachability not_beaten(options);
    for (std::size_t i = 0; i < options; ++i) {
        std::size_t wins = 0;
        std::size_t losses = 0;
        for (std::size_t j = 0; j < options; ++j) {
            if (j == i) continue;
            if (pairwise.beats(i, j)) {
                ++wins;
                beaten.step(i, j);
            }
            if (pairwise.beats(j, i))
                ++losses;
            else
                not_beaten.step(i, j);
        }
        const auto option = static_cast<Option>(i);
        if (wins + 1 == options) result.winner = option;
        if (losses + 1 == options && options > 1) result.loser = option;
        if (losses == 0) result.weak_winners.push_back(option);
    }
    beaten.close();
    not_beaten.close();
    // Schwartz: nobody outside beats a set that is closed under being beaten. Smith: its members
    // are not beaten by, and do not tie with, anybody outside.
    result.schwartz = top_of(beaten, options);
    result.smith = top_of(not_beaten, options);
    return result;
}

Ranking peel(std::size_t options, const std::function<bool(Option, Option)>& beats) {
    std::vector<Option> left;
    for (std::size_t i = 0; i < options; ++i) left.push_back(static_cast<Option>(i));
    Ranking ranking;
    while (!left.empty()) {
        std::vector<Option> unbeaten;
        std::vector<Option> rest;
        for (const Option option : left) {
            bool beaten = false;
            for (const Option other : left) beaten = beaten || beats(other, option);
            (beaten ? rest : unbeaten).push_back(option);
        }
        ranking.push_back(std::move(unbeaten));
        left = std::move(rest);
    }
    return ranking;
}

}  // namespace palabre
