#include "tally/instant_runoff.hpp"

#include <algorithm>

namespace palabre {

InstantRunoff::InstantRunoff(const RankedBallots& ballots, EqualRanks equal_ranks, Lot lot)
    : ballots_(ballots),
      lot_(std::move(lot)),
      total_(ballots.total()),
      shares_(equal_ranks == EqualRanks::split ? std::max<std::size_t>(1, ballots.largest_group())
                                               : 1),
      unit_(1),
      gone_(ballots.options()),
      left_(ballots.options()),
      over_(ballots.options() == 0),
      papers_(ballots.size()),
      piles_(ballots.options()),
      votes_(ballots.options() * shares_) {
    for (std::size_t n = 2; n <= shares_; ++n) {
        const BigInteger share(static_cast<std::int64_t>(n));
        unit_ *= BigInteger::divide_down(share, BigInteger::gcd(unit_, share)).first;
    }
    for (std::size_t n = 1; n <= shares_; ++n) {
        const BigInteger share(static_cast<std::int64_t>(n));
        parts_.push_back(BigInteger::divide_down(unit_, share).first);
    }
    for (std::size_t i = 0; i < ballots.size(); ++i) place(static_cast<std::uint32_t>(i), 0);
}

void InstantRunoff::place(std::uint32_t ballot, std::size_t from) {
    const auto [count, places] = ballots_[ballot];
    Paper& paper = papers_[ballot];
    for (std::size_t at = from; at < places.size(); ++at) {
        paper = {static_cast<std::uint32_t>(at), 0};
        // A group of one, as nearly all are, without looking at it twice.
        if (places[at].last != 0) {
            const std::size_t option = places[at].option;
            if (gone_[option]) continue;
            paper.in = 1;
            piles_[option].push_back(ballot);
            votes_[option * shares_] += count;
            return;
        }
        for (;; ++at) {
            const std::size_t option = places[at].option;
            if (!gone_[option]) {
                ++paper.in;
                piles_[option].push_back(ballot);
            }
            if (places[at].last != 0) break;
        }
        if (paper.in > 0) {
            credit(ballot, 1);
            return;
        }
    }
    paper.in = 0;
}

void InstantRunoff::credit(std::uint32_t ballot, std::int64_t sign) {
    const Paper paper = papers_[ballot];
    if (paper.in > shares_) return;
    const RankedBallot cast = ballots_[ballot];
    for (std::size_t at = paper.group;; ++at) {
        const std::size_t option = cast.places[at].option;
        if (!gone_[option]) votes_[option * shares_ + paper.in - 1] += sign * cast.count;
        if (cast.places[at].last != 0) break;
    }
}

void InstantRunoff::leave(Option option) {
    result_.elimination_order.push_back(option);
    const std::vector<std::uint32_t> pile = std::move(piles_[option]);
    if (ballots_.largest_group() > 1) {
        for (const std::uint32_t ballot : pile) {
            if (papers_[ballot].in > 1) credit(ballot, -1);
        }
    }
    gone_[option] = true;
    --left_;
    for (const std::uint32_t ballot : pile) {
        if (--papers_[ballot].in > 0) {
            credit(ballot, 1);
            continue;
        }
        const auto places = ballots_[ballot].places;
        std::size_t next = papers_[ballot].group;
        while (places[next].last == 0) ++next;
        place(ballot, next + 1);
    }
}

void InstantRunoff::count_round() {
    RunoffRound round;
    round.tallies.resize(ballots_.options());
    std::vector<BigInteger> tallies(ballots_.options());
    BigInteger sum;
    for (std::size_t i = 0; i < ballots_.options(); ++i) {
        if (gone_[i]) continue;
        for (std::size_t n = 1; n <= shares_; ++n) {
            const std::int64_t votes = votes_[i * shares_ + n - 1];
            if (votes != 0) tallies[i] += BigInteger(votes) * parts_[n - 1];
        }
        round.tallies[i] = Exact(tallies[i], unit_);
        sum += tallies[i];
    }
    round.exhausted = Exact(BigInteger(total_) * unit_ - sum, unit_);
    for (std::size_t i = 0; i < ballots_.options() && !result_.winner; ++i) {
        if (gone_[i] || (left_ > 1 && tallies[i] + tallies[i] <= sum)) continue;
        result_.winner = static_cast<Option>(i);
        result_.decided_in_round = result_.rounds.size() + 1;
    }
    result_.rounds.push_back(std::move(round));
    history_.push_back(std::move(tallies));
}

void InstantRunoff::choose_leaver() {
    std::vector<Option> in;
    for (std::size_t i = 0; i < gone_.size(); ++i) {
        if (!gone_[i]) in.push_back(static_cast<Option>(i));
    }
    const auto lowest = best_before(history_, history_.size(), std::move(in),
                                    [](const BigInteger& a, const BigInteger& b) { return a < b; });
    if (lowest.size() > 1 && !lot_.drawn()) {
        result_.tied = lowest;
        over_ = true;
        return;
    }
    if (lowest.size() > 1) result_.used_lot = true;
    leave(lowest.size() > 1 ? lot_.first_of(lowest) : lowest.front());
}

bool InstantRunoff::step() {
    if (over_) return false;
    count_round();
    if (left_ == 1)
        over_ = true;
    else
        choose_leaver();
    return !over_;
}

RunoffResult count_instant_runoff(const RankedBallots& ballots, EqualRanks equal_ranks,
                                  const Lot& lot) {
    InstantRunoff count(ballots, equal_ranks, lot);
    while (count.step()) {
    }
    return count.result();
}

}  // namespace palabre
