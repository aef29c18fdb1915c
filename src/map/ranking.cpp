#include "map/ranking.hpp"

#include <algorithm>

namespace palabre::map {

void rank(Ranked* begin, Ranked* end) {
    const auto before = [](const Ranked& a, const Ranked& b) {
        return a.key != b.key ? a.key < b.key : a.row < b.row;
    };
    std::make_heap(begin, end, before);
    std::sort_heap(begin, end, before);
}

}  // namespace palabre::map
