#pragma once

#include "interchange/json_writer.hpp"
#include "tally/tally.hpp"

namespace palabre {

// Results as tally-format.md writes them, keys sorted, so that a tally is its own canonical form.

void write(JsonWriter& out, const MotionResult& result);
void write(JsonWriter& out, const CollegesResult& result);
void write(JsonWriter& out, const ApprovalResult& result);
template <class Number>
void write(JsonWriter& out, const SliderFigures<Number>& result);

/// A whole number as it is, another as "p/q", nothing as null.
void write(JsonWriter& out, const std::optional<Exact>& number);
void write(JsonWriter& out, const std::optional<Fraction>& number);
void write(JsonWriter& out, const Ranking& ranking);

}  // namespace palabre
