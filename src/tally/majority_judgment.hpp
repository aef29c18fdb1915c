#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "tally/exact.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// Majority judgment: each ballot gives each option a grade, and the option whose lower median grade
// is best wins; ties by taking away the lower median again and again.
// M. Balinski, R. Laraki: A theory of measuring, electing, and ranking. PNAS 104 (2007), 8720-8725.
// M. Balinski, R. Laraki: Majority Judgment. MIT Press 2011 (gauge: chapter 14).
// M. Balinski, R. Laraki: Majority judgment vs. majority rule. Social Choice and Welfare 54 (2020),
// 429-461.

/// How many ballots gave an option each grade, the worst first.
using GradeCounts = std::vector<std::int64_t>;

/// The shares of an option's grades above and below its median.
struct Gauge {
    Exact p;            ///< above
    Exact q;            ///< below
    bool plus = false;  ///< p > q: the next other grade to become the median is a better one

    friend bool operator==(const Gauge&, const Gauge&) = default;
};

/// Grades taken away one after another: so many of each.
using GradeRuns = std::vector<std::pair<std::size_t, std::int64_t>>;

struct JudgmentResult {
    std::vector<std::int64_t> totals;                ///< grades of each option
    std::vector<std::optional<std::size_t>> median;  ///< the lower one; nothing without grades
    std::vector<std::optional<Gauge>> gauge;
    Ranking ranking_gauge;
    Ranking ranking_removal;
    /// What is taken away from each option until nothing is left; nothing above
    /// sequence_grades_max grades, or where options have different numbers of grades.
    std::optional<std::vector<GradeRuns>> sequence;
    bool gauge_agrees_with_removal = true;

    friend bool operator==(const JudgmentResult&, const JudgmentResult&) = default;
};

inline constexpr std::int64_t sequence_grades_max = 300;

/// Judges from the counters, in O(options (grades + log options)), whatever the number of ballots.
/// Options without grades come last. Where options have different numbers of grades, they are
/// compared by shares, as if each grade counted so often that all had as many.
/// Shape: as many grades for each option. Range: counts at least 0, totals at most 2^62.
[[nodiscard]] JudgmentResult judge(std::span<const GradeCounts> options);

/// `count` equal ballots: a grade (0 is the worst) or nothing for each option.
struct GradesBallot {
    std::int64_t count = 1;
    std::vector<std::optional<std::size_t>> grades;
};

/// The counters while ballots come, change and go: O(options) each.
class GradesCounter {
  public:
    GradesCounter(std::size_t options, std::size_t grades)
        : counts_(options, GradeCounts(grades)) {}

    /// Edge: what is removed was added before with the same weight (at least 1).
    void add(std::span<const std::optional<std::size_t>> grades, std::int64_t weight = 1) {
        for (std::size_t i = 0; i < grades.size(); ++i) {
            if (grades[i]) counts_[i][*grades[i]] += weight;
        }
    }
    void remove(std::span<const std::optional<std::size_t>> grades, std::int64_t weight = 1) {
        add(grades, -weight);
    }
    [[nodiscard]] const std::vector<GradeCounts>& counts() const { return counts_; }
    [[nodiscard]] JudgmentResult result() const { return judge(counts_); }

  private:
    std::vector<GradeCounts> counts_;
};

}  // namespace palabre
