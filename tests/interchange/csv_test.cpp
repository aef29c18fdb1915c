#include "interchange/csv.hpp"

#include <catch2/catch_all.hpp>

#include "interchange/csv_import.hpp"
#include "support/random.hpp"

namespace csv_test {

using namespace palabre;
using support::Random;

TEST_CASE("a cell comes back as it was, and no spreadsheet takes it for a formula", "[csv]") {
    const std::string text =
        GENERATE(as<std::string>{}, "plain", "a,b;c\td", "say \"no\"", "two\r\nlines", "=1+1",
                 "+33", "-x", "@SUM(A1)", "'=1", "''+1", "'quoted'", "\tTAB",
                 "\xEF\xBC\x9D"
                 "1",
                 " lead", "'");
    std::string file = "text,id\r\n";
    append_csv_cell(file, text);
    const std::string written = file.substr(9);
    CHECK(std::string("=+-@\t").find(written[written[0] == '"' ? 1 : 0]) == std::string::npos);
    const auto rows = read_csv(file + ",x\r\n");
    REQUIRE(rows);
    REQUIRE(rows->size() == 2);
    CHECK((*rows.operator->())[1].cells[0] == text);
}

TEST_CASE("any table comes back as it was written", "[csv][property]") {
    const std::vector<std::string> pieces{"a",  "\"", ",", ";", "\t", "\r\n",     "\n", "'",  "=",
                                          "-1", "@",  " ", "",  "+",  "\xC3\xA9", "x",  "\r", "0"};
    for (std::uint64_t seed = 0; seed < support::rounds<std::uint64_t>(3000); ++seed) {
        Random random(seed);
        std::vector<std::vector<std::string>> table(1 + random.below(5));
        for (std::size_t row = 0; row < table.size(); ++row) {
            for (std::size_t column = 0; column < 3; ++column) {
                std::string cell = "h";
                for (std::size_t i = row == 0 ? 0 : random.below(5); i > 0; --i) {
                    cell = (cell == "h" ? "" : cell) + random.pick(pieces);
                }
                // A row without any text is left out, so the first cell has some.
                table[row].push_back(column == 0 && cell.empty() ? "x" : cell);
            }
        }
        std::string file;
        for (const auto& row : table) {
            for (std::size_t column = 0; column < row.size(); ++column) {
                if (column > 0) file += ',';
                append_csv_cell(file, row[column]);
            }
            file += "\r\n";
        }
        INFO("seed " << seed << ":\n" << file);
        const auto rows = read_csv(file);
        REQUIRE(rows);
        REQUIRE(rows->size() == table.size());
        for (std::size_t row = 0; row < table.size(); ++row) {
            const CsvCells& cells = rows.value()[row].cells;
            REQUIRE(std::vector<std::string>(cells.begin(), cells.end()) == table[row]);
        }
    }
}

TEST_CASE("cells are cut at the sign that the header has most of", "[csv]") {
    const auto cells = [](std::string_view file) {
        const auto rows = read_csv(file);
        REQUIRE(rows);
        const CsvCells& last = rows.value().back().cells;
        return std::vector<std::string>(last.begin(), last.end());
    };
    using Cells = std::vector<std::string>;
    CHECK(cells("text\tid\na;b,c\t1\n") == Cells{"a;b,c", "1"});
    CHECK(cells("text;id\na,b\n") == Cells{"a,b"});
    CHECK(cells("\"a;b;c\",id\nx,1\n") == Cells{"x", "1"});
    CHECK(cells("text,id\rlast,2") == Cells{"last", "2"});
    CHECK(cells("text\n\n\n\"a\n\nb\"\n,\n") == Cells{"a\n\nb"});
}

TEST_CASE("a row shorter than the header reads as empty cells, and keeps no more than it has",
          "[csv]") {
    const auto rows = read_csv("text,stance,name\nx\n");
    REQUIRE(rows);
    const CsvCells& cells = rows.value().back().cells;
    CHECK(cells.size() == 1);
    CHECK(cells[0] == "x");
    CHECK(cells[1].empty());
    CHECK(cells[2].empty());
    const auto import = read_csv_import("text,stance,votes,at,name,sources\nx,pro\ny\n");
    REQUIRE(import);
    REQUIRE(import->contributions.size() == 2);
    CHECK(import->contributions[0].is_claim);
    CHECK(import->contributions[0].name.empty());
    CHECK_FALSE(import->contributions[0].votes);
    CHECK_FALSE(import->contributions[1].is_claim);
    CHECK(import->contributions[1].text == "y");
}

TEST_CASE("a header may have a thousand columns and no more", "[csv]") {
    const std::string full = "text" + std::string(csv_columns_max - 1, ',');
    const auto import = read_csv_import(full + "\nx\n");
    REQUIRE(import);
    CHECK(import->contributions.size() == 1);
    const auto wide = read_csv_import("\n" + full + ",\nx\n");
    REQUIRE_FALSE(wide);
    CHECK(wide.fault().where == "line 2");
    CHECK(std::string(wide.fault().what) == "the header has more than 1000 columns");
}

TEST_CASE("tables from spreadsheets of other countries are read", "[csv]") {
    const auto import = read_csv_import(
        "\xEF\xBB\xBFStance\xC2\xA0;stance;text;votes;at;name\n"
        ";pro;\"Une; idee\";3;2026-03-01T18:00:00Z;Ada\n\n;con;Non;;0;\n");
    REQUIRE(import);
    REQUIRE(import->contributions.size() == 2);
    CHECK(import->contributions[0].text == "Une; idee");
    CHECK(import->contributions[0].votes == 3);
    CHECK(import->contributions[0].at_ms == 1772388000000);
    CHECK(import->contributions[1].at == "1970-01-01T00:00:00.000Z");
    CHECK(import->contributions[0].id != import->contributions[1].id);
}

TEST_CASE("answers to a row that shows no text answer what it answered", "[csv]") {
    const auto import = read_csv_import(
        "kind,id,parent,stance,text,status\nthesis,~,,,Thesis,\nclaim,a,~,pro,A,shown\n"
        "claim,b,a,con,,erased\nclaim,c,b,pro,C,shown\n");
    REQUIRE(import);
    CHECK(import->thesis == "Thesis");
    REQUIRE(import->contributions.size() == 2);
    CHECK(import->contributions[0].parent.empty());
    CHECK(import->contributions[1].parent == "a");
}

TEST_CASE("a table that is not one is refused with its line", "[csv]") {
    const auto [file, told] = GENERATE(table<std::string, std::string>({
        {"", "line 1: the file is empty"},
        {"a,b\n1,2,3\n", "line 2: this row has more cells than the header"},
        {"text\n\"open\nstill\n", "line 2: this quoted cell is never closed"},
        {"text\nab\"c\n", "line 2: a quote stands in an unquoted cell"},
        {"text\n\n\"a\nb\"c\n", "line 4: text follows a quoted cell"},
        {"stance\npro\n", "line 1: the header has no column named text"},
        {"text,stance\nx,maybe\n", "line 2, stance: a stance is pro or con"},
        {"text,votes\nx,many\n", "line 2, votes: this is no whole number"},
        {"text,votes\nx,-9223372036854775808\n", "line 2, votes: this is no whole number"},
        {"text\n\xFF\n", "line 2: this is not UTF-8"},
    }));
    const auto import = read_csv_import(file);
    REQUIRE_FALSE(import);
    CHECK(import.fault().where + ": " + import.fault().what == told);
}

}  // namespace csv_test
