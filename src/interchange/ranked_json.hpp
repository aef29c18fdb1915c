#pragma once

#include "interchange/json_writer.hpp"
#include "tally/ranked.hpp"

namespace palabre {

// Results of the rules on ranked ballots as tally-format.md writes them, keys sorted.

void write(JsonWriter& out, const PluralityResult& result);
void write(JsonWriter& out, const TwoRoundResult& result);
void write(JsonWriter& out, const BordaResult& result);
void write(JsonWriter& out, const CondorcetResult& result);
void write(JsonWriter& out, const CopelandResult& result);
void write(JsonWriter& out, const MinimaxResult& result);
void write(JsonWriter& out, const SchulzeResult& result);
void write(JsonWriter& out, const RankedPairsResult& result);
void write(JsonWriter& out, const HierarchyResult& result);
void write(JsonWriter& out, const RunoffResult& result);
/// Instant runoff, with equal ranks counted in both ways.
void write_runoffs(JsonWriter& out, const RunoffResult& exhaust, const RunoffResult& split);
void write(JsonWriter& out, const ScottishResult& result);
void write(JsonWriter& out, const MeekResult& result);

}  // namespace palabre
