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
        if (text.size() > room_) {
            const std::size_t size = text.size() > block_size ? text.size() : block_size;
            blocks_.push_back(std::make_unique<char[]>(size));
            next_ = blocks_.back().get();
            room_ = size;
        }
        if (!text.empty()) std::memcpy(next_, text.data(), text.size());
        const std::string_view kept(next_, text.size());
        next_ += text.size();
        room_ -= text.size();
        return kept;
    }

  private:
    static constexpr std::size_t block_size = 64 * 1024;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t room_ = 0;
};

}  // namespace palabre
