#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tally/ranked_ballots.hpp"
#include "tally/wide_integer.hpp"

namespace palabre {

/// pairwise(i, j): ballots that put option i strictly over option j; 0 on the diagonal.
class PairwiseMatrix {
  public:
    explicit PairwiseMatrix(std::size_t options) : options_(options), votes_(options * options) {}

    [[nodiscard]] std::size_t options() const { return options_; }
    [[nodiscard]] std::int64_t operator()(std::size_t i, std::size_t j) const {
        return votes_[i * options_ + j];
    }
    [[nodiscard]] std::int64_t& operator()(std::size_t i, std::size_t j) {
        return votes_[i * options_ + j];
    }
    [[nodiscard]] bool beats(std::size_t i, std::size_t j) const {
        return (*this)(i, j) > (*this)(j, i);
    }

    friend bool operator==(const PairwiseMatrix&, const PairwiseMatrix&) = default;

  private:
    std::size_t options_;
    std::vector<std::int64_t> votes_;
};

/// What plurality, Borda, the pairwise rules and the hierarchy are computed from. One ballot in or
/// out costs O(options squared), however many there are.
class RankedSums {
  public:
    explicit RankedSums(std::size_t options);
    /// The sums of all these ballots.
    [[nodiscard]] static RankedSums of(const RankedBallots& ballots);

    void add(const RankedBallot& ballot) { change(ballot.places, ballot.count); }
    /// Edge: what is removed was added before.
    void remove(const RankedBallot& ballot) { change(ballot.places, -ballot.count); }

    [[nodiscard]] std::size_t options() const { return pairwise_.options(); }
    [[nodiscard]] std::int64_t ballots() const { return ballots_; }
    [[nodiscard]] const PairwiseMatrix& pairwise() const { return pairwise_; }
    /// Ballots that put option i alone on top; the others are blank().
    [[nodiscard]] const std::vector<std::int64_t>& first_choices() const { return first_; }
    [[nodiscard]] std::int64_t blank() const { return blank_; }
    /// Ballots that list option i with `above` options over it.
    [[nodiscard]] std::int64_t placed(std::size_t i, std::size_t above) const {
        return placed_[i * options() + above];
    }
    /// Twice the points of borda.hpp's zero and modified variants.
    [[nodiscard]] const std::vector<Wide>& zero_doubled() const { return points_.zero; }
    [[nodiscard]] const std::vector<Wide>& modified_doubled() const { return points_.modified; }

    friend bool operator==(const RankedSums&, const RankedSums&) = default;

  private:
    void change(std::span<const RankedPlace> places, std::int64_t weight);
    /// Borda's points of each option, doubled.
    template <class Number>
    struct Points {
        explicit Points(std::size_t options) : zero(options), modified(options) {}
        friend bool operator==(const Points&, const Points&) = default;
        std::vector<Number> zero;
        std::vector<Number> modified;
    };
    /// All but the matrix.
    template <class Number>
    void change_points(std::span<const RankedPlace> places, std::int64_t weight,
                       Points<Number>& points);

    PairwiseMatrix pairwise_;
    std::vector<std::int64_t> first_;
    std::vector<std::int64_t> placed_;
    Points<Wide> points_;
    std::int64_t ballots_ = 0;
    std::int64_t blank_ = 0;
};

}  // namespace palabre
