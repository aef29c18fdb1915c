#include "map/weighing_rule.hpp"

#include "weighing/inverse_influence.hpp"

namespace palabre::map {

namespace {

template <class Rule>
double influence_of(double base, double total) {
    return Rule::influence(base, SumForces{total, 0.0});
}
template <>
double influence_of<DfQuad>(double base, double total) {
    return total >= 0.0 ? df_quad_influence(base, total, 0.0)
                        : df_quad_influence(base, 0.0, -total);
}

}  // namespace

WeighingRule WeighingRule::of(Semantics semantics) {
    return with_semantics(semantics, [&](auto rule) {
        using Rule = decltype(rule);
        return WeighingRule{semantics == Semantics::df_quad,
                            influence_of<Rule>,
                            Rule::slope_of_base,
                            Rule::slope_of_total,
                            InverseInfluence<Rule>::total,
                            InverseInfluence<Rule>::base};
    });
}

}  // namespace palabre::map
