#pragma once

#include <string_view>

namespace palabre {

/// Whether a spreadsheet may take a cell for a formula, or for a guarded one: `text` begins, after
/// any number of apostrophes, with = + - @, their full-width forms, or a control character.
/// Source: OWASP, CSV Injection.
[[nodiscard]] inline bool looks_like_formula(std::string_view text) {
    const std::size_t start = text.find_first_not_of('\'');
    if (start == text.npos) return false;
    const auto lead = static_cast<unsigned char>(text[start]);
    if (lead < 0x20 || lead == '=' || lead == '+' || lead == '-' || lead == '@') return true;
    constexpr std::string_view full_width[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                               "\xEF\xBC\xA0"};
    for (const std::string_view sign : full_width) {
        if (text.substr(start, sign.size()) == sign) return true;
    }
    return false;
}

}  // namespace palabre
