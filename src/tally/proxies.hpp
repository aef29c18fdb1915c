#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tally/voter.hpp"

namespace palabre {

// Proxies (procurations): an absent member has a present one vote. In order of receipt, since a
// limit per holder has to refuse somebody; each who is refused is told why.

/// `giver` and `holder` are below the number of members, or `nobody` for a stranger.
struct Proxy {
    Voter giver = nobody;
    Voter holder = nobody;
    bool blank = false;  ///< names no holder
};

/// Why a proxy is not kept; the first that applies.
enum class ProxyRefusal : std::uint8_t {
    none,           ///< kept
    stranger,       ///< the giver is no member
    giver_present,  ///< who is there votes
    given_before,
    blank,
    holder_stranger,
    holder_absent,
    holder_full
};

struct ProxyAssembly {
    std::vector<std::int64_t> weights;       ///< of the members, none below 0; their sum below 2^63
    std::vector<bool> present;               ///< of the members
    std::vector<Proxy> proxies;              ///< in order of receipt
    std::optional<std::size_t> max_proxies;  ///< a holder's; nothing is without limit
};

struct ProxyResult {
    std::vector<ProxyRefusal> refusals;       ///< of the proxies
    std::vector<std::int64_t> votes;          ///< of the members: own and held; 0 of the absent
    std::vector<std::uint32_t> held;          ///< of the members: proxies kept
    std::int64_t present_or_represented = 0;  ///< members
    std::int64_t total_votes = 0;
};

/// O(members + proxies).
[[nodiscard]] ProxyResult count_proxies(const ProxyAssembly& assembly);

}  // namespace palabre
