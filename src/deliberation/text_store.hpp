#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

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
    [[nodiscard]] char* room(std::size_t size) {
        if (size > left_ || next_ == nullptr) {
            left_ = size > block_size ? size : block_size;
            // Not make_unique, which would write zeros first.
            blocks_.emplace_back(new char[left_]);
            next_ = blocks_.back().get();
        }
        char* const at = next_;
        next_ += size;
        left_ -= size;
        return at;
    }

  private:
    static constexpr std::size_t block_size = 16 * 1024;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
};

}  // namespace palabre
