#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace palabre {

/// Texts to small numbers, each text once, numbered from 0 by arrival. Views stay valid.
class Interner {
  public:
    static constexpr std::uint32_t nothing = 0xffffffffU;

    std::uint32_t intern(std::string_view text) {
        if ((texts_.size() + 1) * 2 > slots_.size()) grow();
        std::size_t slot = hash(text) & (slots_.size() - 1);
        while (slots_[slot] != nothing) {
            if (texts_[slots_[slot]] == text) return slots_[slot];
            slot = (slot + 1) & (slots_.size() - 1);
        }
        const auto number = static_cast<std::uint32_t>(texts_.size());
        slots_[slot] = number;
        texts_.push_back(keep(text));
        return number;
    }

    /// The number of a known text, or `nothing`.
    [[nodiscard]] std::uint32_t find(std::string_view text) const {
        if (slots_.empty()) return nothing;
        std::size_t slot = hash(text) & (slots_.size() - 1);
        while (slots_[slot] != nothing) {
            if (texts_[slots_[slot]] == text) return slots_[slot];
            slot = (slot + 1) & (slots_.size() - 1);
        }
        return nothing;
    }

    [[nodiscard]] std::string_view text(std::uint32_t number) const { return texts_[number]; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

  private:
    static std::size_t hash(std::string_view text) {
        std::uint64_t h = 0x9e3779b97f4a7c15ULL ^ text.size();
        const char* at = text.data();
        std::size_t left = text.size();
        for (; left >= 8; at += 8, left -= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            h = mix(h ^ word);
        }
        std::uint64_t tail = 0;
        if (left > 0) std::memcpy(&tail, at, left);
        return static_cast<std::size_t>(mix(h ^ tail));
    }

    static std::uint64_t mix(std::uint64_t x) {
        x ^= x >> 32;
        x *= 0xd6e8feb86659fd93ULL;
        return x ^ (x >> 32);
    }

    std::string_view keep(std::string_view text) {
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

    void grow() {
        slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, nothing);
        for (std::uint32_t number = 0; number < texts_.size(); ++number) {
            std::size_t slot = hash(texts_[number]) & (slots_.size() - 1);
            while (slots_[slot] != nothing) slot = (slot + 1) & (slots_.size() - 1);
            slots_[slot] = number;
        }
    }

    static constexpr std::size_t block_size = 16 * 1024;
    std::vector<std::string_view> texts_;
    std::vector<std::uint32_t> slots_;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t room_ = 0;
};

}  // namespace palabre
