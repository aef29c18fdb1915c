#pragma once

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "support/random.hpp"
#include "tally/ranked.hpp"

namespace palabre::bench {

inline constexpr std::size_t options = 20;
using Orders = std::vector<std::vector<RankedPlace>>;

/// Voters on a line who mostly agree on where the options stand, so that there are rounds to go.
inline Orders random_orders(std::size_t count) {
    support::Random random(12);
    Orders orders(count);
    for (auto& places : orders) {
        const std::int64_t stand = random.between(0, 1000);
        std::vector<std::pair<std::int64_t, Option>> near;
        for (Option option = 0; option < options; ++option) {
            const std::int64_t there = static_cast<std::int64_t>(option) * 50;
            near.emplace_back(std::abs(there - stand) + random.between(0, 400), option);
        }
        std::sort(near.begin(), near.end());
        for (const auto& [distance, option] : near) {
            places.push_back({static_cast<std::uint16_t>(option & 0x7fffU), 1});
        }
    }
    return orders;
}

inline RankedBallots ballots_of(const Orders& orders) {
    RankedBallots ballots(options);
    for (const auto& places : orders) ballots.add(1, places);
    return ballots;
}

/// For the last places of a count the options in their order.
inline Lot drawn() {
    std::vector<Option> order(options);
    for (Option i = 0; i < options; ++i) order[i] = i;
    return Lot(std::move(order));
}

}  // namespace palabre::bench
