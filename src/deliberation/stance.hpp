#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace palabre {

/// On which side of its parent a claim stands.
enum class Stance : std::uint8_t { pro, con };

[[nodiscard]] constexpr std::string_view to_text(Stance stance) {
    return stance == Stance::pro ? "pro" : "con";
}

/// The stance that `text` names, or nothing.
[[nodiscard]] constexpr std::optional<Stance> stance_from(std::string_view text) {
    if (text == "pro") return Stance::pro;
    if (text == "con") return Stance::con;
    return std::nullopt;
}

}  // namespace palabre
