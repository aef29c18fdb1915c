#include "interchange/pabulib.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "tally/ballot_pile.hpp"
#include "tally/exact.hpp"

namespace palabre {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Fault fault_in(std::size_t line, Sentence what) {
    return {"pabulib", "line " + std::to_string(line), std::move(what)};
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

struct Row {
    std::size_t line = 1;
    std::vector<std::string> cells;
};

struct Section {
    std::string_view name;
    std::size_t line = 0;   ///< 0 where the file lacks it
    std::vector<Row> rows;  ///< the header first

    /// The place of a column, or nothing.
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name_of) const {
        if (rows.empty()) return std::nullopt;
        const auto& header = rows.front().cells;
        const auto at = std::find(header.begin(), header.end(), name_of);
        if (at == header.end()) return std::nullopt;
        return static_cast<std::size_t>(at - header.begin());
    }
};

std::string_view cell(const Row& row, std::optional<std::size_t> column) {
    return column && *column < row.cells.size() ? std::string_view(row.cells[*column])
                                                : std::string_view();
}

/// Takes rows off the text of a file.
class CsvRows {
  public:
    explicit CsvRows(std::string_view text) : text_(text) {
        if (text_.substr(0, byte_order_mark.size()) == byte_order_mark) at_ = 3;
    }

    /// The next row that is not blank, or nothing at the end.
    Result<std::optional<Row>> next() {
        while (at_ < text_.size()) {
            Row row{line_, {}};
            for (bool more = true; more;) {
                PALABRE_TRY(last, take_cell(row));
                more = !last;
            }
            if (row.cells.size() > 1 || !row.cells.front().empty()) {
                return std::optional(std::move(row));
            }
        }
        return std::optional<Row>();
    }

  private:
    /// One cell, and whether it ends its row. A quote in the middle of a cell is part of it.
    Result<bool> take_cell(Row& row) {
        std::string text;
        if (at_ < text_.size() && text_[at_] == '"') {
            ++at_;
            for (;; ++at_) {
                if (at_ >= text_.size()) return fault_in(row.line, "a quote is never closed");
                if (text_[at_] == '\n') ++line_;
                if (text_[at_] == '"') {
                    if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
                    ++at_;
                }
                text += text_[at_];
            }
            ++at_;
        }
        const std::size_t end = std::min(text_.find_first_of(";\n", at_), text_.size());
        text += text_.substr(at_, end - at_);
        row.cells.emplace_back(trimmed(text));
        at_ = end + 1;
        const bool last = end >= text_.size() || text_[end] == '\n';
        if (last) ++line_;
        return last;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

struct Sections {
    Section meta{"META", 0, {}};
    Section projects{"PROJECTS", 0, {}};
    Section votes{"VOTES", 0, {}};
};

Result<Sections> read_sections(std::string_view text) {
    Sections sections;
    CsvRows rows(text);
    Section* section = nullptr;
    for (;;) {
        PALABRE_TRY(row, rows.next());
        if (!row) break;
        Section* begun = nullptr;
        for (Section* each : {&sections.meta, &sections.projects, &sections.votes}) {
            if (row->cells.size() == 1 && row->cells.front() == each->name) begun = each;
        }
        if (begun != nullptr) {
            if (begun->line != 0) {
                return fault_in(
                    row->line, "the section " + std::string(begun->name) + " begins a second time");
            }
            section = begun;
            section->line = row->line;
        } else if (section == nullptr) {
            return fault_in(row->line, "this stands before the first section, META");
        } else {
            section->rows.push_back(std::move(*row));
        }
    }
    for (const Section* each : {&sections.meta, &sections.projects, &sections.votes}) {
        if (each->line == 0) {
            return Fault{"pabulib", "", "there is no section " + std::string(each->name)};
        }
    }
    return sections;
}

Result<std::size_t> need_column(const Section& section, std::string_view name) {
    const auto column = section.column(name);
    if (column) return *column;
    return fault_in(section.rows.empty() ? section.line : section.rows.front().line,
                    std::string(section.name) + " has no column \"" + std::string(name) + "\"");
}

Result<std::int64_t> read_amount(std::size_t line, std::string_view text, std::int64_t least) {
    const std::size_t point = text.find_first_of(".,");
    const std::string_view decimals =
        point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    const auto number = Fraction::parse(text.substr(0, point));
    const bool whole = decimals.find_first_not_of('0') == std::string_view::npos &&
                       (point == std::string_view::npos || !decimals.empty());
    const auto amount = number && number->whole()
                            ? std::optional(static_cast<std::int64_t>(number->numerator()))
                            : std::nullopt;
    if (!whole || !amount || *amount < least || text.find('/') != std::string_view::npos) {
        return fault_in(line, "this is no whole amount from " + std::to_string(least) +
                                  " to 2^53 - 1: \"" + std::string(text) + "\"");
    }
    return *amount;
}

Result<bool> read_meta(const Section& meta, PabulibFile& file) {
    bool budget = false;
    for (const Row& row : meta.rows) {
        const std::string_view key = row.cells.front();
        const std::string_view value = cell(row, 1);
        if (key == "description") file.description = value;
        if (key == "budget") {
            if (budget) return fault_in(row.line, "there is a second budget");
            PALABRE_TRY(amount, read_amount(row.line, value, 0));
            file.election.budget = amount;
            budget = true;
        }
        if (key == "vote_type" && value != "approval" && value != "choose-1") {
            return fault_in(row.line, "only votes of the type approval are counted, not \"" +
                                          std::string(value) + "\"");
        }
    }
    if (!budget) return fault_in(meta.line, "META has no budget");
    return true;
}

using ProjectIds = std::map<std::string, Project, std::less<>>;

Result<ProjectIds> read_projects(const Section& projects, PabulibFile& file) {
    ProjectIds ids;
    PALABRE_TRY(id, need_column(projects, "project_id"));
    PALABRE_TRY(cost, need_column(projects, "cost"));
    const auto name = projects.column("name");
    for (std::size_t i = 1; i < projects.rows.size(); ++i) {
        const Row& row = projects.rows[i];
        const std::string_view text = cell(row, id);
        if (text.empty() || text.find(',') != std::string_view::npos) {
            return fault_in(row.line, "this is no project's id: \"" + std::string(text) + "\"");
        }
        const bool added =
            ids.emplace(std::string(text), static_cast<Project>(file.projects.size())).second;
        if (!added) {
            return fault_in(row.line, "project \"" + std::string(text) + "\" is listed twice");
        }
        PALABRE_TRY(amount, read_amount(row.line, cell(row, cost), 1));
        file.election.cost.push_back(amount);
        file.projects.push_back({std::string(text), std::string(cell(row, name))});
    }
    return ids;
}

Result<std::vector<Project>> read_vote(std::size_t line, std::string_view vote,
                                       const ProjectIds& ids) {
    std::vector<Project> approved;
    for (std::size_t start = 0; start <= vote.size() && !vote.empty();) {
        const std::size_t comma = std::min(vote.find(',', start), vote.size());
        const std::string_view id = trimmed(vote.substr(start, comma - start));
        const auto known = ids.find(id);
        if (known == ids.end()) {
            return fault_in(line, "there is no project \"" + std::string(id) + "\"");
        }
        approved.push_back(known->second);
        start = comma + 1;
    }
    std::sort(approved.begin(), approved.end());
    if (std::adjacent_find(approved.begin(), approved.end()) != approved.end()) {
        return fault_in(line, "a project stands here twice");
    }
    return approved;
}

Result<bool> read_pabulib_votes(const Section& votes, const ProjectIds& ids, PabulibFile& file) {
    PALABRE_TRY(column, need_column(votes, "vote"));
    const auto voter = votes.column("voter_id");
    std::map<std::string_view, std::size_t> lines;  // of who has voted
    BallotPile pile;
    for (std::size_t i = 1; i < votes.rows.size(); ++i) {
        const Row& row = votes.rows[i];
        if (row.cells.size() <= column) return fault_in(row.line, "this line has no vote");
        const std::string_view who = cell(row, voter);
        const auto [before, is_new] = lines.emplace(who, row.line);
        if (!is_new && !who.empty()) {
            return fault_in(row.line, "voter \"" + std::string(who) + "\" has voted on line " +
                                          std::to_string(before->second));
        }
        PALABRE_TRY(approved, read_vote(row.line, row.cells[column], ids));
        pile.add(approved);
    }
    file.election.ballots = pile.ballots();
    return true;
}

std::string in_quotes(std::string_view text) {
    const bool plain = text.find_first_of(";\"\r\n") == std::string_view::npos &&
                       trimmed(text).size() == text.size();
    if (plain) return std::string(text);
    std::string result = "\"";
    for (const char c : text) result += c == '"' ? "\"\"" : std::string(1, c);
    return result + "\"";
}

LocatedJson whole(std::int64_t number) {
    LocatedJson json;
    json.kind = LocatedJson::Kind::whole;
    json.whole = number;
    json.number = static_cast<double>(number);
    return json;
}

LocatedJson list_of(std::vector<LocatedJson> items) {
    LocatedJson json;
    json.kind = LocatedJson::Kind::list;
    json.items = std::move(items);
    return json;
}

template <class Numbers>
LocatedJson wholes(const Numbers& numbers) {
    std::vector<LocatedJson> items;
    items.reserve(numbers.size());
    for (const auto number : numbers) items.push_back(whole(number));
    return list_of(std::move(items));
}

}  // namespace

bool is_pabulib(std::string_view text) {
    if (text.substr(0, byte_order_mark.size()) == byte_order_mark) text.remove_prefix(3);
    text = trimmed(text);
    return trimmed(text.substr(0, text.find('\n'))) == "META";
}

Result<PabulibFile> read_pabulib(std::string_view text) {
    PabulibFile file;
    PALABRE_TRY(sections, read_sections(text));
    PALABRE_TRY(meta, read_meta(sections.meta, file));
    PALABRE_TRY(ids, read_projects(sections.projects, file));
    PALABRE_TRY(votes, read_pabulib_votes(sections.votes, ids, file));
    (void)meta;
    (void)votes;
    return file;
}

Result<std::string> write_pabulib(const PabulibFile& file) {
    const BudgetElection& election = file.election;
    std::int64_t voters = 0;
    for (const ApprovalBallot& ballot : election.ballots) {
        if (ballot.count > pabulib_voters_max - voters) {
            return Fault{"pabulib", "", "these are more voters than such a file can list"};
        }
        voters += ballot.count;
    }
    std::string out = "META\nkey;value\n";
    if (!file.description.empty()) out += "description;" + in_quotes(file.description) + "\n";
    out += "num_projects;" + std::to_string(election.cost.size()) + "\n";
    out += "num_votes;" + std::to_string(voters) + "\n";
    out += "budget;" + std::to_string(election.budget) + "\n";
    out += "vote_type;approval\nPROJECTS\nproject_id;cost;name\n";
    for (std::size_t i = 0; i < file.projects.size(); ++i) {
        out += in_quotes(file.projects[i].id) + ";" + std::to_string(election.cost[i]) + ";" +
               in_quotes(file.projects[i].name) + "\n";
    }
    out += "VOTES\nvoter_id;vote\n";
    std::int64_t voter = 0;
    for (const ApprovalBallot& ballot : election.ballots) {
        std::string vote;
        for (const Project project : ballot.approved) {
            vote += (vote.empty() ? "" : ",") + file.projects[project].id;
        }
        for (std::int64_t i = 0; i < ballot.count; ++i) {
            out += std::to_string(++voter) + ";" + in_quotes(vote) + "\n";
        }
    }
    return out;
}

LocatedJson to_json(const PabulibFile& file) {
    std::vector<LocatedJson> ballots;
    ballots.reserve(file.election.ballots.size());
    for (const ApprovalBallot& ballot : file.election.ballots) {
        ballots.push_back(list_of({whole(ballot.count), wholes(ballot.approved)}));
    }
    LocatedJson json;
    json.kind = LocatedJson::Kind::object;
    json.keys = {"ballots", "budget", "cost"};
    json.items = {list_of(std::move(ballots)), whole(file.election.budget),
                  wholes(file.election.cost)};
    return json;
}

}  // namespace palabre
