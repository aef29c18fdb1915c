#include "interchange/budget_json.hpp"

#include "interchange/json_lists.hpp"

namespace palabre {

namespace {

void write_order(JsonWriter& out, std::string_view key, const SharesOrder& shares) {
    out.key(key).begin_object();
    write_member(out, "max_payments", shares.max_payments);
    write_member(out, "order", shares.order);
    out.end_object();
}

void write_completion(JsonWriter& out, std::string_view key, const SharesCompletion& completion) {
    out.key(key).begin_object();
    write_member(out, "endowment", completion.endowment);
    write_member(out, "order", completion.order);
    out.key("steps").integer(completion.steps).end_object();
}

}  // namespace

void write(JsonWriter& out, const GreedyBudget& result, BudgetFigures figures) {
    out.begin_object();
    write_member(out, "approvals", result.approvals);
    write_member(out, "greedy_votes", result.greedy_votes);
    write_member(out, "greedy_votes_per_cost", result.greedy_votes_per_cost);
    if (figures == BudgetFigures::and_prices) {
        write_member(out, "price_per_supporter", result.price_per_supporter);
    }
    out.end_object();
}

void write(JsonWriter& out, const EqualShares& result, BudgetFigures figures) {
    out.begin_object();
    write_completion(out, "add1", result.add1);
    write_completion(out, "add1e", result.add1e);
    write_completion(out, "add1e_integral", result.add1e_integral);
    write_member(out, "add1u", result.add1u);
    if (figures == BudgetFigures::and_prices) write_member(out, "approvals", result.approvals);
    write_order(out, "mes_cardinality", result.mes_cardinality);
    write_order(out, "mes_cost", result.mes_cost);
    write_member(out, "mes_cost_utilitarian", result.mes_cost_utilitarian);
    if (figures == BudgetFigures::and_prices) {
        write_member(out, "price_per_supporter", result.price_per_supporter);
    }
    out.end_object();
}

void write(JsonWriter& out, const PhragmenBudget& result, BudgetFigures figures) {
    out.begin_object();
    if (figures == BudgetFigures::and_prices) write_member(out, "approvals", result.approvals);
    write_member(out, "loads", result.loads);
    write_member(out, "order", result.order);
    if (figures == BudgetFigures::and_prices) {
        write_member(out, "price_per_supporter", result.price_per_supporter);
    }
    out.end_object();
}

}  // namespace palabre
