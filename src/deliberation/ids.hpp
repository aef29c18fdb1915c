#pragma once

#include <cstdint>

namespace palabre {

/// A small number that names one thing of one kind inside one debate; kinds never mix.
/// The numbers follow arrival and decide nothing: order and ties use the texts behind them.
template <class Kind>
struct Id {
    static constexpr std::uint32_t nothing = 0xffffffffU;
    std::uint32_t value = nothing;

    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t number) : value(number) {}
    constexpr explicit Id(std::size_t number) : value(static_cast<std::uint32_t>(number)) {}
    [[nodiscard]] constexpr bool is_some() const { return value != nothing; }
    [[nodiscard]] constexpr bool is_none() const { return value == nothing; }
    friend constexpr bool operator==(Id left, Id right) { return left.value == right.value; }
    friend constexpr bool operator!=(Id left, Id right) { return left.value != right.value; }
};

using RefId = Id<struct RefTag>;                 ///< any text that may stand as a reference
using KeyId = Id<struct KeyTag>;                 ///< an author's public key
using EntryIndex = Id<struct EntryTag>;          ///< an entry, by arrival
using ClaimIndex = Id<struct ClaimTag>;          ///< a claim; 0 is the thesis
using PlacementIndex = Id<struct PlacementTag>;  ///< a claim where it is shown
using RemarkIndex = Id<struct RemarkTag>;
using QuestionIndex = Id<struct QuestionTag>;
using RegisterIndex = Id<struct RegisterTag>;

inline constexpr ClaimIndex thesis_index{std::uint32_t{0}};

}  // namespace palabre
