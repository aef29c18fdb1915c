#include <algorithm>

#include "interchange/csv.hpp"
#include "interchange/spreadsheet_guard.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

// What stands between cells: the sign that the first line has most of, outside quotes.
char separator_of(std::string_view file) {
    std::size_t commas = 0;
    std::size_t semicolons = 0;
    std::size_t tabs = 0;
    bool quoted = false;
    for (const char c : file) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n' || c == '\r') break;
        commas += c == ',' ? 1 : 0;
        semicolons += c == ';' ? 1 : 0;
        tabs += c == '\t' ? 1 : 0;
    }
    if (semicolons > commas && semicolons >= tabs) return ';';
    return tabs > commas ? '\t' : ',';
}

/// Cuts a file into rows.
class Cutter {
  public:
    explicit Cutter(std::string_view file) : file_(file), separator_(separator_of(file)) {}

    Result<std::vector<CsvRow>> cut() {
        std::vector<CsvRow> rows;
        while (at_ < file_.size()) {
            CsvRow row;
            row.line = line_;
            PALABRE_TRY(more, cut_row(row));
            (void)more;
            const bool empty = std::all_of(row.cells.begin(), row.cells.end(),
                                           [](const std::string& cell) { return cell.empty(); });
            if (empty) continue;
            if (rows.empty() && row.cells.size() > csv_columns_max) {
                return fault(row.line, "the header has more than " +
                                           std::to_string(csv_columns_max) + " columns");
            }
            if (!rows.empty() && row.cells.size() > rows.front().cells.size()) {
                return fault(row.line, "this row has more cells than the header");
            }
            rows.push_back(std::move(row));
        }
        if (rows.empty()) return fault(1, "the file is empty");
        return rows;
    }

  private:
    static Fault fault(std::size_t line, Sentence what) {
        return {"csv", "line " + std::to_string(line), std::move(what)};
    }

    [[nodiscard]] bool ends_cell() const {
        return at_ == file_.size() || file_[at_] == separator_ || file_[at_] == '\n' ||
               file_[at_] == '\r';
    }

    Result<bool> cut_row(CsvRow& row) {
        for (;;) {
            PALABRE_TRY(cell, cut_cell());
            if (looks_like_formula(cell) && cell[0] == '\'') cell.erase(0, 1);
            row.cells.push_back(std::move(cell));
            if (at_ == file_.size()) return true;
            const char end = file_[at_++];
            if (end == separator_) continue;
            if (end == '\r' && at_ < file_.size() && file_[at_] == '\n') ++at_;
            ++line_;
            return true;
        }
    }

    Result<std::string> cut_cell() {
        std::string cell;
        if (at_ == file_.size() || file_[at_] != '"') {
            while (!ends_cell()) {
                if (file_[at_] == '"') return fault(line_, "a quote stands in an unquoted cell");
                cell += file_[at_++];
            }
            return cell;
        }
        const std::size_t opened = line_;
        for (++at_;; ++at_) {
            if (at_ == file_.size()) return fault(opened, "this quoted cell is never closed");
            const char c = file_[at_];
            if (c == '\n') ++line_;
            if (c == '"') {
                if (at_ + 1 == file_.size() || file_[at_ + 1] != '"') break;
                ++at_;
            }
            cell += c;
        }
        ++at_;
        if (!ends_cell()) return fault(line_, "text follows a quoted cell");
        return cell;
    }

    std::string_view file_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

}  // namespace

Result<std::vector<CsvRow>> read_csv(std::string_view file) {
    file = without_byte_order_mark(file);
    if (const auto at = first_invalid_utf8(file)) {
        return Fault{"csv", "line " + std::to_string(line_of(file, *at)), "this is not UTF-8"};
    }
    return Cutter(file).cut();
}

}  // namespace palabre
