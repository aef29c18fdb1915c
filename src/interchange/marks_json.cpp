#include "interchange/marks_json.hpp"

#include "interchange/json_lists.hpp"
#include "interchange/tally_json.hpp"

namespace palabre {

namespace {

std::string_view to_text(StarTieBreak tie_break) {
    switch (tie_break) {
        case StarTieBreak::head_to_head:
            return "head-to-head";
        case StarTieBreak::top_scores:
            return "top-scores";
        case StarTieBreak::runoff_sum:
            return "runoff-sum";
        case StarTieBreak::runoff_top_scores:
            break;
    }
    return "runoff-top-scores";
}

void write_figure(JsonWriter& out, const Gauge& gauge) {
    out.begin_object();
    write_member(out, "p", gauge.p);
    write_member(out, "q", gauge.q);
    out.key("sign").string(gauge.plus ? "+" : "-").end_object();
}

void write_gauges(JsonWriter& out, const std::vector<std::optional<Gauge>>& gauges) {
    out.key("gauge").begin_array();
    for (const auto& gauge : gauges) {
        if (gauge)
            write_figure(out, *gauge);
        else
            out.null();
    }
    out.end_array();
}

}  // namespace

void write(JsonWriter& out, const ApprovalResult& result, const CommitteesResult& committees) {
    out.begin_object();
    write_member(out, "av", committees.by_approvals);
    write_member(out, "counts", result.counts);
    write_member(out, "equal-shares", committees.by_equal_shares);
    write_member(out, "ranking", result.ranking);
    write_member(out, "sav", committees.by_satisfaction);
    write_member(out, "seqpav", committees.by_sequential_pav);
    write_member(out, "seqphragmen", committees.by_phragmen);
    write_member(out, "shares", result.shares);
    write_member(out, "winners", result.winners);
    out.end_object();
}

void write(JsonWriter& out, const ScoreResult& result) {
    out.begin_object();
    write_member(out, "count", result.count);
    write_member(out, "mean", result.mean);
    write_member(out, "ranking_by_mean", result.ranking_by_mean);
    write_member(out, "ranking_by_sum", result.ranking_by_sum);
    write_member(out, "sum", result.sum);
    out.end_object();
}

void write(JsonWriter& out, const StarResult& result) {
    out.begin_object();
    write_member(out, "finalists", result.finalists);
    write_member(out, "ranking_by_sum", result.ranking_by_sum);
    out.key("resolved_by").begin_array();
    for (const StarTieBreak tie_break : result.resolved_by) out.string(to_text(tie_break));
    out.end_array().key("runoff");
    if (result.runoff) {
        const auto& [votes, no_preference] = *result.runoff;
        out.begin_object().key("no_preference").integer(no_preference);
        write_member(out, "votes", std::pair(votes[0], votes[1]));
        out.end_object();
    } else {
        out.null();
    }
    write_member(out, "sums", result.sums);
    write_member(out, "tied_for_final", result.tied_for_final);
    write_member(out, "top_counts", result.top_counts);
    write_member(out, "winner", result.winner);
    out.end_object();
}

void write(JsonWriter& out, const JudgmentResult& result) {
    out.begin_object();
    write_gauges(out, result.gauge);
    out.key("gauge_agrees_with_removal").boolean(result.gauge_agrees_with_removal);
    write_member(out, "median", result.median);
    write_member(out, "ranking_gauge", result.ranking_gauge);
    write_member(out, "ranking_removal", result.ranking_removal);
    write_member(out, "sequence", result.sequence);
    write_member(out, "totals", result.totals);
    out.end_object();
}

void write(JsonWriter& out, const CumulativeResult& result) {
    out.begin_object().key("invalid").integer(result.invalid);
    write_member(out, "points", result.points);
    write_member(out, "ranking", result.ranking);
    write_member(out, "winners", result.winners);
    out.end_object();
}

void write(JsonWriter& out, const QuadraticResult& result) {
    out.begin_object().key("invalid").integer(result.invalid);
    write_member(out, "ranking", result.ranking);
    write_member(out, "spent", result.spent);
    write_member(out, "votes", result.votes);
    write_member(out, "winners", result.winners);
    out.end_object();
}

void write(JsonWriter& out, const HistogramConsensus& result) {
    out.begin_object();
    if (result.of_grades) out.key("mean").number(result.of_grades->mean.to_double());
    out.key("n").integer(result.n);
    if (result.of_grades) {
        const GradeConsensus& grades = *result.of_grades;
        out.key("std").number(grades.std);
        out.key("tastle_wierman").number(grades.tastle_wierman);
        write_member(out, "top_share", grades.top_share);
        out.key("van_der_eijk_A").number(grades.van_der_eijk_a.to_double());
    }
    out.end_object();
}

void write(JsonWriter& out, const RankingConsensus& result) {
    out.begin_object();
    write_member(out, "W", result.w);
    write_member(out, "rank_sums", result.rank_sums);
    out.end_object();
}

}  // namespace palabre
