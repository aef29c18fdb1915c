#pragma once

#include <vector>

#include "map/argument_rows.hpp"

namespace palabre::map {

/// A row and the number that it is ordered by.
struct Ranked {
    double key = 0.0;
    Row row = no_row;
};

/// Ascending by key; where they are alike by row. One function for all that the map puts in order,
/// because every reader of a map downloads it.
void rank(std::vector<Ranked>& rows);

}  // namespace palabre::map
