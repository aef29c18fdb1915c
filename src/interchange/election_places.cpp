#include "interchange/election_places.hpp"

#include <algorithm>

namespace palabre {

Result<Fraction> read_fraction(const JsonPlace& place) {
    if (place.value().kind == LocatedJson::Kind::whole) return Fraction(place.value().whole);
    if (place.value().kind == LocatedJson::Kind::text) {
        const auto number = Fraction::parse(place.value().text);
        if (number) return *number;
    }
    return place.refuse("this must be a whole number or a fraction such as \"-9/25\"");
}

Result<std::int64_t> read_count(const JsonPlace& line, const std::vector<JsonPlace>& parts,
                                std::int64_t& total) {
    if (parts.size() != 2) return line.refuse("this must be a pair that begins with a count");
    PALABRE_TRY(count, parts.front().whole(0, largest_count));
    if (count > ballots_max - total) return line.refuse("these are more than 2^62 ballots");
    total += count;
    return count;
}

Result<std::size_t> read_options(const JsonPlace& file) {
    PALABRE_TRY(place, file.field("options"));
    // A list of names says how many there are.
    if (place.value().kind == LocatedJson::Kind::list &&
        place.value().items.size() <= static_cast<std::size_t>(options_max)) {
        return place.value().items.size();
    }
    PALABRE_TRY(options, place.whole(0, options_max));
    return static_cast<std::size_t>(options);
}

Result<Option> read_option(const JsonPlace& place, std::size_t options) {
    const LocatedJson& value = place.value();
    if (value.kind != LocatedJson::Kind::whole || value.whole < 0 ||
        value.whole >= static_cast<std::int64_t>(options)) {
        return place.refuse("there is no such option");
    }
    return static_cast<Option>(value.whole);
}

Result<std::vector<Option>> read_choices(const JsonPlace& place, std::size_t options) {
    PALABRE_TRY(list, place.list());
    std::vector<Option> choices;
    choices.reserve(list.size());
    for (const JsonPlace& each : list) {
        PALABRE_TRY(option, read_option(each, options));
        choices.push_back(option);
    }
    std::vector<Option> sorted = choices;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        return place.refuse("an option stands here twice");
    }
    return choices;
}

Result<std::vector<ApprovalBallot>> read_approvals(const JsonPlace& file, std::size_t options) {
    PALABRE_TRY(place, file.field("ballots"));
    PALABRE_TRY(lines, place.list());
    std::vector<ApprovalBallot> ballots;
    ballots.reserve(lines.size());
    std::int64_t total = 0;
    for (const JsonPlace& line : lines) {
        PALABRE_TRY(parts, line.list());
        PALABRE_TRY(count, read_count(line, parts, total));
        PALABRE_TRY(approved, read_choices(parts[1], options));
        std::sort(approved.begin(), approved.end());
        ballots.push_back({count, std::move(approved)});
    }
    return ballots;
}

}  // namespace palabre
