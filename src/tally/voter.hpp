#pragma once

#include <cstdint>

namespace palabre {

/// A person who votes or lends a vote, by a number that the caller gives.
using Voter = std::uint32_t;
inline constexpr Voter nobody = 0xffffffffU;

}  // namespace palabre
