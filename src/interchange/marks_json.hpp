#pragma once

#include "interchange/json_writer.hpp"
#include "tally/committees.hpp"
#include "tally/marks_and_points.hpp"

namespace palabre {

// Results of the rules on marks, grades and points as tally-format.md writes them, keys sorted.

/// Approvals with the committees beside them.
void write(JsonWriter& out, const ApprovalResult& result, const CommitteesResult& committees);
void write(JsonWriter& out, const ScoreResult& result);
void write(JsonWriter& out, const StarResult& result);
void write(JsonWriter& out, const JudgmentResult& result);
void write(JsonWriter& out, const CumulativeResult& result);
void write(JsonWriter& out, const QuadraticResult& result);
void write(JsonWriter& out, const HistogramConsensus& result);
void write(JsonWriter& out, const RankingConsensus& result);

}  // namespace palabre
