#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "interchange/election_file.hpp"
#include "interchange/election_places.hpp"
#include "interchange/election_rules.hpp"
#include "interchange/marks_file.hpp"
#include "interchange/marks_json.hpp"
#include "interchange/tally_json.hpp"

namespace palabre {

namespace {

/// What is kept grows with the square of the options.
constexpr std::size_t duelling_options_max = 3000;

Result<bool> tally_approval(const Election& election, JsonWriter& out) {
    PALABRE_TRY(approval, read_approval(election.file));
    const ApprovalResult result = count_approvals(approval.options, approval.ballots);
    if (!approval.seats) {
        write(out, result);
        return true;
    }
    const auto committees =
        elect_committees(approval.options, {.seats = *approval.seats}, approval.ballots);
    if (!committees.ok()) return committees.fault();
    write(out, result, committees.value());
    return true;
}

Result<bool> tally_score(const Election& election, JsonWriter& out) {
    PALABRE_TRY(scores, read_scores(election.file));
    write(out, count_scores(scores.options, scores.ballots));
    return true;
}

Result<bool> tally_star(const Election& election, JsonWriter& out) {
    PALABRE_TRY(scores, read_scores(election.file));
    if (scores.options > duelling_options_max) {
        return election.file.refuse("more options than can be compared in pairs");
    }
    write(out, count_star(scores.options, scores.highest, scores.ballots));
    return true;
}

Result<bool> tally_judgment(const Election& election, JsonWriter& out) {
    PALABRE_TRY(options, read_grades(election.file));
    write(out, judge(options));
    return true;
}

template <class Counter>
Result<bool> count_points(Counter counter, const PointsFile& points, JsonWriter& out) {
    for (const MarkedBallot& ballot : points.ballots) counter.add(ballot.marks, ballot.count);
    counter.add_invalid(points.with_fractions);
    write(out, counter.result());
    return true;
}

Result<bool> tally_quadratic(const Election& election, JsonWriter& out) {
    PALABRE_TRY(points, read_quadratic(election.file));
    return count_points(QuadraticCounter(points.options, points.credits), points, out);
}

Result<bool> tally_cumulative(const Election& election, JsonWriter& out) {
    PALABRE_TRY(points, read_cumulative(election.file));
    return count_points(CumulativeCounter(points.options, points.rule), points, out);
}

Result<bool> tally_consensus(const Election& election, JsonWriter& out) {
    PALABRE_TRY(either, read_consensus(election.file));
    if (const auto* histogram = std::get_if<Histogram>(&either))
        write(out, measure_consensus(*histogram));
    else if (const auto* rankings = std::get_if<Rankings>(&either))
        write(out, measure_concordance(*rankings));
    return true;
}

Result<bool> tally_slider(const Election& election, JsonWriter& out) {
    PALABRE_TRY(slider, read_slider(election.file));
    auto result = count_slider(slider.values, slider.bins);
    if (!result.ok()) return Fault{result.fault().code, "values", result.fault().what};
    write(out, result.value());
    return true;
}

constexpr std::array<ElectionRule, 8> mark_known{{
    {"approval", tally_approval},
    {"score", tally_score},
    {"star", tally_star},
    {"majority-judgment", tally_judgment},
    {"quadratic", tally_quadratic},
    {"cumulative", tally_cumulative},
    {"slider", tally_slider},
    {"consensus", tally_consensus},
}};

}  // namespace

Result<ApprovalFile> read_approval(const JsonPlace& file) {
    ApprovalFile result;
    PALABRE_TRY(options, read_options(file));
    result.options = options;
    if (file.has("seats")) {
        PALABRE_TRY(place, file.field("seats"));
        PALABRE_TRY(seats, place.whole(1, largest_count));
        if (options > duelling_options_max) {
            return place.refuse("more options than a committee is elected from");
        }
        // Where there are more seats than options, all are elected.
        result.seats =
            static_cast<std::size_t>(std::min(seats, static_cast<std::int64_t>(options)));
    }
    PALABRE_TRY(ballots, read_approvals(file, options));
    result.ballots = std::move(ballots);
    return result;
}

Result<SliderFile> read_slider(const JsonPlace& file) {
    SliderFile result;
    if (file.has("bins")) {
        PALABRE_TRY(place, file.field("bins"));
        PALABRE_TRY(bins, place.whole(1, static_cast<std::int64_t>(slider_bins_max)));
        result.bins = static_cast<std::size_t>(bins);
    }
    PALABRE_TRY(values, file.field("values"));
    PALABRE_TRY(lines, values.list());
    std::int64_t total = 0;
    for (const JsonPlace& line : lines) {
        PALABRE_TRY(parts, line.list());
        PALABRE_TRY(count, read_count(line, parts, total));
        PALABRE_TRY(value, read_fraction(parts[1]));
        if (magnitude(value.numerator()) > magnitude(value.denominator())) {
            return parts[1].refuse("a position lies between -1 and 1");
        }
        result.values.push_back({count, value});
    }
    return result;
}

std::span<const ElectionRule> mark_rules() {
    return mark_known;
}

}  // namespace palabre
