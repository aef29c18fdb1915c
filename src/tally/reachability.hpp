#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace palabre {

/// Which options lead to which over any number of steps, as rows of bits.
class Reachability {
  public:
    explicit Reachability(std::size_t options)
        : words_((options + 63) / 64), options_(options), rows_(options * words_) {}

    [[nodiscard]] bool leads(std::size_t from, std::size_t to) const {
        return ((rows_[from * words_ + to / 64] >> (to % 64)) & 1U) != 0;
    }
    /// One step more; what follows from it is known once close() ran.
    void step(std::size_t from, std::size_t to) {
        rows_[from * words_ + to / 64] |= std::uint64_t{1} << (to % 64);
    }
    /// Draws all consequences (Warshall): O(options cubed / 64).
    void close() {
        for (std::size_t via = 0; via < options_; ++via) {
            for (std::size_t from = 0; from < options_; ++from) {
                if (leads(from, via)) join(from, via);
            }
        }
    }
    /// One step more to what is closed already, and its consequences: O(options squared / 64).
    void step_closed(std::size_t from, std::size_t to) {
        if (leads(from, to)) return;
        for (std::size_t above = 0; above < options_; ++above) {
            if (above != from && !leads(above, from)) continue;
            join(above, to);
            step(above, to);
        }
    }

  private:
    /// What `other` leads to, `row` leads to as well.
    void join(std::size_t row, std::size_t other) {
        for (std::size_t w = 0; w < words_; ++w) {
            rows_[row * words_ + w] |= rows_[other * words_ + w];
        }
    }

    std::size_t words_;
    std::size_t options_;
    std::vector<std::uint64_t> rows_;
};

}  // namespace palabre
