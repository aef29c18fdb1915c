#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"

namespace palabre::map {

/// A claim at one of its places, by its place in the columns; 0 is the thesis.
using Row = std::uint32_t;
inline constexpr Row no_row = 0xffffffffU;

/// On which side of its parent a row is shown. A weightless one (hidden, withdrawn, erased,
/// pending) is seen and moves nothing.
enum class Side : std::uint8_t { pro, con, weightless, thesis };

/// A debate's columns as arrays, one entry a row. What hangs below a claim with several places
/// hangs below its first row; the others are its ghosts.
struct ArgumentRows {
    std::vector<Row> parent;  ///< the first row of the claim it speaks to; of the thesis itself
    std::vector<Side> side;
    std::vector<std::uint8_t> con;  ///< not 0 where it speaks against, weightless ones too
    std::vector<double> base;
    std::vector<std::uint32_t> judged;
    std::vector<Row> first;  ///< the first row of its claim
    std::vector<Row> order;  ///< all rows, claim by claim, what speaks to a claim before it

    [[nodiscard]] Row size() const { return static_cast<Row>(parent.size()); }
    [[nodiscard]] bool is_ghost(Row row) const { return first[row] != row; }

    /// Reads whole columns (docs/engine.md, Columns).
    /// Errors:  `columns` where they are cut short, point outside themselves, hold a base score out
    ///          of (0,1), or where a claim speaks to itself by some way.
    static Result<ArgumentRows> read(std::string_view columns);
};

}  // namespace palabre::map
