#pragma once

#include <array>
#include <span>
#include <vector>

#include "map/weight_sweeps.hpp"

namespace palabre::map {

/// A base score that a reader tries.
struct Supposed {
    double base = 0.0;
    Row row = 0;
};

/// The strengths of a debate as recorded, and as they would be under other base scores or another
/// semantics. Every pass is linear in the rows.
class Weights {
  public:
    explicit Weights(const ArgumentRows& rows);
    /// The rows are others now: what is supposed of one goes with it, `now_at` says where.
    void move_to(std::span<const Row> now_at);

    /// Another base score for a row, in [0,1]; a negative one takes it back.
    void suppose(Row row, double base);
    /// Takes all of it back.
    void forget();
    void weigh_by(Semantics semantics);

    [[nodiscard]] Semantics semantics() const { return semantics_; }
    [[nodiscard]] bool is_supposed(Row row) const;
    [[nodiscard]] double base(Row row) const { return bases()[row]; }
    /// By DF-QuAD, nothing supposed.
    [[nodiscard]] const std::vector<double>& recorded() const { return recorded_; }
    [[nodiscard]] const std::vector<double>& now() const { return now_.empty() ? recorded_ : now_; }
    /// The strengths that a row has under each semantics with what is supposed.
    [[nodiscard]] std::array<double, 4> spread(Row row) const;

    /// How the thesis' strength moves with each row's base score.
    [[nodiscard]] const std::vector<double>& gradient() const;
    /// The base score of each row at which the thesis would be at one half, all else as it is; not
    /// a number where none does it, or where the row speaks through a claim with several places
    /// (then turn_of tells).
    [[nodiscard]] const std::vector<double>& turns() const;
    /// The same of one row, whatever its ways: by halving.
    [[nodiscard]] double turn_of(Row row) const;

  private:
    void record();
    void take_back(std::size_t number);
    void settle();
    [[nodiscard]] const std::vector<double>& bases() const {
        return base_.empty() ? rows_->base : base_;
    }
    [[nodiscard]] Weighed weighed() const { return {*rows_, answered_, shared_, bases()}; }

    const ArgumentRows* rows_;
    std::vector<Supposed> supposed_;
    std::vector<std::uint8_t> answered_;  // by first row: whether anything speaks to the claim
    std::vector<std::uint8_t> shared_;    // by first row: whether its strength goes several ways
    std::vector<double> recorded_;
    // Empty where they are as recorded, which is most of the time.
    std::vector<double> base_;
    std::vector<double> now_;
    Semantics semantics_ = Semantics::df_quad;
    mutable std::vector<double> gradient_;
    mutable std::vector<double> turns_;
    mutable std::array<std::vector<double>, 4> by_semantics_;
};

}  // namespace palabre::map
