#include "workbench/qr_code.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "qrcodegen.h"

namespace palabre::workbench {

std::optional<QrCode> qr_code(std::string_view text) {
    std::array<std::uint8_t, qrcodegen_BUFFER_LEN_MAX> work{};
    std::array<std::uint8_t, qrcodegen_BUFFER_LEN_MAX> made{};
    if (text.empty() || text.size() > work.size()) return std::nullopt;
    std::copy(text.begin(), text.end(), work.begin());
    const bool fits = qrcodegen_encodeBinary(work.data(), text.size(), made.data(),
                                             qrcodegen_Ecc_MEDIUM, qrcodegen_VERSION_MIN,
                                             qrcodegen_VERSION_MAX, qrcodegen_Mask_AUTO, true);
    if (!fits) return std::nullopt;
    QrCode code;
    const int side = qrcodegen_getSize(made.data());
    code.side = static_cast<std::size_t>(side);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            code.dark.push_back(qrcodegen_getModule(made.data(), x, y));
        }
    }
    return code;
}

}  // namespace palabre::workbench
