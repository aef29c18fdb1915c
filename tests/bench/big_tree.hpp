#pragma once

#include <cstdint>
#include <vector>

#include "support/random.hpp"

namespace palabre::bench {

/// A tree of claims in flat arrays, as df_quad_tree takes them: each below a random earlier one.
struct BigTree {
    std::vector<std::uint32_t> parent;
    std::vector<std::uint8_t> attacks;
    std::vector<double> base;
};

inline BigTree big_tree(std::size_t claims) {
    support::Random random(1);
    BigTree tree;
    tree.parent.resize(claims);
    tree.attacks.resize(claims);
    tree.base.resize(claims);
    for (std::size_t i = 0; i < claims; ++i) {
        tree.parent[i] = i == 0 ? 0 : static_cast<std::uint32_t>(random.below(i));
        tree.attacks[i] = random.chance(45) ? 1 : 0;
        tree.base[i] = static_cast<double>(random.below(1000) + 1) / 1001.0;
    }
    return tree;
}

}  // namespace palabre::bench
