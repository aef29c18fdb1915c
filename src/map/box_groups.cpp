#include "map/box_groups.hpp"

namespace palabre::map {

namespace {

void group(std::span<const Box> boxes, std::vector<Box>& groups) {
    groups.clear();
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (i % BoxGroups::size == 0) {
            groups.push_back(boxes[i]);
        } else {
            groups.back() = groups.back().with(boxes[i]);
        }
    }
}

}  // namespace

void BoxGroups::build(std::span<const Box> boxes) {
    count_ = boxes.size();
    levels_.clear();
    if (boxes.empty()) return;
    levels_.emplace_back();
    group(boxes, levels_.back());
    while (levels_.back().size() > 1) {
        std::vector<Box> above;
        group(levels_.back(), above);
        levels_.push_back(std::move(above));
    }
}

}  // namespace palabre::map
