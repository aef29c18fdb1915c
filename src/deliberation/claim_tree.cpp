#include "deliberation/claim_tree.hpp"

#include <algorithm>

#include "deliberation/limits.hpp"
#include "deliberation/sorting.hpp"

namespace palabre {

void ClaimTree::clear() {
    claims_.clear();
    places_.clear();
    free_.clear();
    events_.clear();
    unsettled_.clear();
    merge_turns_ = 0;
    depth_turn_ = 1;
    Claim thesis;
    thesis.passed = true;
    claims_.push_back(std::move(thesis));
}

ClaimIndex ClaimTree::add(Claim claim, ClaimIndex parent, Stance stance) {
    const ClaimIndex index(claims_.size());
    claims_.push_back(std::move(claim));
    at(index).spots.push_back({parent, stance, EntryIndex{}});
    at(parent).said_below.push_back(index);
    const ClaimIndex under = kept(parent);
    at(index).depth = depth(under) + 1;
    at(index).depth_turn = depth_turn_;
    show(index, under, stance);
    if (!heights_wait_) raise(under, 1);
    return index;
}

bool ClaimTree::leaf_too_deep(ClaimIndex parent) const {
    return depth(kept(parent)) + 1 > limits::depth_max;
}

ClaimIndex ClaimTree::kept(ClaimIndex claim) const {
    while (at(claim).into.is_some()) claim = at(claim).into;
    return claim;
}

std::vector<ClaimIndex> ClaimTree::family(ClaimIndex claim) const {
    std::vector<ClaimIndex> all{claim};
    if (at(claim).into.is_some()) return all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Claim& member = at(all[i]);
        all.insert(all.end(), member.absorbed.begin(), member.absorbed.end());
    }
    constexpr std::size_t after_the_first = 1;
    const auto earlier_merged = [this](ClaimIndex a, ClaimIndex b) {
        return at(a).merge_turn < at(b).merge_turn;
    };
    sort_by(all, earlier_merged, after_the_first);
    return all;
}

PlacementIndex ClaimTree::placement(ClaimIndex claim, ClaimIndex parent) const {
    for (const PlacementIndex place : at(claim).shown) {
        if (at(place).parent == parent) return place;
    }
    return {};
}

// Depths are kept until the tree changes; a walk up stops at those that hold.
std::uint32_t ClaimTree::depth(ClaimIndex claim) const {
    if (claim == thesis_index) return 0;
    if (at(claim).depth_turn == depth_turn_) return at(claim).depth;
    std::vector<ClaimIndex> stack{claim};
    while (!stack.empty()) {
        const Claim& top = at(stack.back());
        std::uint32_t deepest = 0;
        bool ready = true;
        for (const PlacementIndex place : top.shown) {
            const ClaimIndex parent = at(place).parent;
            if (parent != thesis_index && at(parent).depth_turn != depth_turn_) {
                stack.push_back(parent);
                ready = false;
                break;
            }
            deepest = std::max(deepest, parent == thesis_index ? 0 : at(parent).depth);
        }
        if (!ready) continue;
        top.depth = deepest + 1;
        top.depth_turn = depth_turn_;
        stack.pop_back();
    }
    return at(claim).depth;
}

bool ClaimTree::stands_above(ClaimIndex upper, ClaimIndex lower) const {
    if (upper == thesis_index) return true;
    ++mark_;
    std::vector<ClaimIndex> stack{lower};
    while (!stack.empty()) {
        const ClaimIndex claim = stack.back();
        stack.pop_back();
        if (claim == upper) return true;
        if (claim == thesis_index || at(claim).mark == mark_) continue;
        at(claim).mark = mark_;
        for (const PlacementIndex place : at(claim).shown) stack.push_back(at(place).parent);
    }
    return false;
}

bool ClaimTree::too_deep_below(ClaimIndex top) const {
    if (top == thesis_index) return height_bound() > limits::depth_max;
    if (depth(top) + at(top).height <= limits::depth_max) return false;
    ++mark_;
    std::vector<ClaimIndex> stack{top};
    while (!stack.empty()) {
        const ClaimIndex claim = stack.back();
        stack.pop_back();
        if (at(claim).mark == mark_) continue;
        at(claim).mark = mark_;
        if (depth(claim) > limits::depth_max) return true;
        for (const PlacementIndex place : at(claim).children) stack.push_back(at(place).claim);
    }
    return false;
}

// A height never falls, so each claim passes one on at most depth_max times.
void ClaimTree::raise(ClaimIndex from, std::uint32_t height) {
    // A new leaf mostly raises nothing.
    if (at(from).height >= height) return;
    std::vector<std::pair<ClaimIndex, std::uint32_t>> stack{{from, height}};
    while (!stack.empty()) {
        const auto [claim, reached] = stack.back();
        stack.pop_back();
        if (at(claim).height >= reached) continue;
        at(claim).height = reached;
        for (const PlacementIndex place : at(claim).shown) {
            stack.emplace_back(at(place).parent, reached + 1);
        }
    }
}

// Nothing was moved yet, so that every claim comes after those that it stands below: one walk back,
// where each claim that is added would walk up to the thesis.
void ClaimTree::settle_heights() {
    if (!heights_wait_) return;
    heights_wait_ = false;
    for (std::size_t i = claims_.size() - 1; i > 0; --i) {
        for (const PlacementIndex place : claims_[i].shown) {
            std::uint32_t& above = at(at(place).parent).height;
            above = std::max(above, claims_[i].height + 1);
        }
    }
}

std::vector<Spot> ClaimTree::shown_spots(const Claim& claim) const {
    std::vector<Spot> shown;
    shown.reserve(claim.spots.size());
    for (const Spot& spot : claim.spots) {
        const ClaimIndex parent = kept(spot.parent);
        const bool there = std::any_of(shown.begin(), shown.end(),
                                       [&](const Spot& other) { return other.parent == parent; });
        if (!there) shown.push_back({parent, spot.stance, spot.link});
    }
    return shown;
}

Reason ClaimTree::change(EntryIndex entry, ClaimIndex claim, ClaimIndex other, bool pending,
                         Change& done) {
    settle_heights();
    done = {};
    done.entry = entry;
    const Verb verb = ledger_->at(entry).verb();
    const Stance stance = ledger_->at(entry).stance();
    const ClaimIndex to = kept(other);
    if (at(claim).into.is_some()) return Reason::merged;
    if (stands_above(claim, to)) return Reason::cycle;
    if (verb == Verb::merge) {
        set_into(claim, to);
        const bool deep = too_deep_below(to);
        if (deep || pending) set_into(claim, ClaimIndex{});
        if (deep) return Reason::depth;
        if (pending) return Reason::none;
        done.claim = claim;
        done.merged = true;
        return Reason::none;
    }
    const auto& shown = at(claim).shown;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (at(shown[i]).parent == to && (verb == Verb::link || i > 0)) return Reason::twice;
    }
    std::vector<Spot> before(at(claim).spots.begin(), at(claim).spots.end());
    std::vector<Spot> spots = before;
    if (verb == Verb::move) {
        spots.front() = {other, stance, EntryIndex{}};
    } else {
        auto at_place = spots.begin() + 1;
        while (at_place != spots.end() && ledger_->before(at_place->link, entry)) ++at_place;
        spots.insert(at_place, {other, stance, entry});
    }
    set_spots(claim, spots);
    const Reason reason = at(claim).shown.size() > limits::places_max ? Reason::places
                          : too_deep_below(claim)                     ? Reason::depth
                                                                      : Reason::none;
    if (reason != Reason::none || pending) {
        set_spots(claim, before);
        return reason;
    }
    done.claim = claim;
    done.before = std::move(before);
    return reason;
}

void ClaimTree::withdraw_link(EntryIndex link, ClaimIndex claim, Change& done) {
    done.claim = claim;
    done.before.assign(at(claim).spots.begin(), at(claim).spots.end());
    std::vector<Spot> spots;
    for (const Spot& spot : done.before) {
        if (spot.link.is_none() || spot.link != link) spots.push_back(spot);
    }
    set_spots(claim, spots);
}

void ClaimTree::undo(const Change& done) {
    if (done.claim.is_none()) return;
    if (done.merged)
        set_into(done.claim, ClaimIndex{});
    else
        set_spots(done.claim, done.before);
}

void ClaimTree::set_spots(ClaimIndex claim, const std::vector<Spot>& spots) {
    for (const Spot& spot : at(claim).spots) {
        auto& below = at(spot.parent).said_below;
        below.erase(std::find(below.begin(), below.end(), claim));
    }
    at(claim).spots.assign(spots);
    for (const Spot& spot : at(claim).spots) at(spot.parent).said_below.push_back(claim);
    ++depth_turn_;
    refresh(claim);
}

void ClaimTree::set_into(ClaimIndex claim, ClaimIndex into) {
    const auto unsettle = [this](ClaimIndex of) {
        unsettled_.insert(unsettled_.end(), at(of).shown.begin(), at(of).shown.end());
        unsettled_.insert(unsettled_.end(), at(of).children.begin(), at(of).children.end());
    };
    ++depth_turn_;
    if (into.is_some()) {
        at(claim).into = into;
        at(claim).merge_turn = ++merge_turns_;
        at(into).absorbed.push_back(claim);
    } else {
        const ClaimIndex from = at(claim).into;
        auto& absorbed = at(from).absorbed;
        absorbed.erase(std::find(absorbed.begin(), absorbed.end(), claim));
        at(claim).into = ClaimIndex{};
        --merge_turns_;
        into = from;
    }
    refresh_below(claim);
    unsettle(kept(into));
    unsettle(claim);
    if (!bulk_) settle_from(claim);
}

void ClaimTree::refresh_below(ClaimIndex claim) {
    std::vector<ClaimIndex> moved{claim};
    for (std::size_t i = 0; i < moved.size(); ++i) {
        const auto& absorbed = at(moved[i]).absorbed;
        moved.insert(moved.end(), absorbed.begin(), absorbed.end());
    }
    for (const ClaimIndex from : moved) {
        const auto& said = at(from).said_below;
        const std::vector<ClaimIndex> below(said.begin(), said.end());
        for (const ClaimIndex child : below) refresh(child);
    }
}

// Brings the placements of a claim to what its spots say, keeping those that stand.
void ClaimTree::refresh(ClaimIndex claim) {
    const std::vector<Spot> spots = shown_spots(at(claim));
    const std::vector<PlacementIndex> old(at(claim).shown.begin(), at(claim).shown.end());
    std::vector<PlacementIndex> now;
    for (const Spot& spot : spots) {
        PlacementIndex same;
        for (const PlacementIndex place : old) {
            if (at(place).parent == spot.parent && at(place).stance == spot.stance) same = place;
        }
        now.push_back(same);
    }
    for (const PlacementIndex place : old) {
        if (std::find(now.begin(), now.end(), place) == now.end()) unshow(place);
    }
    at(claim).shown.clear();
    for (std::size_t i = 0; i < spots.size(); ++i) {
        if (now[i].is_some())
            at(claim).shown.push_back(now[i]);
        else
            show(claim, spots[i].parent, spots[i].stance);
    }
    for (const Spot& spot : spots) raise(spot.parent, at(claim).height + 1);
}

void ClaimTree::show(ClaimIndex claim, ClaimIndex parent, Stance stance) {
    PlacementIndex index;
    if (free_.empty()) {
        index = PlacementIndex(places_.size());
        places_.emplace_back();
    } else {
        index = free_.back();
        free_.pop_back();
    }
    at(index) = {claim, parent, stance, 0, 0};
    at(claim).shown.push_back(index);
    at(parent).children.push_back(index);
    unsettled_.push_back(index);
    if (bulk_) return;
    events_.push_back({PlacementEvent::What::added, index, claim, parent, stance});
    if (at(parent).passed) {
        ++at(claim).open_ways;
        settle_from(claim);
    }
}

void ClaimTree::unshow(PlacementIndex placement) {
    const Placement gone = at(placement);
    auto& shown = at(gone.claim).shown;
    shown.erase(std::find(shown.begin(), shown.end(), placement));
    auto& children = at(gone.parent).children;
    children.erase(std::find(children.begin(), children.end(), placement));
    at(placement).claim = ClaimIndex{};
    free_.push_back(placement);
    if (bulk_) return;
    events_.push_back(
        {PlacementEvent::What::removed, placement, gone.claim, gone.parent, gone.stance});
    if (at(gone.parent).passed) {
        --at(gone.claim).open_ways;
        settle_from(gone.claim);
    }
}

bool ClaimTree::weighs(ClaimIndex index) const {
    const Claim& claim = at(index);
    return !claim.erased && claim.into.is_none() && !claim.blocked() && !claim.pending &&
           reaches(index);
}

void ClaimTree::set_flags(ClaimIndex claim, bool withdrawn, bool hidden, bool erased,
                          bool pending) {
    at(claim).withdrawn = withdrawn;
    at(claim).hidden = hidden;
    at(claim).erased = erased;
    at(claim).pending = pending;
    if (!bulk_) settle_from(claim);
}

// Passes on what changed since a claim was last settled; each change is passed on once.
void ClaimTree::settle_from(ClaimIndex start) {
    std::vector<ClaimIndex> stack{start};
    while (!stack.empty()) {
        const ClaimIndex index = stack.back();
        stack.pop_back();
        Claim& claim = at(index);
        if (weighs(index) != claim.weighed) {
            claim.weighed = !claim.weighed;
            touch_all(index);
        }
        if (passes(index) == claim.passed) continue;
        claim.passed = !claim.passed;
        for (const PlacementIndex place : claim.children) {
            Claim& child = at(at(place).claim);
            if (claim.passed)
                ++child.open_ways;
            else
                --child.open_ways;
            stack.push_back(at(place).claim);
        }
    }
}

void ClaimTree::touch_all(ClaimIndex claim) {
    for (const PlacementIndex place : at(claim).shown) touch(place);
}

void ClaimTree::touch(PlacementIndex placement) {
    if (bulk_) return;
    const Placement& place = at(placement);
    events_.push_back(
        {PlacementEvent::What::touched, placement, place.claim, place.parent, place.stance});
}

void ClaimTree::settle_ways() {
    bulk_ = false;
    settle_heights();
    for (Claim& claim : claims_) claim.open_ways = 0;
    std::vector<ClaimIndex> stack{thesis_index};
    while (!stack.empty()) {
        const ClaimIndex claim = stack.back();
        stack.pop_back();
        for (const PlacementIndex place : at(claim).children) {
            Claim& child = at(at(place).claim);
            if (++child.open_ways == 1 && !child.blocked()) stack.push_back(at(place).claim);
        }
    }
    for (std::size_t i = 1; i < claims_.size(); ++i) {
        claims_[i].passed = passes(ClaimIndex(i));
        claims_[i].weighed = weighs(ClaimIndex(i));
    }
}

std::vector<PlacementIndex> ClaimTree::take_unsettled() {
    return std::move(unsettled_);
}

std::vector<PlacementEvent> ClaimTree::take_events() {
    return std::move(events_);
}

}  // namespace palabre
