#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "interchange/json_writer.hpp"
#include "interchange/tally_json.hpp"

namespace palabre {

// Figures of results, and lists of them at any depth.

template <std::integral Number>
void write_figure(JsonWriter& out, Number number) {
    out.integer(static_cast<std::int64_t>(number));
}
inline void write_figure(JsonWriter& out, const BigInteger& number) {
    out.raw(number.to_text());
}
inline void write_figure(JsonWriter& out, const Exact& number) {
    write(out, std::optional<Exact>(number));
}
inline void write_figure(JsonWriter& out, const Fraction& number) {
    write(out, std::optional<Fraction>(number));
}

template <class Figure>
void write_figure(JsonWriter& out, const std::optional<Figure>& figure) {
    if (figure)
        write_figure(out, *figure);
    else
        out.null();
}

/// A pair is a list of two.
template <class First, class Second>
void write_figure(JsonWriter& out, const std::pair<First, Second>& pair) {
    out.begin_array();
    write_figure(out, pair.first);
    write_figure(out, pair.second);
    out.end_array();
}

template <class Figure>
void write_figure(JsonWriter& out, const std::vector<Figure>& list) {
    out.begin_array();
    for (const auto& each : list) write_figure(out, each);
    out.end_array();
}

template <class Figure>
void write_member(JsonWriter& out, std::string_view key, const Figure& figure) {
    out.key(key);
    write_figure(out, figure);
}

}  // namespace palabre
