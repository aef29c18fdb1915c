#include "tally/hierarchy.hpp"

#include <algorithm>

namespace palabre {

namespace {

/// Those of `open` that most ballots put at place `place` (from 0) or better.
std::vector<Option> most_at(const HierarchyResult& result, const std::vector<Option>& open,
                            std::size_t place) {
    std::vector<Option> most;
    for (const Option option : open) {
        const std::int64_t votes = result.cumulative[option][place];
        if (!most.empty() && votes > result.cumulative[most.front()][place]) most.clear();
        if (most.empty() || votes == result.cumulative[most.front()][place]) most.push_back(option);
    }
    return most;
}

}  // namespace

HierarchyResult count_hierarchy(const RankedSums& sums) {
    HierarchyResult result;
    const std::size_t options = sums.options();
    std::vector<Option> open;
    for (std::size_t i = 0; i < options; ++i) {
        open.push_back(static_cast<Option>(i));
        auto& row = result.cumulative.emplace_back(options);
        std::int64_t votes = 0;
        for (std::size_t above = 0; above < options; ++above) {
            row[above] = votes += sums.placed(i, above);
        }
    }
    while (!open.empty()) {
        const std::size_t rank = options - open.size();
        std::vector<Option> group = most_at(result, open, rank);
        for (std::size_t place = rank + 1; group.size() > 1 && place < options; ++place) {
            std::vector<Option> later = most_at(result, open, place);
            if (later.size() == 1) group = std::move(later);
        }
        for (const Option option : group) {
            open.erase(std::find(open.begin(), open.end(), option));
        }
        result.ranking.push_back(std::move(group));
    }
    result.winners = winners_of(result.ranking);
    return result;
}

}  // namespace palabre
