#pragma once

#include <cstring>
#include <string_view>

#include "deliberation/large_memory.hpp"

namespace palabre {

/// Texts that stay where they are, many to a block.
class TextStore {
  public:
    [[nodiscard]] std::string_view keep(std::string_view text) {
        char* const kept = room(text.size());
        if (!text.empty()) std::memcpy(kept, text.data(), text.size());
        return {kept, text.size()};
    }

    /// `size` bytes to be written once; never null.
    [[nodiscard]] char* room(std::size_t size) { return slabs_.take(size); }

  private:
    Slabs slabs_;
};

}  // namespace palabre
