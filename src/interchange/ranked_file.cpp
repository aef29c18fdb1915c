#include "interchange/ranked_file.hpp"

#include <algorithm>
#include <string>

#include "interchange/election_places.hpp"

namespace palabre {

namespace {

using JsonKind = LocatedJson::Kind;

Result<std::size_t> read_ranked_options(const JsonPlace& file) {
    PALABRE_TRY(options, read_options(file));
    if (options <= ranked_options_max) return options;
    PALABRE_TRY(place, file.field("options"));
    return place.refuse("more than " + std::to_string(ranked_options_max) +
                        " options are not ranked");
}

/// Reads the groups of ballots. Paths are only spelled out where something is wrong: a file can
/// hold millions of places.
class BallotReader {
  public:
    explicit BallotReader(std::size_t options) : on_ballot_(options) {}

    Result<bool> read(const JsonPlace& line, const LocatedJson& groups) {
        places_.clear();
        const auto wrong = [&line](const LocatedJson& value, const std::string& path,
                                   const char* what) {
            return JsonPlace(value, line.path() + "[1]" + path).refuse(what);
        };
        if (groups.kind != JsonKind::list)
            return wrong(groups, "", "this must be a list of groups");
        ++ballot_;
        for (std::size_t g = 0; g < groups.items.size(); ++g) {
            const LocatedJson& group = groups.items[g];
            const std::string path = "[" + std::to_string(g) + "]";
            if (group.kind != JsonKind::list) {
                return wrong(group, path, "this must be a list of options");
            }
            if (group.items.empty()) return wrong(group, path, "this group is empty");
            const std::size_t start = places_.size();
            for (std::size_t i = 0; i < group.items.size(); ++i) {
                const LocatedJson& item = group.items[i];
                const std::string at = path + "[" + std::to_string(i) + "]";
                if (item.kind != JsonKind::whole || item.whole < 0 ||
                    item.whole >= static_cast<std::int64_t>(on_ballot_.size())) {
                    return wrong(item, at, "there is no such option");
                }
                const auto option = static_cast<std::size_t>(item.whole);
                if (on_ballot_[option] == ballot_) {
                    return wrong(item, at, "this option stands on the ballot twice");
                }
                on_ballot_[option] = ballot_;
                places_.push_back({static_cast<std::uint16_t>(option & 0x7FFFU), 0});
            }
            std::sort(places_.begin() + static_cast<std::ptrdiff_t>(start), places_.end(),
                      [](RankedPlace a, RankedPlace b) { return a.option < b.option; });
            places_.back().last = 1;
        }
        return true;
    }
    [[nodiscard]] std::span<const RankedPlace> places() const { return places_; }

  private:
    std::vector<std::size_t> on_ballot_;  // the last ballot on which each option stood
    std::size_t ballot_ = 0;
    std::vector<RankedPlace> places_;
};

}  // namespace

Result<RankedBallots> read_ranked_ballots(const JsonPlace& file) {
    PALABRE_TRY(options, read_ranked_options(file));
    PALABRE_TRY(place, file.field("ballots"));
    PALABRE_TRY(lines, place.list());
    RankedBallots ballots(options);
    BallotReader reader(options);
    std::int64_t total = 0;
    for (const JsonPlace& line : lines) {
        PALABRE_TRY(parts, line.list());
        PALABRE_TRY(count, read_count(line, parts, total));
        PALABRE_TRY(read, reader.read(line, parts[1].value()));
        if (read) ballots.add(count, reader.places());
    }
    return ballots;
}

Result<PairwiseMatrix> read_pairwise(const JsonPlace& file) {
    if (file.has("ballots") || !file.has("pairwise")) {
        PALABRE_TRY(ballots, read_ranked_ballots(file));
        return RankedSums::of(ballots).pairwise();
    }
    PALABRE_TRY(options, read_ranked_options(file));
    PALABRE_TRY(place, file.field("pairwise"));
    PALABRE_TRY(rows, place.list());
    if (rows.size() != options) return place.refuse("this must have a row for each option");
    PairwiseMatrix matrix(options);
    for (std::size_t i = 0; i < options; ++i) {
        PALABRE_TRY(row, rows[i].list());
        if (row.size() != options) {
            return rows[i].refuse("this must have a number for each option");
        }
        for (std::size_t j = 0; j < options; ++j) {
            PALABRE_TRY(votes, row[j].whole(0, i == j ? 0 : largest_count));
            matrix(i, j) = votes;
        }
    }
    return matrix;
}

Result<std::int64_t> read_seats(const JsonPlace& file) {
    PALABRE_TRY(place, file.field("seats"));
    return place.whole(1, largest_count);
}

}  // namespace palabre
