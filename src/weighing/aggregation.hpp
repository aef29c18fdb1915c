#pragma once

namespace palabre {

/// What arrives at an argument, as a difference of sums: support minus attack, unbounded.
/// Wide debates are decided by how many speak on each side.
struct SumForces {
    double support = 0.0;
    double attack = 0.0;

    void add_support(double strength) { support += strength; }
    void add_attack(double strength) { attack += strength; }
    /// The forces of two disjoint groups together.
    [[nodiscard]] static SumForces together(const SumForces& a, const SumForces& b) {
        return {a.support + b.support, a.attack + b.attack};
    }
    [[nodiscard]] double total() const { return support - attack; }
    /// How total() moves with one more supporter's (attacker's) strength, the others being these.
    [[nodiscard]] double slope_of_support() const { return 1.0; }
    [[nodiscard]] double slope_of_attack() const { return -1.0; }
};

/// What arrives at an argument, as a difference of probabilistic sums 1 - product(1 - strength):
/// in [-1,1]. Each side is kept as its product; the force of a side is 1 minus that. In wide
/// debates both products wash out.
struct ProductForces {
    double without_support = 1.0;
    double without_attack = 1.0;

    void add_support(double strength) { without_support *= 1.0 - strength; }
    void add_attack(double strength) { without_attack *= 1.0 - strength; }
    [[nodiscard]] static ProductForces together(const ProductForces& a, const ProductForces& b) {
        return {a.without_support * b.without_support, a.without_attack * b.without_attack};
    }
    [[nodiscard]] double total() const { return (1.0 - without_support) - (1.0 - without_attack); }
    [[nodiscard]] double slope_of_support() const { return without_support; }
    [[nodiscard]] double slope_of_attack() const { return -without_attack; }
};

}  // namespace palabre
