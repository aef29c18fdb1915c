#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "deliberation/block_list.hpp"
#include "deliberation/expectation.hpp"
#include "deliberation/large_memory.hpp"
#include "deliberation/text_store.hpp"

namespace palabre {

/// Texts to small numbers, each text once, numbered from 0 by arrival. Views stay valid.
class Interner {
  public:
    static constexpr std::uint32_t nothing = 0xffffffffU;

    /// Room for `count` texts in all, so that the table need not be made anew while they come.
    void reserve(std::size_t count) {
        if (count * 2 > slots_.size()) grow_to(std::bit_ceil(count * 2));
    }

    std::uint32_t intern(std::string_view text) {
        if ((texts_.size() + 1) * 2 > slots_.size()) {
            grow_to(slots_.empty() ? 64 : slots_.size() * 2);
        }
        const std::uint32_t hashed = hash(text);
        const std::size_t at = slot_of(text, hashed);
        if (slots_[at].number != nothing) return slots_[at].number;
        slots_[at] = {hashed, size()};
        texts_.push_back(Text(text, store_));
        if (((at - hashed) & (slots_.size() - 1)) > row_most) {
            ++seed_;
            grow_to(slots_.size());
        }
        return size() - 1;
    }

    /// The number of a known text, or `nothing`.
    [[nodiscard]] std::uint32_t find(std::string_view text) const {
        return slots_.empty() ? nothing : slots_[slot_of(text, hash(text))].number;
    }

    /// Says that `text` will be looked up soon; and, once that has had its time, that it will be
    /// compared with the text that stands there.
    void expect(std::string_view text) const {
        if (!slots_.empty()) palabre::expect(&slots_[hash(text) & (slots_.size() - 1)]);
    }
    void expect_text(std::string_view text) const {
        if (slots_.empty()) return;
        const std::uint32_t number = slots_[hash(text) & (slots_.size() - 1)].number;
        if (number != nothing) palabre::expect(&texts_[number], sizeof(Text));
    }

    [[nodiscard]] std::string_view text(std::uint32_t number) const {
        return texts_[number].view();
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

  private:
    // Ids of entries have 22 bytes, and most texts are such ids: these lie here.
    class Text {
      public:
        Text() = default;
        Text(std::string_view text, TextStore& store) {
            size_ = static_cast<std::uint32_t>(text.size());
            const char* kept = text.data();
            if (text.size() > near_.size()) {
                kept = store.keep(text).data();
                std::memcpy(near_.data(), &kept, sizeof kept);
            } else if (!text.empty()) {
                std::memcpy(near_.data(), kept, text.size());
            }
        }
        [[nodiscard]] std::string_view view() const {
            const char* at = near_.data();
            if (size_ > near_.size()) std::memcpy(&at, near_.data(), sizeof at);
            return {at, size_};
        }

      private:
        std::uint32_t size_ = 0;
        std::array<char, 24> near_;
    };
    // Half of the hash beside the number: what is another text is seldom looked at.
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t number = nothing;
    };

    [[nodiscard]] std::uint32_t hash(std::string_view text) const {
        std::uint64_t h = seed_ ^ text.size();
        const char* at = text.data();
        std::size_t left = text.size();
        for (; left >= 8; at += 8, left -= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            h = mix(h ^ word);
        }
        std::uint64_t tail = 0;
        if (left > 0) std::memcpy(&tail, at, left);
        return static_cast<std::uint32_t>(mix(h ^ tail));
    }

    static std::uint64_t mix(std::uint64_t x) {
        x ^= x >> 32;
        x *= 0xd6e8feb86659fd93ULL;
        return x ^ (x >> 32);
    }

    // Where `text` is, or would be.
    [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t hashed) const {
        std::size_t at = hashed & (slots_.size() - 1);
        while (slots_[at].number != nothing &&
               !(slots_[at].hash == hashed && this->text(slots_[at].number) == text)) {
            at = (at + 1) & (slots_.size() - 1);
        }
        return at;
    }

    // A power of two.
    void grow_to(std::size_t size) {
        slots_.assign(size, {});
        for (std::uint32_t number = 0; number < this->size(); ++number) {
            const std::uint32_t hashed = hash(text(number));
            slots_[slot_of(text(number), hashed)] = {hashed, number};
        }
    }

    // Whoever knows the hash can write texts that all have one: n of them would take n squared
    // steps. Where as many lie in a row as never do by chance, all get another hash; whoever wants
    // that again has to write as many again.
    static constexpr std::size_t row_most = 1024;

    BlockList<Text> texts_;
    LargeVector<Slot> slots_;
    std::uint64_t seed_ = 0x9e3779b97f4a7c15ULL;
    TextStore store_;
};

}  // namespace palabre
