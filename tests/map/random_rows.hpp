#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "map/map.hpp"
#include "support/random.hpp"
#include "weighing/argument_graph.hpp"
#include "weighing/base_score.hpp"

namespace palabre::test {

/// A row as columns have it.
struct ColumnRow {
    std::uint32_t parent = 0;
    unsigned stance = 0;
    double base = 0.5;
    std::uint32_t judged = 0;
    std::string id;
};

/// The bytes that docs/engine.md, Columns, asks for.
inline std::string columns_of(const std::vector<ColumnRow>& rows) {
    std::string out;
    const auto u32 = [&](std::uint32_t number) {
        for (unsigned shift = 0; shift < 32; shift += 8)
            out += static_cast<char>((number >> shift) & 255U);
    };
    const auto f32 = [&](double number) {
        const auto narrow = static_cast<float>(number);
        std::uint32_t bits = 0;
        std::memcpy(&bits, &narrow, sizeof bits);
        u32(bits);
    };
    u32(7);
    u32(static_cast<std::uint32_t>(rows.size()));
    for (const ColumnRow& row : rows) u32(row.parent);
    for (const ColumnRow& row : rows) out += static_cast<char>(row.stance);
    while (out.size() % 4 != 0) out += '\0';
    for (const ColumnRow& row : rows) f32(row.base);
    for (std::size_t i = 0; i < rows.size(); ++i) f32(0.5);
    for (const ColumnRow& row : rows) u32(row.judged);
    std::uint32_t end = 0;
    u32(end);
    for (const ColumnRow& row : rows) u32(end += static_cast<std::uint32_t>(row.id.size()));
    for (const ColumnRow& row : rows) out += row.id;
    return out;
}

/// Shapes of debates.
enum class Grown { evenly, deeply, widely, chain, star };

inline std::uint32_t parent_for(support::Random& random, Grown how, std::uint32_t row) {
    switch (how) {
        case Grown::chain:
            return row - 1;
        case Grown::star:
            return 0;
        case Grown::deeply:
            return row - 1 - static_cast<std::uint32_t>(random.below(std::min(row, 4U)));
        case Grown::widely:
            return static_cast<std::uint32_t>(random.below(std::min(row, 6U)));
        case Grown::evenly:
            break;
    }
    return static_cast<std::uint32_t>(random.below(row));
}

/// A debate of `count` claims at one place each.
inline std::vector<ColumnRow> random_rows(support::Random& random, std::uint32_t count, Grown how) {
    std::vector<ColumnRow> rows{{0, 0, 0.5, 0, "~"}};
    for (std::uint32_t row = 1; row < count; ++row) {
        const auto judged = static_cast<std::uint32_t>(random.below(9));
        const std::uint64_t sum = random.below(4 * judged + 1);
        rows.push_back({parent_for(random, how, row),
                        static_cast<unsigned>(random.below(2)) + (random.chance(5) ? 2U : 0U),
                        base_score(sum, judged), judged, "c" + std::to_string(row)});
    }
    return rows;
}

/// The same, where some claims stand at a second place, below an earlier claim.
inline std::vector<ColumnRow> random_shared_rows(support::Random& random, std::uint32_t count) {
    std::vector<ColumnRow> rows{{0, 0, 0.5, 0, "~"}};
    std::vector<std::uint32_t> firsts{0};
    while (rows.size() < count) {
        const auto first = static_cast<std::uint32_t>(rows.size());
        const std::string id = "c" + std::to_string(first);
        const std::size_t places = random.chance(25) ? 2 : 1;
        for (std::size_t i = 0; i < places; ++i) {
            const auto judged = static_cast<std::uint32_t>(random.below(9));
            rows.push_back({random.pick(firsts), static_cast<unsigned>(random.below(2)),
                            base_score(random.below(4 * judged + 1), judged), judged, id});
        }
        firsts.push_back(first);
    }
    return rows;
}

/// The same arguments as weighing has them: a row speaks to all places of its parent.
inline ArgumentGraph graph_of(const map::ArgumentRows& rows) {
    std::vector<ArgumentEdge> edges;
    for (map::Row row = 1; row < rows.size(); ++row) {
        if (rows.side[row] == map::Side::weightless) continue;
        const EdgeKind kind = rows.con[row] != 0 ? EdgeKind::attack : EdgeKind::support;
        for (map::Row to = rows.parent[row]; to < rows.size() && rows.first[to] == rows.parent[row];
             ++to)
            edges.push_back({row, to, kind, 1.0});
    }
    return ArgumentGraph::create(rows.base, edges).value();
}

inline map::ArgumentRows read_rows(const std::vector<ColumnRow>& rows) {
    return map::ArgumentRows::read(columns_of(rows)).value();
}

inline std::unique_ptr<map::Map> map_of(const std::vector<ColumnRow>& rows) {
    auto made = map::Map::open(columns_of(rows)).value();
    made->stage(800, 600, 1);
    made->still(true);
    return made;
}

}  // namespace palabre::test
