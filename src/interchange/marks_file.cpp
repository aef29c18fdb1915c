#include "interchange/marks_file.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "interchange/election_places.hpp"

namespace palabre {

namespace {

constexpr std::int64_t file_grades_max = 1000;
/// Options times grades, or options times options: what is kept of an election without ballots.
constexpr std::int64_t cells_max = 10'000'000;

Result<std::optional<std::int64_t>> read_points(const JsonPlace& place) {
    const LocatedJson& value = place.value();
    if (value.kind == LocatedJson::Kind::whole) return std::optional(value.whole);
    if (value.kind != LocatedJson::Kind::number) return place.refuse("this must be a number");
    if (std::abs(value.number) > static_cast<double>(largest_count)) {
        return place.refuse("this is beyond 2^53 - 1");
    }
    if (std::floor(value.number) != value.number) return std::optional<std::int64_t>();
    return std::optional(static_cast<std::int64_t>(value.number));
}

/// The marks of a ballot; whether one was a fraction is added to `fraction`.
template <class ReadMark>
Result<std::vector<Mark>> read_marks(const JsonPlace& place, std::size_t options,
                                     ReadMark read_mark, bool& fraction) {
    PALABRE_TRY(pairs, place.list());
    std::vector<Mark> marks;
    marks.reserve(pairs.size());
    for (const JsonPlace& pair : pairs) {
        PALABRE_TRY(parts, pair.list());
        if (parts.size() != 2) return pair.refuse("this must be a pair of an option and its mark");
        PALABRE_TRY(option, read_option(parts[0], options));
        PALABRE_TRY(mark, read_mark(parts[1]));
        fraction = fraction || !mark;
        marks.push_back({option, mark.value_or(0)});
    }
    std::sort(marks.begin(), marks.end(),
              [](const Mark& a, const Mark& b) { return a.option < b.option; });
    const auto twice =
        std::adjacent_find(marks.begin(), marks.end(),
                           [](const Mark& a, const Mark& b) { return a.option == b.option; });
    if (twice != marks.end()) return place.refuse("an option stands here twice");
    return marks;
}

/// Every line of "ballots" with its count, taken by `read_ballot(count, place)`.
template <class ReadBallot>
Result<bool> read_ballots(const JsonPlace& file, ReadBallot read_ballot) {
    PALABRE_TRY(ballots, file.field("ballots"));
    PALABRE_TRY(lines, ballots.list());
    std::int64_t total = 0;
    for (const JsonPlace& line : lines) {
        PALABRE_TRY(parts, line.list());
        PALABRE_TRY(count, read_count(line, parts, total));
        PALABRE_TRY(good, read_ballot(count, parts[1]));
        (void)good;
    }
    return true;
}

Result<std::int64_t> read_amount(const JsonPlace& file, std::string_view key) {
    PALABRE_TRY(place, file.field(key));
    return place.whole(0, largest_count);
}

Result<bool> read_points_ballots(const JsonPlace& file, PointsFile& result) {
    return read_ballots(file, [&](std::int64_t count, const JsonPlace& place) -> Result<bool> {
        bool fraction = false;
        PALABRE_TRY(marks, read_marks(place, result.options, read_points, fraction));
        if (fraction)
            result.with_fractions += count;
        else
            result.ballots.push_back({count, std::move(marks)});
        return true;
    });
}

Result<std::vector<GradeCounts>> read_tallies(const JsonPlace& file) {
    PALABRE_TRY(tallies, file.field("tallies"));
    PALABRE_TRY(options, tallies.list());
    std::vector<GradeCounts> result;
    for (const JsonPlace& option : options) {
        PALABRE_TRY(counts, option.list());
        if (!result.empty() && counts.size() != result.front().size()) {
            return option.refuse("there must be as many grades as in the first of these");
        }
        GradeCounts grades;
        std::int64_t total = 0;
        for (const JsonPlace& place : counts) {
            PALABRE_TRY(count, place.whole(0, largest_count));
            if (count > ballots_max - total) return option.refuse("more than 2^62 ballots");
            total += count;
            grades.push_back(count);
        }
        result.push_back(std::move(grades));
    }
    return result;
}

Result<std::size_t> read_grade_number(const JsonPlace& file, std::size_t options) {
    PALABRE_TRY(place, file.field("grades"));
    std::int64_t grades = static_cast<std::int64_t>(place.value().items.size());
    if (place.value().kind != LocatedJson::Kind::list) {
        PALABRE_TRY(number, place.whole(1, file_grades_max));
        grades = number;
    }
    if (grades < 1 || grades > file_grades_max ||
        grades * static_cast<std::int64_t>(options) > cells_max) {
        return place.refuse("there are from 1 to 1,000 grades, fewer for very many options");
    }
    return static_cast<std::size_t>(grades);
}

Result<std::vector<std::optional<std::size_t>>> read_graded(const JsonPlace& place,
                                                            std::size_t options,
                                                            std::size_t grades) {
    PALABRE_TRY(list, place.list());
    if (list.size() != options) return place.refuse("there must be a grade or null per option");
    std::vector<std::optional<std::size_t>> result;
    result.reserve(options);
    for (const JsonPlace& each : list) {
        if (each.is_null()) {
            result.emplace_back();
            continue;
        }
        PALABRE_TRY(grade, each.whole(0, static_cast<std::int64_t>(grades) - 1));
        result.emplace_back(static_cast<std::size_t>(grade));
    }
    return result;
}

Result<Histogram> read_histogram(const JsonPlace& place) {
    PALABRE_TRY(list, place.list());
    if (list.size() > static_cast<std::size_t>(file_grades_max)) {
        return place.refuse("there are at most 1,000 grades");
    }
    Histogram histogram;
    for (const JsonPlace& each : list) {
        PALABRE_TRY(count, each.whole(0, largest_count));
        histogram.push_back(count);
    }
    return histogram;
}

Result<Rankings> read_rankings(const JsonPlace& place) {
    PALABRE_TRY(list, place.list());
    Rankings rankings;
    for (const JsonPlace& each : list) {
        const std::size_t options = list.front().value().items.size();
        PALABRE_TRY(ranking, read_choices(each, options));
        if (ranking.size() != options) {
            return each.refuse("each ranking must name the same options, all of them");
        }
        rankings.push_back(std::move(ranking));
    }
    return rankings;
}

}  // namespace

Result<ScoreFile> read_scores(const JsonPlace& file) {
    ScoreFile result;
    PALABRE_TRY(options, read_options(file));
    result.options = options;
    PALABRE_TRY(place, file.field("scale"));
    PALABRE_TRY(ends, place.list());
    if (ends.size() != 2) return place.refuse("this must be the lowest and the highest score");
    PALABRE_TRY(lowest, ends[0].whole(-largest_count, largest_count));
    PALABRE_TRY(highest, ends[1].whole(lowest, largest_count));
    result.highest = highest;
    const auto read_score = [lowest = lowest, highest = highest](
                                const JsonPlace& at) -> Result<std::optional<std::int64_t>> {
        PALABRE_TRY(score, at.whole(lowest, highest));
        return std::optional(score);
    };
    bool fraction = false;
    PALABRE_TRY(good,
                read_ballots(file, [&](std::int64_t count, const JsonPlace& at) -> Result<bool> {
                    PALABRE_TRY(marks, read_marks(at, result.options, read_score, fraction));
                    result.ballots.push_back({count, std::move(marks)});
                    return true;
                }));
    (void)good;
    return result;
}

Result<std::vector<GradeCounts>> read_grades(const JsonPlace& file) {
    if (file.has("tallies")) return read_tallies(file);
    PALABRE_TRY(options, read_options(file));
    PALABRE_TRY(grades, read_grade_number(file, options));
    GradesCounter counter(options, grades);
    PALABRE_TRY(good, read_ballots(file,
                                   [&, options = options, grades = grades](
                                       std::int64_t count, const JsonPlace& at) -> Result<bool> {
                                       PALABRE_TRY(graded, read_graded(at, options, grades));
                                       counter.add(graded, count);
                                       return true;
                                   }));
    (void)good;
    return counter.counts();
}

Result<PointsFile> read_cumulative(const JsonPlace& file) {
    PointsFile result;
    PALABRE_TRY(options, read_options(file));
    PALABRE_TRY(points, read_amount(file, "points"));
    result.options = options;
    result.rule.points = points;
    if (file.has("max_per_option")) {
        PALABRE_TRY(most, read_amount(file, "max_per_option"));
        result.rule.max_per_option = most;
    }
    PALABRE_TRY(good, read_points_ballots(file, result));
    (void)good;
    return result;
}

Result<PointsFile> read_quadratic(const JsonPlace& file) {
    PointsFile result;
    PALABRE_TRY(options, read_options(file));
    PALABRE_TRY(credits, read_amount(file, "credits"));
    result.options = options;
    result.credits = credits;
    PALABRE_TRY(good, read_points_ballots(file, result));
    (void)good;
    return result;
}

Result<std::variant<Histogram, Rankings>> read_consensus(const JsonPlace& file) {
    using Either = std::variant<Histogram, Rankings>;
    if (file.has("rankings")) {
        PALABRE_TRY(place, file.field("rankings"));
        PALABRE_TRY(rankings, read_rankings(place));
        return Either(std::move(rankings));
    }
    PALABRE_TRY(place, file.field("histogram"));
    PALABRE_TRY(histogram, read_histogram(place));
    return Either(std::move(histogram));
}

}  // namespace palabre
