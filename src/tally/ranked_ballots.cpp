#include "tally/ranked_ballots.hpp"

#include <algorithm>
#include <utility>

namespace palabre {

namespace {

std::uint64_t mix(std::span<const RankedPlace> places) {
    std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a, one place a step
    for (const RankedPlace place : places) {
        const unsigned bits = place.option * 2U + place.last;
        hash = (hash ^ bits) * 0x100000001B3U;
    }
    return hash ^ (hash >> 32);
}

constexpr std::size_t slots_least = 64;

}  // namespace

std::vector<RankedPlace> ranked_places(const std::vector<std::vector<Option>>& groups) {
    std::vector<RankedPlace> places;
    for (std::vector<Option> group : groups) {
        std::sort(group.begin(), group.end());
        for (const Option option : group) {
            places.push_back({static_cast<std::uint16_t>(option & 0x7FFFU), 0});
        }
        if (!group.empty()) places.back().last = 1;
    }
    return places;
}

void RankedBallots::add(std::int64_t count, std::span<const RankedPlace> places) {
    counts_.push_back(count);
    places_.insert(places_.end(), places.begin(), places.end());
    starts_.push_back(places_.size());
    std::size_t group = 0;
    for (const RankedPlace place : places) {
        ++group;
        if (place.last == 0) continue;
        largest_group_ = std::max(largest_group_, group);
        group = 0;
    }
}

std::int64_t RankedBallots::total() const {
    std::int64_t total = 0;
    for (const std::int64_t count : counts_) total += count;
    return total;
}

std::size_t BallotBox::slot(std::span<const RankedPlace> places) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(mix(places)) & mask;
    while (slots_[at] != 0) {
        const auto known = ballots_[slots_[at] - 1].places;
        if (std::equal(known.begin(), known.end(), places.begin(), places.end())) break;
        at = (at + 1) & mask;
    }
    return at;
}

void BallotBox::add(std::span<const RankedPlace> places, std::int64_t weight) {
    if (2 * (ballots_.size() + 1) > slots_.size()) grow();
    const std::size_t at = slot(places);
    if (slots_[at] == 0) {
        ballots_.add(weight, places);
        slots_[at] = static_cast<std::uint32_t>(ballots_.size());
        return;
    }
    ballots_.recount(slots_[at] - 1, weight);
}

void BallotBox::remove(std::span<const RankedPlace> places, std::int64_t weight) {
    ballots_.recount(slots_[slot(places)] - 1, -weight);
}

void BallotBox::grow() {
    // Ballots that nobody casts any more go here, so that a long vote does not keep them all.
    RankedBallots kept(ballots_.options());
    for (std::size_t i = 0; i < ballots_.size(); ++i) {
        if (ballots_[i].count > 0) kept.add(ballots_[i].count, ballots_[i].places);
    }
    ballots_ = std::move(kept);
    std::size_t slots = slots_least;
    while (slots < 4 * (ballots_.size() + 1)) slots *= 2;
    slots_.assign(slots, 0);
    for (std::size_t i = 0; i < ballots_.size(); ++i) {
        slots_[slot(ballots_[i].places)] = static_cast<std::uint32_t>(i + 1);
    }
}

}  // namespace palabre
