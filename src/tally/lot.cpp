#include "tally/lot.hpp"

#include <algorithm>
#include <cassert>

namespace palabre {

Option Lot::first_of(std::span<const Option> tied) const {
    for (const Option option : order_) {
        if (std::find(tied.begin(), tied.end(), option) != tied.end()) return option;
    }
    assert(false);
    return tied.front();
}

}  // namespace palabre
