#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tally/ranked.hpp"

namespace palabre::test {

/// So many voters, and their order as the papers write it: "ACDB" puts option 0 first, then 2..
/// What is not named is tied below.
struct Voters {
    std::int64_t count;
    std::string_view order;
};

inline std::vector<std::vector<Option>> groups_of(std::string_view order) {
    std::vector<std::vector<Option>> groups;
    for (const char letter : order) groups.push_back({static_cast<Option>(letter - 'A')});
    return groups;
}

inline RankedBallots ballots_of(std::size_t options, const std::vector<Voters>& profile) {
    RankedBallots ballots(options);
    for (const Voters& each : profile) ballots.add(each.count, groups_of(each.order));
    return ballots;
}

inline RankedSums sums_of(std::size_t options, const std::vector<Voters>& profile) {
    return RankedSums::of(ballots_of(options, profile));
}

/// A matrix row by row.
inline PairwiseMatrix matrix_of(const std::vector<std::vector<std::int64_t>>& rows) {
    PairwiseMatrix matrix(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < rows.size(); ++j) matrix(i, j) = rows[i][j];
    }
    return matrix;
}

}  // namespace palabre::test
