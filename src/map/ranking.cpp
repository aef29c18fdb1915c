#include "map/ranking.hpp"

#include <algorithm>

namespace palabre::map {

void rank(std::vector<Ranked>& rows) {
    const auto before = [](const Ranked& a, const Ranked& b) {
        return a.key != b.key ? a.key < b.key : a.row < b.row;
    };
    std::make_heap(rows.begin(), rows.end(), before);
    std::sort_heap(rows.begin(), rows.end(), before);
}

}  // namespace palabre::map
