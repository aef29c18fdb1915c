#include "interchange/tally_json.hpp"

namespace palabre {

namespace {

void write_whole(JsonWriter& out, const std::optional<Wide>& number) {
    if (number)
        out.raw(palabre::to_text(*number));
    else
        out.null();
}

template <class Number>
void write_number(JsonWriter& out, const std::optional<Number>& number) {
    if (!number)
        out.null();
    else if (number->whole())
        out.raw(number->to_text());
    else
        out.string(number->to_text());
}

std::string_view to_text(MotionOutcome outcome) {
    switch (outcome) {
        case MotionOutcome::adopted:
            return "adopted";
        case MotionOutcome::rejected:
            return "rejected";
        case MotionOutcome::no_quorum:
            return "no_quorum";
    }
    return "";
}

template <class Numbers>
void write_counts(JsonWriter& out, const Numbers& numbers) {
    out.begin_array();
    for (const auto number : numbers) out.integer(static_cast<std::int64_t>(number));
    out.end_array();
}

}  // namespace

void write(JsonWriter& out, const std::optional<Exact>& number) {
    write_number(out, number);
}

void write(JsonWriter& out, const std::optional<Fraction>& number) {
    write_number(out, number);
}

void write(JsonWriter& out, const Ranking& ranking) {
    out.begin_array();
    for (const auto& group : ranking) write_counts(out, group);
    out.end_array();
}

void write(JsonWriter& out, const MotionResult& result) {
    out.begin_object().key("adopted").boolean(result.adopted);
    if (result.casting_vote_used) out.key("casting_vote_used").boolean(true);
    out.key("expressed").integer(result.expressed);
    out.key("outcome").string(to_text(result.outcome));
    out.key("quorum_met").boolean(result.quorum_met);
    out.key("quorum_need");
    write_whole(out, result.quorum_need);
    out.key("tie").boolean(result.tie);
    out.key("voters").integer(result.voters);
    out.key("yes_needed");
    write_whole(out, result.yes_needed);
    out.end_object();
}

void write(JsonWriter& out, const CollegesResult& result) {
    out.begin_object().key("adopted").boolean(result.adopted);
    out.key("colleges").begin_object();
    for (const auto& [name, college] : result.colleges) {
        out.key(name);
        write(out, college);
    }
    out.end_object().key("outcome").string(to_text(result.outcome)).end_object();
}

void write(JsonWriter& out, const ApprovalResult& result) {
    out.begin_object().key("counts");
    write_counts(out, result.counts);
    out.key("ranking");
    write(out, result.ranking);
    out.key("shares").begin_array();
    for (const auto& share : result.shares) write(out, share);
    out.end_array().key("winners");
    write_counts(out, result.winners);
    out.end_object();
}

template <class Number>
void write(JsonWriter& out, const SliderFigures<Number>& result) {
    out.begin_object().key("histogram");
    write_counts(out, result.histogram);
    out.key("mean");
    write(out, result.mean);
    out.key("median_low");
    write(out, result.median_low);
    out.key("n").integer(result.n);
    out.key("neutral").integer(result.neutral);
    out.key("oppose").integer(result.oppose);
    out.key("support").integer(result.support);
    out.key("variance");
    write(out, result.variance);
    out.end_object();
}

template void write(JsonWriter& out, const SliderFigures<Exact>& result);
template void write(JsonWriter& out, const SliderFigures<Fraction>& result);

}  // namespace palabre
