#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tally/ranked_ballots.hpp"

namespace palabre {

// Ballots as a transferable vote reads them: first, second, third.. preference, down to the first
// equal rank.

/// How many places of a ballot stand above its first equal rank.
[[nodiscard]] inline std::size_t preferences_of(const RankedBallot& ballot) {
    std::size_t preferences = 0;
    while (preferences < ballot.places.size() && ballot.places[preferences].last != 0)
        ++preferences;
    return preferences;
}

/// Options by their votes, the highest first, then by number.
template <class Votes>
void order_by_votes(std::vector<Option>& options, const std::vector<Votes>& votes) {
    std::sort(options.begin(), options.end(), [&votes](Option a, Option b) {
        if (votes[a] != votes[b]) return votes[a] > votes[b];
        return a < b;
    });
}

}  // namespace palabre
