#include "interchange/flat_columns.hpp"

#include <cstring>

#include "interchange/column_reader.hpp"

namespace palabre {

namespace {

void append_u32(std::string& out, std::uint32_t number) {
    for (unsigned shift = 0; shift < 32; shift += 8)
        out += static_cast<char>((number >> shift) & 255U);
}

void append_f32(std::string& out, double number) {
    const auto narrow = static_cast<float>(number);
    std::uint32_t bits = 0;
    std::memcpy(&bits, &narrow, sizeof bits);
    append_u32(out, bits);
}

}  // namespace

std::string flat_columns(const LiveDebate& live, std::uint32_t since) {
    const ClaimTree& tree = live.debate().tree();
    std::string out;
    append_u32(out, live.revision());
    if (since != 0 && since == live.revision()) {
        append_u32(out, 0);
        return out;
    }
    std::vector<PlacementIndex> rows;
    std::vector<std::uint32_t> first_row(tree.claims().size(), 0);
    for (std::size_t i = 1; i < tree.claims().size(); ++i) {
        first_row[i] = static_cast<std::uint32_t>(rows.size() + 1);
        const auto& shown = tree.at(ClaimIndex(i)).shown;
        rows.insert(rows.end(), shown.begin(), shown.end());
    }
    append_u32(out, static_cast<std::uint32_t>(rows.size() + 1));
    append_u32(out, 0);
    for (const PlacementIndex at : rows) append_u32(out, first_row[tree.at(at).parent.value]);
    out += '\0';
    for (const PlacementIndex at : rows) {
        const unsigned weightless = tree.weighs(tree.at(at).claim) ? 0 : column_weightless;
        out += static_cast<char>(static_cast<unsigned>(tree.at(at).stance) | weightless);
    }
    while (out.size() % 4 != 0) out += '\0';
    append_f32(out, 0.5);
    for (const PlacementIndex at : rows) append_f32(out, live.strengths().base(at));
    append_f32(out, live.strengths().thesis());
    for (const PlacementIndex at : rows) append_f32(out, live.strengths().strength(at));
    append_u32(out, 0);
    for (const PlacementIndex at : rows) append_u32(out, tree.at(at).judged);
    std::string ids = "~";
    append_u32(out, 0);
    append_u32(out, 1);
    for (const PlacementIndex at : rows) {
        ids += live.debate().ledger().text(tree.at(tree.at(at).claim).id);
        append_u32(out, static_cast<std::uint32_t>(ids.size()));
    }
    return out + ids;
}

}  // namespace palabre
