#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "tally/ranking.hpp"

namespace palabre {

// What a count does where it must pick one of several equal options to go on: it looks at what the
// options had before, the latest figures first, then at a draw made beforehand, and stops where
// there was none.

/// A draw: the options in the order in which it put them, or nothing. Where options are equal, the
/// step (elected, transferred first, eliminated) applies to the one that stands first.
class Lot {
  public:
    Lot() = default;
    /// Edge: every option stands in `order` once.
    explicit Lot(std::vector<Option> order) : order_(std::move(order)) {}

    [[nodiscard]] bool drawn() const { return !order_.empty(); }
    /// Edge: a lot was drawn, and `tied` is not empty.
    [[nodiscard]] Option first_of(std::span<const Option> tied) const;

  private:
    std::vector<Option> order_;
};

/// Those of `tied` that are better in the latest earlier stage where they differ, and so on among
/// those left. Shape: stages[s][option], the earliest first; `better(a, b)` orders two figures.
template <class Stages, class Better>
[[nodiscard]] std::vector<Option> best_before(const Stages& stages, std::size_t before,
                                              std::vector<Option> tied, Better better) {
    for (std::size_t s = before; s > 0 && tied.size() > 1; --s) {
        const auto& figures = stages[s - 1];
        std::vector<Option> left;
        for (const Option option : tied) {
            if (!left.empty() && better(figures[option], figures[left.front()])) left.clear();
            if (left.empty() || !better(figures[left.front()], figures[option]))
                left.push_back(option);
        }
        tied = std::move(left);
    }
    return tied;
}

}  // namespace palabre
