#include "tally/meek_stv.hpp"

#include <algorithm>

#include "tally/transferable_papers.hpp"

namespace palabre {

namespace {

/// Below this surplus an iteration is finished: a millionth.
constexpr Wide omega = meek_unit / 1'000'000;

/// Edge: both at least 0, the divisor above 0.
template <class Number>
Number divide_up(Number dividend, Number divisor) {
    return (dividend + divisor - 1) / divisor;
}

}  // namespace

MeekCount::MeekCount(const RankedBallots& ballots, std::int64_t seats, Lot lot)
    : ballots_(ballots),
      seats_(seats),
      lot_(std::move(lot)),
      states_(ballots.options(), State::hopeful),
      keep_(ballots.options(), meek_unit) {}

std::vector<Option> MeekCount::hopeful() const {
    std::vector<Option> options;
    for (std::size_t i = 0; i < states_.size(); ++i) {
        if (states_[i] == State::hopeful) options.push_back(static_cast<Option>(i));
    }
    return options;
}

void MeekCount::distribute() {
    result_.votes.assign(states_.size(), 0);
    result_.keep = keep_;
    for (std::size_t i = 0; i < ballots_.size(); ++i) {
        const RankedBallot ballot = ballots_[i];
        std::int64_t weight = meek_unit;
        for (const RankedPlace place : ballot.places) {
            if (place.last == 0 || weight == 0) break;
            const std::int64_t keep = keep_[place.option];
            if (keep == 0) continue;
            const std::int64_t kept = divide_up(weight * keep, meek_unit);
            result_.votes[place.option] += static_cast<Wide>(ballot.count) * kept;
            weight -= kept;
        }
    }
    Wide all = 0;
    for (const Wide votes : result_.votes) all += votes;
    result_.quota = all / (static_cast<Wide>(seats_) + 1) + 1;
}

bool MeekCount::elect() {
    std::vector<Option> reached;
    for (const Option option : hopeful()) {
        if (result_.votes[option] >= result_.quota) reached.push_back(option);
    }
    order_by_votes(reached, result_.votes);
    for (const Option option : reached) {
        states_[option] = State::elected;
        result_.elected.push_back(option);
    }
    return !reached.empty();
}

Wide MeekCount::surplus() const {
    Wide sum = 0;
    for (const Option option : result_.elected) sum += result_.votes[option] - result_.quota;
    return std::max<Wide>(sum, 0);
}

void MeekCount::update_keep() {
    for (const Option option : result_.elected) {
        const Wide votes = result_.votes[option];
        if (votes == 0) continue;
        const Wide wanted = divide_up<Wide>(keep_[option] * result_.quota, meek_unit);
        keep_[option] = static_cast<std::int64_t>(divide_up<Wide>(wanted * meek_unit, votes));
    }
}

bool MeekCount::defeat_lowest(Wide surplus) {
    const std::vector<Option> in = hopeful();
    const auto& votes = result_.votes;
    const Option lowest = *std::min_element(
        in.begin(), in.end(), [&votes](Option a, Option b) { return votes[a] < votes[b]; });
    std::vector<Option> tied;
    for (const Option option : in) {
        if (votes[option] <= votes[lowest] + surplus) tied.push_back(option);
    }
    if (tied.size() > 1 && !lot_.drawn()) {
        result_.tied = std::move(tied);
        return false;
    }
    if (tied.size() > 1) result_.used_lot = true;
    const Option out = tied.size() > 1 ? lot_.first_of(tied) : lowest;
    states_[out] = State::defeated;
    keep_[out] = 0;
    result_.excluded.push_back(out);
    return true;
}

bool MeekCount::complete() {
    std::vector<Option> in = hopeful();
    const std::int64_t vacant = seats_ - static_cast<std::int64_t>(result_.elected.size());
    if (vacant <= 0) return true;
    if (static_cast<std::int64_t>(in.size()) > vacant) return false;
    if (result_.iterations > 0) order_by_votes(in, result_.votes);
    result_.elected.insert(result_.elected.end(), in.begin(), in.end());
    return true;
}

bool MeekCount::step() {
    if (over_) return false;
    if (result_.iterations == 0 && complete()) {
        over_ = true;
        return false;
    }
    // B.2.a and B.2.b.
    distribute();
    ++result_.iterations;
    if (elect()) {
        surplus_before_ = -1;
        over_ = complete();
        return !over_;
    }
    const Wide now = surplus();
    // B.2.e.
    if (now < omega || (surplus_before_ >= 0 && now >= surplus_before_)) {
        surplus_before_ = -1;
        over_ = !defeat_lowest(now) || complete();
        return !over_;
    }
    surplus_before_ = now;
    update_keep();
    return true;
}

MeekResult count_meek_stv(const RankedBallots& ballots, std::int64_t seats, const Lot& lot) {
    MeekCount count(ballots, seats, lot);
    while (count.step()) {
    }
    return count.result();
}

}  // namespace palabre
