#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

#include "deliberation/sorting.hpp"

namespace palabre {

/// An option of a question, by its place in the list of options, from 0.
using Option = std::uint32_t;

/// Options in groups, best first; those of one group are tied and ascend. Ties are results: a rule
/// that has its own tie-break applies it before it comes here.
using Ranking = std::vector<std::vector<Option>>;

/// Options by their score, the highest first. Shape: scores[i] is option i's; any ordered type.
template <class Score>
[[nodiscard]] Ranking ranking_by(const std::vector<Score>& scores) {
    std::vector<Option> order(scores.size());
    std::iota(order.begin(), order.end(), Option{0});
    sort_by(order, [&scores](Option a, Option b) { return scores[b] < scores[a]; });
    Ranking ranking;
    for (const Option option : order) {
        if (ranking.empty() || scores[option] < scores[ranking.back().front()]) {
            ranking.emplace_back();
        }
        ranking.back().push_back(option);
    }
    return ranking;
}

/// The first group; empty where there are no options.
[[nodiscard]] inline std::vector<Option> winners_of(const Ranking& ranking) {
    return ranking.empty() ? std::vector<Option>{} : ranking.front();
}

}  // namespace palabre
