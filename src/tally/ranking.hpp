#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

namespace palabre {

/// An option of a question, by its place in the list of options, from 0.
using Option = std::uint32_t;

/// Options in groups, best first; those of one group are tied and ascend. Ties are results: a rule
/// that has its own tie-break applies it before it comes here.
using Ranking = std::vector<std::vector<Option>>;

/// Options by their score, the highest first. Shape: scores[i] is option i's; any ordered type.
template <class Score>
[[nodiscard]] Ranking ranking_by(const std::vector<Score>& scores) {
    std::map<Score, std::vector<Option>, std::greater<>> groups;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        groups[scores[i]].push_back(static_cast<Option>(i));
    }
    Ranking ranking;
    ranking.reserve(groups.size());
    for (auto& [score, group] : groups) ranking.push_back(std::move(group));
    return ranking;
}

/// The first group; empty where there are no options.
[[nodiscard]] inline std::vector<Option> winners_of(const Ranking& ranking) {
    return ranking.empty() ? std::vector<Option>{} : ranking.front();
}

}  // namespace palabre
