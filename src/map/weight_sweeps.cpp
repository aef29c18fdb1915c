#include "map/weight_sweeps.hpp"

#include <limits>

namespace palabre::map {

namespace {

bool weighs(const ArgumentRows& rows, Row row) {
    return rows.side[row] == Side::pro || rows.side[row] == Side::con;
}

/// What arrives at each claim, by its first row, and what arrives at the claim that a row speaks to
/// from all but that row: without a division, which would leave rounding behind or fail at 1.
struct AllArriving {
    std::vector<Arriving> all;
    std::vector<Arriving> rest;

    AllArriving(const ArgumentRows& rows, const WeighingRule& rule,
                std::span<const double> strength)
        : all(rows.size(), Arriving::nothing(rule)), rest(rows.size()) {
        std::vector<Arriving> after(rows.size(), Arriving::nothing(rule));
        for (const Row row : rows.order) gather(rows, rule, strength, row, all);
        for (std::size_t i = rows.order.size(); i-- > 0;) {
            const Row row = rows.order[i];
            const Arriving before = rest[row];
            gather(rows, rule, strength, row, after);
            rest[row] = before.with(rule, rest[row]);
        }
    }

  private:
    /// Keeps what had come before the row, and adds it.
    void gather(const ArgumentRows& rows, const WeighingRule& rule,
                std::span<const double> strength, Row row, std::vector<Arriving>& come) {
        Arriving& there = come[rows.parent[row]];
        rest[row] = there;
        if (weighs(rows, row)) there.add(rule, rows.con[row] != 0, strength[row]);
    }
};

}  // namespace

void weigh_rows(const Weighed& weighed, const WeighingRule& rule, std::vector<double>& strength) {
    const ArgumentRows& rows = weighed.rows;
    std::vector<Arriving> come(rows.size(), Arriving::nothing(rule));
    strength.resize(rows.size());
    for (const Row row : rows.order) {
        const Row claim = rows.first[row];
        strength[row] = weighed.answered[claim] != 0
                            ? rule.influence(weighed.base[row], come[claim].total(rule))
                            : weighed.base[row];
        if (weighs(rows, row)) come[rows.parent[row]].add(rule, rows.con[row] != 0, strength[row]);
    }
}

std::vector<double> gradient_of_thesis(const Weighed& weighed, const WeighingRule& rule,
                                       std::span<const double> strength) {
    const ArgumentRows& rows = weighed.rows;
    const AllArriving arriving(rows, rule, strength);
    std::vector<double> gradient(rows.size(), 0.0);
    std::vector<double> by_total(rows.size(), 0.0);  // of the thesis, by what arrives at a claim
    for (std::size_t i = rows.order.size(); i-- > 0;) {
        const Row row = rows.order[i];
        const Row claim = rows.first[row];
        double by_strength = row == 0 ? 1.0 : 0.0;
        if (weighs(rows, row)) {
            by_strength =
                by_total[rows.parent[row]] * arriving.rest[row].slope(rule, rows.con[row] != 0);
        }
        gradient[row] = by_strength;
        if (weighed.answered[claim] == 0) continue;
        const double total = arriving.all[claim].total(rule);
        gradient[row] = by_strength * rule.slope_of_base(weighed.base[row], total);
        by_total[claim] += by_strength * rule.slope_of_total(weighed.base[row], total);
    }
    return gradient;
}

std::vector<double> turns_of_thesis(const Weighed& weighed, const WeighingRule& rule,
                                    std::span<const double> strength, double level) {
    const ArgumentRows& rows = weighed.rows;
    const double never = std::numeric_limits<double>::quiet_NaN();
    const AllArriving arriving(rows, rule, strength);
    // What is no number fails every comparison, and so does all that is made of it.
    const auto in_reach = [never](double value) {
        return value >= 0.0 && value <= 1.0 ? value : never;
    };
    std::vector<double> turns(rows.size(), never);
    std::vector<double> total_needed(rows.size(), never);
    for (std::size_t i = rows.order.size(); i-- > 0;) {
        const Row row = rows.order[i];
        const Row claim = rows.first[row];
        const Row above = rows.parent[row];
        if (row != 0 && (!weighs(rows, row) || weighed.shared[above] != 0)) continue;
        const double needed = row == 0 ? level
                                       : in_reach(arriving.rest[row].strength_for(
                                             rule, rows.con[row] != 0, total_needed[above]));
        turns[row] = needed;
        if (weighed.answered[claim] == 0) continue;
        turns[row] = never;
        if (!(needed > 0.0 && needed < 1.0)) continue;
        turns[row] = in_reach(rule.base_for(arriving.all[claim].total(rule), needed));
        if (weighed.shared[claim] == 0)
            total_needed[claim] = rule.total_for(weighed.base[row], needed);
    }
    return turns;
}

}  // namespace palabre::map
