#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliberation/result.hpp"
#include "interchange/live_debate.hpp"

namespace palabre {

// Debates as tables, both ways. RFC 4180, UTF-8, lines end in CR LF; read are also LF, a byte order
// mark, and `;` or tab between cells where the header has more of them than commas.
//
// Columns, found by the header's names, in any order; only `text` has to be there:
//   kind      thesis, claim or remark (empty: thesis where id is `~`, claim where there is a
//             stance, else remark)
//   id        in an export the claim's id; in an import the source's own, unique in the file
//   parent    the id of what it stands under; empty or `~` is the thesis
//   stance    pro or con, of a claim
//   text      what is said
//   status, author, base, strength, judged    written, not read
//   name, at, url, votes    who said it, when (ISO 8601 or ms since 1970), where, and how many
//             agreed there; for an imported entry those of its source
//   lang, sources    a language tag; sources one a line
//
// A cell that a spreadsheet would take for a formula (it begins with = + - @, their full-width
// forms or a control character, after any number of apostrophes) is written with one apostrophe
// more, which reading takes away.

/// The thesis, all claims (each at its first place) and remarks. Questions and ballots are not in
/// it: the debate file has them.
[[nodiscard]] std::string write_debate_csv(const LiveDebate& debate);

/// Adds one cell, quoted and guarded as above; no comma.
void append_csv_cell(std::string& out, std::string_view text);

/// The cells of one row, as many as the file has; those beyond read as empty. Filling each row up
/// to the header would let a small file take memory by its rows times its columns.
class CsvCells {
  public:
    void push_back(std::string cell) { cells_.push_back(std::move(cell)); }
    [[nodiscard]] std::string_view operator[](std::size_t column) const {
        return column < cells_.size() ? std::string_view(cells_[column]) : std::string_view();
    }
    [[nodiscard]] std::size_t size() const { return cells_.size(); }
    [[nodiscard]] auto begin() const { return cells_.begin(); }
    [[nodiscard]] auto end() const { return cells_.end(); }

  private:
    std::vector<std::string> cells_;
};

struct CsvRow {
    std::size_t line = 1;  ///< where it begins
    CsvCells cells;
};

inline constexpr std::size_t csv_columns_max = 1000;

/// The rows of a file, the header first; rows without any text left out; guards taken away.
/// Errors: "csv", `where` saying the line: what is not UTF-8, a quote that is never closed or
/// stands in the middle, a header of more than csv_columns_max cells, a row with more cells than
/// the header, an empty file.
[[nodiscard]] Result<std::vector<CsvRow>> read_csv(std::string_view file);

}  // namespace palabre
