#pragma once

#include <cstddef>
#include <cstdint>

/// Every bound of the domain, with its reason. docs/entry.md says what happens beyond each.
namespace palabre::limits {

/// Whole numbers in entries: what a JavaScript number holds exactly.
inline constexpr std::int64_t number_max = (std::int64_t{1} << 53) - 1;

/// JSON nesting of a line or body, itself counted as 1: parsers stay shallow.
inline constexpr int json_depth_max = 8;

/// Bytes of a body: one person's words.
inline constexpr std::size_t body_bytes_max = 16 * 1024;
/// Bytes of a body of open, declare, ask and stamp, which carry lists.
inline constexpr std::size_t list_body_bytes_max = 64 * 1024;

// Lengths in code points.
inline constexpr std::size_t text_max = 4000;
inline constexpr std::size_t title_max = 300;
inline constexpr std::size_t name_max = 60;
inline constexpr std::size_t tag_max = 40;
inline constexpr std::size_t source_max = 500;
inline constexpr std::size_t sources_max = 10;

/// Bytes of a site's token: with what stands before the signature it fits where a page checks it.
inline constexpr std::size_t token_bytes_max = 2048;
/// Code points of a token's `sub` and `jti`.
inline constexpr std::size_t token_name_max = 128;
/// Votes that one member may have: sums of them stay within 64 bits.
inline constexpr std::int64_t weight_max = 1'000'000;

/// Places (parent, stance) of one claim: enough for every real map, small enough to show.
inline constexpr std::size_t places_max = 16;
/// Claims above one another, by the deepest way: passes over the tree stay bounded.
inline constexpr std::uint32_t depth_max = 1000;

/// An entry whose clock runs ahead of the number of entries by more than this waits.
inline constexpr std::uint64_t clock_lead_max = 1000;

/// Bins of a slider's histogram.
inline constexpr std::int64_t bins_default = 20;
inline constexpr std::int64_t bins_max = 1000;

}  // namespace palabre::limits
