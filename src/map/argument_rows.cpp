#include "map/argument_rows.hpp"

#include "interchange/column_reader.hpp"
#include "weighing/base_score.hpp"

namespace palabre::map {

namespace {

Fault broken(std::string_view what) {
    return {"columns", "", std::string(what)};
}

/// Claims in an order in which all that speaks to a claim stands before it (A. B. Kahn, 1962).
/// False where there is none.
bool find_order(ArgumentRows& rows) {
    const Row count = rows.size();
    std::vector<std::uint32_t> waiting(count, 0);
    for (Row row = 1; row < count; ++row) ++waiting[rows.parent[row]];
    std::vector<Row> ready;
    for (Row row = 0; row < count; ++row) {
        if (!rows.is_ghost(row) && waiting[row] == 0) ready.push_back(row);
    }
    rows.order.reserve(count);
    while (!ready.empty()) {
        const Row claim = ready.back();
        ready.pop_back();
        for (Row row = claim; row < count && rows.first[row] == claim; ++row) {
            rows.order.push_back(row);
            if (row != 0 && --waiting[rows.parent[row]] == 0) ready.push_back(rows.parent[row]);
        }
    }
    return rows.order.size() == count;
}

}  // namespace

Result<ArgumentRows> ArgumentRows::read(std::string_view columns) {
    ColumnReader in(columns);
    (void)in.u32();  // the revision
    const std::uint32_t count = in.u32();
    // A row takes more than a byte: what claims to be larger than it is asks for no memory.
    if (!in.ok() || count == 0 || count > columns.size()) return broken("no rows");
    ArgumentRows rows;
    rows.parent.resize(count);
    for (Row& parent : rows.parent) parent = in.u32();
    rows.side.resize(count);
    rows.con.resize(count);
    for (Row row = 0; row < count; ++row) {
        const std::string_view byte = in.take(1);
        const unsigned bits = byte.empty() ? 0 : static_cast<unsigned char>(byte.front());
        rows.con[row] = bits & 1U;
        rows.side[row] = (bits & column_weightless) != 0 ? Side::weightless
                         : (bits & 1U) != 0              ? Side::con
                                                         : Side::pro;
    }
    in.align();
    ColumnReader bases(in.take(std::size_t{4} * count));
    (void)in.take(std::size_t{4} * count);  // strengths, computed here without rounding
    rows.judged.resize(count);
    for (std::uint32_t& each : rows.judged) each = in.u32();
    ColumnReader ends(in.take(std::size_t{4} * count + 4));
    if (!in.ok()) return broken("cut short");

    rows.parent[0] = 0;
    rows.side[0] = Side::thesis;
    rows.base.resize(count);
    rows.first.resize(count);
    std::string_view before;
    std::uint32_t begin = ends.u32();
    for (Row row = 0; row < count; ++row) {
        const float narrow = bases.f32();
        if (!(narrow > 0.0F && narrow < 1.0F)) return broken("a base score out of range");
        rows.base[row] =
            row == 0 ? base_score_unjudged
                     : base_score(impact_sum_of(narrow, rows.judged[row]), rows.judged[row]);
        const std::uint32_t end = ends.u32();
        if (begin > end) return broken("ids out of order");
        const std::string_view id = in.take(end - begin);
        begin = end;
        // The places of one claim stand together.
        rows.first[row] = row > 1 && id == before ? rows.first[row - 1] : row;
        before = id;
    }
    if (!in.ok()) return broken("cut short");
    for (Row row = 1; row < count; ++row) {
        if (rows.parent[row] >= count) return broken("a parent that is not there");
        rows.parent[row] = rows.first[rows.parent[row]];
    }
    if (!find_order(rows)) return broken("a claim that speaks to itself");
    return rows;
}

}  // namespace palabre::map
