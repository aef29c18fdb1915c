#include "interchange/election_file.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace palabre {

namespace {

/// More options than a person can read; each costs memory before any ballot is read.
constexpr std::int64_t options_max = 100'000;
/// Sums of ballots stay within 64 bits.
constexpr std::int64_t ballots_max = std::int64_t{1} << 62;

template <class Value, std::size_t Size>
using Words = std::array<std::pair<std::string_view, Value>, Size>;

/// The value that the text at `place` names.
template <class Value, std::size_t Size>
Result<Value> choose(const JsonPlace& place, const Words<Value, Size>& words) {
    PALABRE_TRY(text, place.text());
    std::string known;
    for (const auto& [word, value] : words) {
        if (word == text) return value;
        known += (known.empty() ? "\"" : ", \"") + std::string(word) + "\"";
    }
    return place.refuse("this must be one of " + known);
}

constexpr Words<MotionBase, 4> bases{{{"expressed", MotionBase::expressed},
                                      {"voters", MotionBase::voters},
                                      {"present", MotionBase::present},
                                      {"eligible", MotionBase::eligible}}};
constexpr Words<MotionBase, 2> quorum_counts{
    {{"present", MotionBase::present}, {"voters", MotionBase::voters}}};
constexpr Words<MotionBase, 1> quorum_bases{{{"eligible", MotionBase::eligible}}};
constexpr Words<MotionChoice, 2> casting_votes{
    {{"yes", MotionChoice::yes}, {"no", MotionChoice::no}}};

Result<Exact> read_exact(const JsonPlace& place) {
    if (place.value().kind == LocatedJson::Kind::whole) return Exact(place.value().whole);
    if (place.value().kind == LocatedJson::Kind::text) {
        const auto number = Exact::parse(place.value().text);
        if (number.ok()) return number.value();
    }
    return place.refuse("this must be a whole number or a fraction such as \"-9/25\"");
}

Result<Exact> read_share(const JsonPlace& rule) {
    PALABRE_TRY(place, rule.field("share"));
    PALABRE_TRY(share, read_exact(place));
    if (share.sign() < 0) return place.refuse("a share is not below 0");
    return share;
}

Result<bool> read_strict(const JsonPlace& rule) {
    if (!rule.has("strict")) return false;
    PALABRE_TRY(place, rule.field("strict"));
    return place.boolean();
}

Result<MotionBase> read_base(const JsonPlace& rule) {
    if (!rule.has("of")) return MotionBase::expressed;
    PALABRE_TRY(place, rule.field("of"));
    return choose(place, bases);
}

Result<Quorum> read_quorum(const JsonPlace& place) {
    Quorum quorum;
    PALABRE_TRY(share, read_share(place));
    PALABRE_TRY(strict, read_strict(place));
    quorum.share = std::move(share);
    quorum.strict = strict;
    if (place.has("count")) {
        PALABRE_TRY(count, place.field("count"));
        PALABRE_TRY(counted, choose(count, quorum_counts));
        quorum.counted = counted;
    }
    if (place.has("of")) {
        PALABRE_TRY(of, place.field("of"));
        PALABRE_TRY(eligible, choose(of, quorum_bases));
        (void)eligible;
    }
    return quorum;
}

Result<Majority> read_majority(const JsonPlace& place) {
    PALABRE_TRY(share, read_share(place));
    PALABRE_TRY(strict, read_strict(place));
    PALABRE_TRY(of, read_base(place));
    return Majority{std::move(share), of, strict};
}

Result<MotionRule> read_rule(const JsonPlace& file) {
    MotionRule rule;
    if (!file.has("rule")) return rule;
    PALABRE_TRY(place, file.field("rule"));
    PALABRE_TRY(members, place.members());
    (void)members;
    if (place.has("quorum")) {
        PALABRE_TRY(at, place.field("quorum"));
        PALABRE_TRY(quorum, read_quorum(at));
        rule.quorum = std::move(quorum);
    }
    if (place.has("majority")) {
        PALABRE_TRY(at, place.field("majority"));
        PALABRE_TRY(majority, read_majority(at));
        rule.majority = std::move(majority);
    }
    if (place.has("casting_vote")) {
        PALABRE_TRY(at, place.field("casting_vote"));
        PALABRE_TRY(casting_vote, choose(at, casting_votes));
        rule.casting_vote = casting_vote;
    }
    return rule;
}

Result<std::optional<std::int64_t>> read_people(const JsonPlace& place, std::string_view key) {
    if (!place.has(key)) return std::optional<std::int64_t>();
    PALABRE_TRY(at, place.field(key));
    PALABRE_TRY(people, at.whole(0, largest_count));
    return std::optional<std::int64_t>(people);
}

Result<MotionCounts> read_motion_counts(const JsonPlace& place) {
    if (!place.has("yes") && !place.has("no")) {
        return place.refuse("there must be \"yes\" and \"no\" here");
    }
    PALABRE_TRY(yes, read_people(place, "yes"));
    PALABRE_TRY(no, read_people(place, "no"));
    PALABRE_TRY(abstain, read_people(place, "abstain"));
    PALABRE_TRY(blank, read_people(place, "blank"));
    PALABRE_TRY(eligible, read_people(place, "eligible"));
    PALABRE_TRY(present, read_people(place, "present"));
    return MotionCounts{yes.value_or(0),   no.value_or(0), abstain.value_or(0),
                        blank.value_or(0), eligible,       present};
}

/// The number of a line `[count, ...]` of `size` items, added to `total`.
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

}  // namespace

Result<MotionFile> read_motion(const JsonPlace& file) {
    MotionFile result;
    PALABRE_TRY(rule, read_rule(file));
    result.rule = std::move(rule);
    result.by_colleges = file.has("colleges");
    if (!result.by_colleges) {
        PALABRE_TRY(counts, read_motion_counts(file));
        result.counts = counts;
        return result;
    }
    PALABRE_TRY(place, file.field("colleges"));
    PALABRE_TRY(colleges, place.members());
    for (const auto& [name, college] : colleges) {
        PALABRE_TRY(counts, read_motion_counts(college));
        result.colleges.emplace(name, counts);
    }
    return result;
}

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

}  // namespace palabre
