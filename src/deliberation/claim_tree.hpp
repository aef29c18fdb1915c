#pragma once

#include <cstdint>
#include <vector>

#include "deliberation/block_list.hpp"
#include "deliberation/ledger.hpp"
#include "deliberation/short_list.hpp"

namespace palabre {

/// A place as it was said; the parent may have been merged since.
struct Spot {
    ClaimIndex parent;
    Stance stance = Stance::pro;
    EntryIndex link;  ///< nothing for the claim's own place
};

/// A claim where it is shown: once below each kept parent.
struct Placement {
    ClaimIndex claim;
    ClaimIndex parent;  ///< kept
    Stance stance = Stance::pro;
    std::uint32_t judged = 0;         ///< persons whose judgement counts here
    std::uint32_t judgement_sum = 0;  ///< of their 0..4
};

struct Claim {
    enum class Origin : std::uint8_t { declared, gone, said };
    RefId id;
    EntryIndex entry;  ///< nothing for declared and gone ones
    Origin origin = Origin::said;
    bool erased = false;
    bool withdrawn = false;
    bool hidden = false;
    bool pending = false;
    bool passed = false;     ///< whether it passed weight on when the tree was last settled
    bool weighed = false;    ///< whether it weighed then
    std::uint32_t rank = 0;  ///< among the declared; among the gone by `entry` of the quote
    EntryIndex quoted_by;    ///< of a gone claim
    // What a new claim below this one looks at stands together.
    ClaimIndex into;  ///< what it was merged into
    ShortList<PlacementIndex, 2> shown;
    ShortList<PlacementIndex, 2> children;  ///< placements below this (kept) claim, in no order
    std::uint32_t height = 0;               ///< at least the longest way down that ever was
    mutable std::uint32_t depth = 0;        ///< the longest way up, where depth_turn is the tree's
    mutable std::uint32_t depth_turn = 0;
    ShortList<ClaimIndex, 2> said_below;  ///< claims with a spot that names this parent
    std::uint32_t open_ways = 0;          ///< shown places whose parent passes weight on
    mutable std::uint32_t mark = 0;
    ShortList<Spot, 1> spots;           ///< its own, then links by place
    ShortList<ClaimIndex, 2> absorbed;  ///< claims merged right into this one
    std::uint32_t merge_turn = 0;       ///< when, among the merges as taken

    /// Whether what hangs below it passes no weight up through it.
    [[nodiscard]] bool blocked() const { return hidden || withdrawn; }
};

/// What happened to placements, in order, for whoever keeps figures over them.
struct PlacementEvent {
    enum class What : std::uint8_t { added, removed, touched } what = What::touched;
    PlacementIndex placement;
    ClaimIndex claim;
    ClaimIndex parent;
    Stance stance = Stance::pro;
};

/// The claims, where they stand, and what tree changes do to that. The thesis is claim 0.
class ClaimTree {
  public:
    explicit ClaimTree(const Ledger& ledger) : ledger_(&ledger) { clear(); }
    void clear();

    [[nodiscard]] const BlockList<Claim>& claims() const { return claims_; }
    [[nodiscard]] const Claim& at(ClaimIndex index) const { return claims_[index.value]; }
    [[nodiscard]] Claim& at(ClaimIndex index) { return claims_[index.value]; }
    [[nodiscard]] const Placement& at(PlacementIndex index) const { return places_[index.value]; }
    [[nodiscard]] Placement& at(PlacementIndex index) { return places_[index.value]; }
    [[nodiscard]] std::size_t placement_slots() const { return places_.size(); }
    /// Says that a claim will be looked at soon.
    void expect(ClaimIndex index) const { palabre::expect(&at(index), sizeof(Claim)); }

    /// Adds a claim below `parent`; no check.
    ClaimIndex add(Claim claim, ClaimIndex parent, Stance stance);
    /// Whether a leaf below `parent` would stand too deep.
    [[nodiscard]] bool leaf_too_deep(ClaimIndex parent) const;

    /// A tree change that can be taken back.
    struct Change {
        EntryIndex entry;
        ClaimIndex claim;          ///< nothing where the change did nothing
        std::vector<Spot> before;  ///< of link, move, and the withdrawal of a link
        bool merged = false;
    };
    /// Tries a link, move or merge; what is void or `pending` leaves the tree as it was.
    Reason change(EntryIndex entry, ClaimIndex claim, ClaimIndex other, bool pending, Change& done);
    void withdraw_link(EntryIndex link, ClaimIndex claim, Change& done);
    void undo(const Change& done);

    [[nodiscard]] ClaimIndex kept(ClaimIndex claim) const;
    /// Whether no merge has to do with it.
    [[nodiscard]] bool is_alone(ClaimIndex claim) const {
        return at(claim).into.is_none() && at(claim).absorbed.empty();
    }
    /// The claim and those merged into it, directly or not, by the turn of their merges.
    [[nodiscard]] std::vector<ClaimIndex> family(ClaimIndex claim) const;
    /// The placement of `claim` below the kept `parent`, or nothing.
    [[nodiscard]] PlacementIndex placement(ClaimIndex claim, ClaimIndex parent) const;
    /// The longest way up to the thesis, whose depth is 0.
    [[nodiscard]] std::uint32_t depth(ClaimIndex claim) const;
    /// At least the depth of any claim that ever stood here.
    [[nodiscard]] std::uint32_t height_bound() const { return claims_[0].height; }

    /// Whether some way up passes nothing hidden or withdrawn.
    [[nodiscard]] bool reaches(ClaimIndex claim) const {
        return claim == thesis_index || at(claim).open_ways > 0;
    }
    /// Whether the claim weighs on its parents.
    [[nodiscard]] bool weighs(ClaimIndex claim) const;
    /// Sets what decides whether it weighs, and passes the change down.
    void set_flags(ClaimIndex claim, bool withdrawn, bool hidden, bool erased, bool pending);

    /// Between the two, open ways are not kept, nor heights before the first tree change;
    /// `settle_ways` counts them all anew.
    void begin_bulk() { bulk_ = heights_wait_ = true; }
    void settle_ways();

    /// Placements whose judgements may have changed because families did, since last asked.
    [[nodiscard]] std::vector<PlacementIndex> take_unsettled();
    void touch(PlacementIndex placement);
    [[nodiscard]] std::vector<PlacementEvent> take_events();

  private:
    [[nodiscard]] bool stands_above(ClaimIndex upper, ClaimIndex lower) const;
    [[nodiscard]] bool too_deep_below(ClaimIndex top) const;
    [[nodiscard]] bool passes(ClaimIndex claim) const {
        return claim == thesis_index || (!at(claim).blocked() && at(claim).open_ways > 0);
    }
    void settle_from(ClaimIndex claim);
    [[nodiscard]] std::vector<Spot> shown_spots(const Claim& claim) const;
    void set_spots(ClaimIndex claim, const std::vector<Spot>& spots);
    void refresh(ClaimIndex claim);
    void refresh_below(ClaimIndex claim);
    void show(ClaimIndex claim, ClaimIndex parent, Stance stance);
    void unshow(PlacementIndex placement);
    void raise(ClaimIndex from, std::uint32_t height);
    void settle_heights();
    void touch_all(ClaimIndex claim);
    void set_into(ClaimIndex claim, ClaimIndex into);

    const Ledger* ledger_;
    BlockList<Claim> claims_;
    LargeVector<Placement> places_;
    std::vector<PlacementIndex> free_;
    std::vector<PlacementEvent> events_;
    std::vector<PlacementIndex> unsettled_;
    std::uint32_t merge_turns_ = 0;
    std::uint32_t depth_turn_ = 1;
    mutable std::uint32_t mark_ = 0;
    bool bulk_ = false;
    bool heights_wait_ = false;
};

}  // namespace palabre
