#include <algorithm>
#include <utility>

#include "interchange/election_file.hpp"
#include "interchange/election_places.hpp"
#include "interchange/election_rules.hpp"
#include "interchange/tally_json.hpp"

namespace palabre {

namespace {

Result<std::vector<Option>> read_approved(const JsonPlace& place, std::size_t options) {
    PALABRE_TRY(list, place.list());
    std::vector<Option> approved;
    for (const JsonPlace& each : list) {
        const auto& value = each.value();
        if (value.kind != LocatedJson::Kind::whole || value.whole < 0 ||
            value.whole >= static_cast<std::int64_t>(options)) {
            return each.refuse("there is no such option");
        }
        approved.push_back(static_cast<Option>(value.whole));
    }
    std::sort(approved.begin(), approved.end());
    if (std::adjacent_find(approved.begin(), approved.end()) != approved.end()) {
        return place.refuse("an option stands here twice");
    }
    return approved;
}

Result<bool> tally_approval(const Election& election, JsonWriter& out) {
    PALABRE_TRY(approval, read_approval(election.file));
    write(out, count_approvals(approval.options, approval.ballots));
    return true;
}

Result<bool> tally_slider(const Election& election, JsonWriter& out) {
    PALABRE_TRY(slider, read_slider(election.file));
    auto result = count_slider(slider.values, slider.bins);
    if (!result.ok()) return Fault{result.fault().code, "values", result.fault().what};
    write(out, result.value());
    return true;
}

constexpr std::array<ElectionRule, 2> rules{{
    {"approval", tally_approval},
    {"slider", tally_slider},
}};

}  // namespace

Result<ApprovalFile> read_approval(const JsonPlace& file) {
    ApprovalFile result;
    PALABRE_TRY(options, read_options(file));
    result.options = options;
    if (file.has("seats")) {
        PALABRE_TRY(seats, file.field("seats"));
        return seats.refuse("committees are not counted by this version");
    }
    PALABRE_TRY(ballots, file.field("ballots"));
    PALABRE_TRY(lines, ballots.list());
    std::int64_t total = 0;
    for (const JsonPlace& line : lines) {
        PALABRE_TRY(parts, line.list());
        PALABRE_TRY(count, read_count(line, parts, total));
        PALABRE_TRY(approved, read_approved(parts[1], options));
        result.ballots.push_back({count, std::move(approved)});
    }
    return result;
}

Result<SliderFile> read_slider(const JsonPlace& file) {
    SliderFile result;
    if (file.has("bins")) {
        PALABRE_TRY(place, file.field("bins"));
        PALABRE_TRY(bins, place.whole(1, static_cast<std::int64_t>(slider_bins_max)));
        result.bins = static_cast<std::size_t>(bins);
    }
    PALABRE_TRY(values, file.field("values"));
    PALABRE_TRY(lines, values.list());
    std::int64_t total = 0;
    for (const JsonPlace& line : lines) {
        PALABRE_TRY(parts, line.list());
        PALABRE_TRY(count, read_count(line, parts, total));
        PALABRE_TRY(value, read_exact(parts[1]));
        if (value < Exact(-1) || value > Exact(1)) {
            return parts[1].refuse("a position lies between -1 and 1");
        }
        result.values.push_back({count, std::move(value)});
    }
    return result;
}

std::span<const ElectionRule> mark_rules() {
    return rules;
}

}  // namespace palabre
