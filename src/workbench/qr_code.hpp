#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace palabre::workbench {

/// A QR code as squares, without the quiet zone of four that has to be left around it.
struct QrCode {
    std::size_t side = 0;
    std::vector<bool> dark;  ///< by rows

    [[nodiscard]] bool is_dark(std::size_t x, std::size_t y) const { return dark[y * side + x]; }
};

/// The smallest code of `text` that bears 15 % of damage, or nothing where it is empty or longer
/// than such a code holds (2,331 bytes). Source: ISO/IEC 18004, by Project Nayuki's generator.
[[nodiscard]] std::optional<QrCode> qr_code(std::string_view text);

}  // namespace palabre::workbench
