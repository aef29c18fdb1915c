#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace palabre {

/// Added to the stance of a claim that weighs nothing on its parent.
inline constexpr unsigned column_weightless = 2;

/// Takes little-endian columns (docs/engine.md, Columns) one after the other. Past the end
/// everything is 0 and ok() false.
class ColumnReader {
  public:
    explicit ColumnReader(std::string_view bytes) : bytes_(bytes) {}

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] std::string_view take(std::size_t size) {
        if (size > bytes_.size() - at_) {
            ok_ = false;
            return {};
        }
        at_ += size;
        return bytes_.substr(at_ - size, size);
    }
    void align() {
        while (at_ % 4 != 0 && at_ < bytes_.size()) ++at_;
    }
    std::uint32_t u32() {
        std::uint32_t number = 0;
        unsigned shift = 0;
        for (const char byte : take(4)) {
            number |= static_cast<std::uint32_t>(static_cast<unsigned char>(byte)) << shift;
            shift += 8;
        }
        return number;
    }
    float f32() {
        const std::uint32_t bits = u32();
        float number = 0;
        std::memcpy(&number, &bits, sizeof number);
        return number;
    }

  private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

/// base_score turned around: a column's 24 bits are enough to find the whole number again.
///
/// Range:   `base` in (0,1).
[[nodiscard]] inline std::uint64_t impact_sum_of(float base, std::uint32_t judged) {
    const double sum = static_cast<double>(base) * 4 * (static_cast<double>(judged) + 4) - 8;
    const std::int64_t whole = std::llround(sum);
    return whole < 0 ? 0 : static_cast<std::uint64_t>(whole);
}

}  // namespace palabre
