#include "tally/scottish_stv.hpp"

#include <algorithm>

#include "tally/transferable_papers.hpp"

namespace palabre {

ScottishCount::ScottishCount(const RankedBallots& ballots, std::int64_t seats, Lot lot)
    : ballots_(ballots),
      seats_(seats),
      lot_(std::move(lot)),
      states_(ballots.options(), State::continuing),
      votes_(ballots.options()),
      piles_(ballots.options()) {}

std::vector<Option> ScottishCount::in_state(State state) const {
    std::vector<Option> options;
    for (std::size_t i = 0; i < states_.size(); ++i) {
        if (states_[i] == state) options.push_back(static_cast<Option>(i));
    }
    return options;
}

void ScottishCount::record(ScottishAction action, std::optional<Option> option) {
    ScottishStage stage{action, option, votes_, static_cast<Wide>(result_.valid) * scottish_unit};
    for (const Wide votes : votes_) stage.nontransferable -= votes;
    result_.stages.push_back(std::move(stage));
    history_.push_back(votes_);
}

void ScottishCount::first_preferences() {
    for (std::size_t i = 0; i < ballots_.size(); ++i) {
        const RankedBallot ballot = ballots_[i];
        if (preferences_of(ballot) == 0) continue;
        const std::size_t first = ballot.places.front().option;
        result_.valid += ballot.count;
        votes_[first] += static_cast<Wide>(ballot.count) * scottish_unit;
        piles_[first].push_back({static_cast<std::uint32_t>(i), 1, scottish_unit});
    }
    // Rule 46.
    result_.quota = result_.valid / (seats_ + 1) + 1;
    quota_ = static_cast<Wide>(result_.quota) * scottish_unit;
    record(ScottishAction::first_preferences, std::nullopt);
}

void ScottishCount::hand_on(Option from, Wide numerator, Wide denominator) {
    const std::vector<Paper> pile = std::move(piles_[from]);
    piles_[from].clear();
    std::int64_t received = -1;
    std::int64_t value = 0;
    for (Paper paper : pile) {
        if (paper.value != received) {
            received = paper.value;
            value = static_cast<std::int64_t>(received * numerator / denominator);
        }
        const RankedBallot ballot = ballots_[paper.ballot];
        const auto places = ballot.places;
        std::size_t next = paper.next;
        // Down to the first equal rank: `last` says that a place is a group of its own.
        while (next < places.size() && places[next].last != 0 &&
               states_[places[next].option] != State::continuing)
            ++next;
        if (next == places.size() || places[next].last == 0) continue;
        const std::size_t to = places[next].option;
        votes_[to] += static_cast<Wide>(ballot.count) * value;
        piles_[to].push_back({paper.ballot, static_cast<std::uint32_t>(next + 1), value});
    }
}

template <class Better>
std::optional<Option> ScottishCount::pick(std::vector<Option> among, Better better) {
    // The figures after the latest stage are the first to look at.
    among = best_before(history_, history_.size(), std::move(among), better);
    if (among.size() == 1) return among.front();
    if (!lot_.drawn()) {
        result_.tied = among;
        return std::nullopt;
    }
    result_.used_lot = true;
    return lot_.first_of(among);
}

bool ScottishCount::transfer_surplus() {
    const auto option =
        pick(in_state(State::pending), [](const Wide& a, const Wide& b) { return a > b; });
    if (!option) return false;
    const Wide votes = votes_[*option];
    states_[*option] = State::elected;
    hand_on(*option, votes - quota_, votes);
    votes_[*option] = quota_;
    record(ScottishAction::surplus, option);
    return true;
}

bool ScottishCount::exclude() {
    const auto option =
        pick(in_state(State::continuing), [](const Wide& a, const Wide& b) { return a < b; });
    if (!option) return false;
    states_[*option] = State::excluded;
    hand_on(*option, 1, 1);
    votes_[*option] = 0;
    record(ScottishAction::exclude, option);
    return true;
}

bool ScottishCount::fill_seats() {
    // Rule 47.
    std::vector<Option> reached;
    for (const Option option : in_state(State::continuing)) {
        if (votes_[option] >= quota_) reached.push_back(option);
    }
    order_by_votes(reached, votes_);
    for (const Option option : reached) {
        states_[option] = votes_[option] > quota_ ? State::pending : State::elected;
        result_.elected.push_back(option);
    }
    // Rule 52.
    const std::int64_t vacant = seats_ - static_cast<std::int64_t>(result_.elected.size());
    std::vector<Option> continuing = in_state(State::continuing);
    if (static_cast<std::int64_t>(continuing.size()) > vacant) return vacant > 0;
    order_by_votes(continuing, votes_);
    result_.elected.insert(result_.elected.end(), continuing.begin(), continuing.end());
    return false;
}

bool ScottishCount::step() {
    if (over_) return false;
    bool counted = true;
    if (result_.stages.empty())
        first_preferences();
    else if (!in_state(State::pending).empty())
        counted = transfer_surplus();
    else
        counted = exclude();
    over_ = !counted || !fill_seats();
    return !over_;
}

ScottishResult count_scottish_stv(const RankedBallots& ballots, std::int64_t seats,
                                  const Lot& lot) {
    ScottishCount count(ballots, seats, lot);
    while (count.step()) {
    }
    return count.result();
}

}  // namespace palabre
