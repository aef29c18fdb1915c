#pragma once

#include <cstdint>
#include <vector>

#include "deliberation/ids.hpp"

namespace palabre {

/// References, a bit for each up to the greatest.
class RefSet {
  public:
    void insert(RefId ref) {
        const std::size_t word = ref.value / 64;
        if (word >= words_.size()) words_.resize(word + 1 + words_.size() / 2);
        words_[word] |= std::uint64_t{1} << (ref.value % 64);
    }
    [[nodiscard]] bool has(RefId ref) const {
        const std::size_t word = ref.value / 64;
        return word < words_.size() && ((words_[word] >> (ref.value % 64)) & 1U) != 0;
    }
    void clear() { words_.clear(); }

  private:
    std::vector<std::uint64_t> words_;
};

}  // namespace palabre
