#pragma once

#include <vector>

#include "map/weights.hpp"

namespace palabre::map {

/// What stands out.
enum class Highlight : std::uint8_t {
    none,
    carries,  ///< what moves the thesis most, by |gradient| times strength
    turns,    ///< what would turn it alone, the smallest change of a base score first
    unjudged  ///< what is strong and moves the thesis while few have judged it
};

inline constexpr std::size_t highlighted_max = 12;
/// A strong claim with fewer judgements than this counts as little judged.
inline constexpr std::uint32_t judged_enough = 3;

struct Highlighted {
    Row row = no_row;
    double weight = 0.0;
};

/// At most highlighted_max rows, the heaviest first; where they are alike the one that came first.
[[nodiscard]] std::vector<Highlighted> highlighted(const ArgumentRows& rows, const Weights& weights,
                                                   Highlight which);

}  // namespace palabre::map
