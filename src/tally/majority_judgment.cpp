#include "tally/majority_judgment.hpp"

#include <algorithm>
#include <compare>
#include <numeric>

#include "tally/wide_integer.hpp"

namespace palabre {

namespace {

/// An option's grades around the one that is the median for now.
struct Split {
    std::size_t median = 0;
    std::int64_t below = 0;
    std::int64_t at = 0;
    std::int64_t above = 0;
};

Split split_at_median(const GradeCounts& counts, std::int64_t total) {
    Split split;
    const std::int64_t half = (total - 1) / 2;
    while (split.below + counts[split.median] <= half) split.below += counts[split.median++];
    split.at = counts[split.median];
    split.above = total - split.below - split.at;
    return split;
}

/// One step of the removal: `grade` is the median, and the side that is larger as long as no other
/// grade was reached decides which comes next: above where `side` is above 0.
struct Note {
    std::size_t grade = 0;
    std::int64_t side = 0;  ///< votes above, or minus those below
};

/// Taking away the lower median opens a window around the middle, by turns downwards and upwards.
/// The side with more votes beyond the window is reached first (below, when equal), and the more
/// votes there are the sooner. So these notes say where and when the median changes; there is one
/// for each grade at most.
std::vector<Note> notes_of(const GradeCounts& counts, std::int64_t total) {
    std::vector<Note> notes;
    if (total == 0) return notes;
    const Split split = split_at_median(counts, total);
    std::int64_t below = split.below;
    std::int64_t above = split.above;
    std::size_t low = split.median;
    std::size_t high = split.median;
    std::size_t grade = split.median;
    for (;;) {
        const bool up = above > below;
        notes.push_back({grade, up ? above : -below});
        if (up) {
            do ++high;
            while (counts[high] == 0);
            above -= counts[high];
            grade = high;
        } else if (below > 0) {
            do --low;
            while (counts[low] == 0);
            below -= counts[low];
            grade = low;
        } else {
            return notes;
        }
    }
}

struct Judged {
    Option option = 0;
    std::int64_t total = 0;
    std::vector<Note> notes;
};

std::weak_ordering compare(const Note& a, std::int64_t a_total, const Note& b,
                           std::int64_t b_total) {
    if (a.grade != b.grade) return a.grade <=> b.grade;
    return Wide{a.side} * b_total <=> Wide{b.side} * a_total;
}

/// By the first `depth` notes. Without grades there are none, and it is below any other.
std::weak_ordering compare(const Judged& a, const Judged& b, std::size_t depth) {
    const std::size_t steps = std::min({depth, a.notes.size(), b.notes.size()});
    for (std::size_t i = 0; i < steps; ++i) {
        const auto order = compare(a.notes[i], a.total, b.notes[i], b.total);
        if (order != std::weak_ordering::equivalent) return order;
    }
    return std::min(depth, a.notes.size()) <=> std::min(depth, b.notes.size());
}

Ranking rank(std::vector<Judged> options, std::size_t depth) {
    std::stable_sort(options.begin(), options.end(), [depth](const Judged& a, const Judged& b) {
        return std::is_gt(compare(a, b, depth));
    });
    Ranking ranking;
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (i == 0 ||
            compare(options[i - 1], options[i], depth) != std::weak_ordering::equivalent) {
            ranking.emplace_back();
        }
        ranking.back().push_back(options[i].option);
    }
    return ranking;
}

GradeRuns runs_of(GradeCounts counts, std::int64_t total) {
    GradeRuns runs;
    while (total > 0) {
        const auto [median, below, at, above] = split_at_median(counts, total);
        const std::int64_t taken = std::min({at + above - below, below + at - above + 1, at});
        runs.emplace_back(median, taken);
        counts[median] -= taken;
        total -= taken;
    }
    return runs;
}

std::optional<std::vector<GradeRuns>> sequences(std::span<const GradeCounts> options,
                                                const std::vector<std::int64_t>& totals) {
    const bool alike =
        std::adjacent_find(totals.begin(), totals.end(), std::not_equal_to<>()) == totals.end();
    if (!alike || (!totals.empty() && totals.front() > sequence_grades_max)) return std::nullopt;
    std::vector<GradeRuns> result;
    result.reserve(options.size());
    for (std::size_t i = 0; i < options.size(); ++i) {
        result.push_back(runs_of(options[i], totals[i]));
    }
    return result;
}

}  // namespace

JudgmentResult judge(std::span<const GradeCounts> options) {
    JudgmentResult result;
    std::vector<Judged> judged;
    result.median.resize(options.size());
    result.gauge.resize(options.size());
    for (std::size_t i = 0; i < options.size(); ++i) {
        const GradeCounts& counts = options[i];
        const std::int64_t total = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
        result.totals.push_back(total);
        judged.push_back({static_cast<Option>(i), total, notes_of(counts, total)});
        if (total == 0) continue;
        const Split split = split_at_median(counts, total);
        result.median[i] = split.median;
        result.gauge[i] =
            Gauge{Exact(split.above, total), Exact(split.below, total), split.above > split.below};
    }
    result.ranking_gauge = rank(judged, 1);
    result.ranking_removal = rank(std::move(judged), options.empty() ? 0 : options[0].size());
    result.sequence = sequences(options, result.totals);
    result.gauge_agrees_with_removal = result.ranking_gauge == result.ranking_removal;
    return result;
}

}  // namespace palabre
