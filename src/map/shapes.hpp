#pragma once

#include <vector>

#include "map/map.hpp"

namespace palabre::map {

/// Numbers of one shape.
inline constexpr std::size_t shape_length = 10;

/// All of the view as shapes for a drawing elsewhere, ten numbers each, as palabre_map_shapes says.
[[nodiscard]] std::vector<float> shapes(Map& map);

}  // namespace palabre::map
