#include "interchange/study.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "deliberation/sorting.hpp"
#include "interchange/column_reader.hpp"

namespace palabre {

namespace {

Fault broken(std::string_view what) {
    return {"columns", "", std::string(what)};
}

}  // namespace

Result<Study> Study::read(std::string_view columns) {
    ColumnReader in(columns);
    (void)in.u32();  // the revision
    const std::uint32_t count = in.u32();
    if (!in.ok() || count == 0 || count > columns.size()) return broken("no rows");
    std::vector<Row> rows(count);
    for (Row& row : rows) row.parent = in.u32();
    for (Row& row : rows) {
        const std::string_view byte = in.take(1);
        const unsigned bits = byte.empty() ? 0 : static_cast<unsigned char>(byte.front());
        row.stance = (bits & 1U) != 0 ? Stance::con : Stance::pro;
        row.weighs = (bits & column_weightless) == 0;
    }
    in.align();
    std::vector<float> base(count);
    for (float& each : base) each = in.f32();
    (void)in.take(std::size_t{4} * count);  // strengths, computed here without rounding
    for (std::size_t i = 0; i < count; ++i) {
        rows[i].judged = in.u32();
        if (!(base[i] > 0.0F && base[i] < 1.0F)) return broken("a base score out of range");
        rows[i].impact_sum = impact_sum_of(base[i], rows[i].judged);
    }
    std::vector<std::uint32_t> ends(std::size_t{count} + 1);
    for (std::uint32_t& end : ends) end = in.u32();
    if (!in.ok()) return broken("cut short");
    for (std::size_t i = 0; i < count; ++i) {
        if (ends[i] > ends[i + 1]) return broken("ids out of order");
        rows[i].id = in.take(ends[i + 1] - ends[i]);
    }
    if (!in.ok()) return broken("cut short");

    std::vector<double> bases;
    std::vector<ArgumentEdge> edges;
    bases.reserve(count);
    edges.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Row& row = rows[i];
        bases.push_back(i == 0 ? base_score_unjudged : base_score(row.impact_sum, row.judged));
        // Also of a row without weight, and of the thesis: answers name every row's parent.
        if (row.parent >= count) return broken("a parent that is not there");
        if (i == 0 || !row.weighs) continue;
        const EdgeKind kind = row.stance == Stance::pro ? EdgeKind::support : EdgeKind::attack;
        // The places of one claim stand together.
        for (std::size_t to = row.parent; to < count && rows[to].id == rows[row.parent].id; ++to) {
            edges.push_back({static_cast<Argument>(i), static_cast<Argument>(to), kind, 1.0});
        }
    }
    PALABRE_TRY(graph, ArgumentGraph::create(std::move(bases), std::move(edges)));
    return Study(std::move(rows), std::move(graph));
}

Study::Study(std::vector<Row> rows, ArgumentGraph graph)
    : rows_(std::move(rows)), by_id_(rows_.size()), graph_(std::move(graph)) {
    std::iota(by_id_.begin(), by_id_.end(), 0U);
    sort_by(by_id_, [&](std::uint32_t a, std::uint32_t b) { return rows_[a].id < rows_[b].id; });
}

std::size_t Study::row_of(std::string_view id) const {
    const auto first = std::lower_bound(
        by_id_.begin(), by_id_.end(), id,
        [&](std::uint32_t row, std::string_view name) { return rows_[row].id < name; });
    return first != by_id_.end() && rows_[*first].id == id ? *first : rows_.size();
}

std::size_t Study::row_of(std::string_view id, std::string_view parent) const {
    for (std::size_t i = row_of(id); i < rows_.size() && rows_[i].id == id; ++i) {
        if (rows_[rows_[i].parent].id == parent) return i;
    }
    return rows_.size();
}

const std::vector<double>& Study::sway() const {
    if (!sway_.empty()) return sway_;
    sway_.assign(rows_.size(), 0.0);
    const TopicView view(graph_, Semantics::df_quad, 0);
    const auto gradient = contributions_by_gradient(view);
    for (std::size_t i = 1; gradient && i < rows_.size(); ++i) {
        const double base = graph_.base(static_cast<Argument>(i));
        // Of the Beta posterior with this mean, its prior worth four judgements.
        const double deviation = std::sqrt(base * (1.0 - base) / (rows_[i].judged + 5.0));
        sway_[i] = std::fabs((*gradient)[i]) * deviation;
    }
    return sway_;
}

}  // namespace palabre
