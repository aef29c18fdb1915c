#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliberation/claim_tree.hpp"
#include "deliberation/key_map.hpp"
#include "deliberation/ledger.hpp"
#include "deliberation/members.hpp"
#include "deliberation/outline.hpp"
#include "deliberation/ref_set.hpp"
#include "deliberation/registers.hpp"
#include "deliberation/rights.hpp"

namespace palabre {

enum class Status : std::uint8_t { shown, hidden, withdrawn, merged, erased, pending };
[[nodiscard]] std::string_view to_text(Status status);

struct Remark {
    RefId id;
    RefId parent;  ///< as said
    EntryIndex entry;
    bool erased = false;
    bool withdrawn = false;
    bool hidden = false;
    bool pending = false;
};

struct Question {
    RefId id;
    EntryIndex entry;  ///< nothing where declared
    const QuestionText* text = nullptr;
    bool pending = false;
    std::uint32_t voters = 0;  ///< persons whose ballot counts and is not null
    std::uint32_t pending_ballots = 0;
    std::vector<EntryIndex> columns;  ///< counted `count` entries, by arrival
};

/// A person's counted choice on a question changed; null is none. The values live as long as
/// the debate.
struct BallotChange {
    QuestionIndex question;
    KeyId person;
    const Value* before = nullptr;
    const Value* after = nullptr;
};

/// What settling changed, for views and for figures kept beside the debate.
struct Changes {
    bool all = false;  ///< everything was made anew; the lists are then empty
    bool thesis = false;
    std::vector<PlacementEvent> placements;
    std::vector<ClaimIndex> claims;
    std::vector<RemarkIndex> remarks;
    std::vector<QuestionIndex> questions;
    std::vector<BallotChange> ballots;
    std::vector<EntryIndex> mandates;  ///< that came to count, or no longer do
    bool persons = false;              ///< keys joined, one of which had said nothing; a new member
    std::vector<KeyId> names;
};

/// A debate: the fold of a set of entries (docs/entry.md). Whatever the order of `add`, after
/// `settle` the state is a function of the set, the anchor and the page's outline alone.
///
/// An entry that comes last in the order costs what it touches. One that lands further back costs
/// the tree changes behind it (undo, insert, redo). What changes who decides (open, clerks, roles
/// and bans behind others, declared outlines, joined devices) and large batches fold anew, in time
/// that grows with the log.
class Debate {
  public:
    /// `check` says whether a site signed a token; without it all tokens are taken as signed.
    Debate(std::string_view anchor, Outline page, CheckToken check = nullptr);
    Debate(const Debate&) = delete;
    Debate& operator=(const Debate&) = delete;

    /// Numbers and texts; readers of entries intern what they read here.
    [[nodiscard]] Ledger& ledger() { return ledger_; }
    [[nodiscard]] const Ledger& ledger() const { return ledger_; }

    struct Arrival {
        EntryIndex entry;
        bool fresh = false;        ///< not known before
        bool gained_body = false;  ///< known before, without its body
    };
    /// Takes note of an entry; nothing counts before `settle`.
    Arrival add(NewEntry&& entry);
    /// Another outline of the page; ids must match (outline_matches).
    void declare_page(Outline page);
    /// Brings the state up to date.
    void settle();
    [[nodiscard]] Changes take_changes();
    /// Makes everything anew from the set; for tests that compare.
    void fold_anew();

    /// The fold that `open` asks for, where it is not 1: nothing is then counted.
    [[nodiscard]] std::optional<std::int64_t> unsupported() const { return unsupported_; }
    [[nodiscard]] KeyId anchor() const { return anchor_; }
    [[nodiscard]] EntryIndex open_entry() const { return open_; }
    [[nodiscard]] bool has_clerk() const { return has_clerk_; }
    [[nodiscard]] std::vector<KeyId> clerks() const;
    [[nodiscard]] bool is_clerk(KeyId key) const;
    [[nodiscard]] const Rights& rights() const { return rights_; }
    [[nodiscard]] const Members& members() const { return members_; }
    /// The votes of a person on a question, before others lend theirs: 1, or what the site says of
    /// the member where members alone are eligible (0: not eligible).
    [[nodiscard]] std::int64_t votes(const QuestionText& question, KeyId person) const;
    /// The latest valid stamp's id, or nothing.
    [[nodiscard]] RefId latest_stamp() const { return latest_stamp_; }
    /// The clock of the next entry: one more than the largest seen, those apart that run so far
    /// ahead that whoever followed them would have to wait.
    [[nodiscard]] std::uint64_t next_clock() const;

    /// What the page declares, whether it is used or not.
    [[nodiscard]] const Outline& page() const { return page_; }
    [[nodiscard]] const std::optional<std::string>& thesis() const { return thesis_; }
    [[nodiscard]] const ClaimTree& tree() const { return tree_; }
    [[nodiscard]] const std::vector<Remark>& remarks() const { return remarks_; }
    [[nodiscard]] const std::vector<Question>& questions() const { return questions_; }
    [[nodiscard]] const Registers& registers() const { return registers_; }
    [[nodiscard]] const std::vector<EntryIndex>& outcomes() const { return outcomes_; }

    /// Why an entry of `author` with this body would be void if it came last now, or none; where
    /// it refers to what is not there, `refers`. Changes nothing. Of times only phases are judged,
    /// and only where there is a clerk, who would stamp it at about `now` (ms since 1970).
    [[nodiscard]] Reason foresee(KeyId author, Body body, std::int64_t now);

    [[nodiscard]] KeyId person(KeyId key) const;
    [[nodiscard]] std::size_t persons() const;
    [[nodiscard]] Status status(ClaimIndex claim) const;
    [[nodiscard]] Status status(const Remark& remark) const;
    [[nodiscard]] ClaimIndex claim_of(RefId ref) const;
    [[nodiscard]] QuestionIndex question_of(RefId ref) const;
    [[nodiscard]] const Remark* remark_of(RefId ref) const;
    /// A claim that no entry said, as the outline or the quote has it.
    struct Declared {
        const std::string* text = nullptr;
        RefId parent;
        Stance stance = Stance::pro;
    };
    /// Nothing where an entry said the claim.
    [[nodiscard]] const Declared* declared(ClaimIndex claim) const;
    /// The entry whose text a claim or remark now has: an edit, or what said it.
    [[nodiscard]] EntryIndex wording(RefId id, EntryIndex said) const;
    /// A person's choice that counts, or null.
    [[nodiscard]] const Value* choice(RegisterIndex ballot) const;
    /// Times of a stamp where there is a clerk; else times restrict nothing.
    [[nodiscard]] std::optional<std::int64_t> time_of(EntryIndex entry) const;
    [[nodiscard]] bool is_sealed(EntryIndex entry) const;
    /// Entries without body, not erased, that valid stamps hold for a question.
    [[nodiscard]] std::uint32_t sealed_ballots(RefId question) const;
    /// Ballots on a question that were erased.
    [[nodiscard]] std::uint32_t erased_ballots(RefId question) const;
    /// Whether `left` comes before `right` among siblings: declared, gone, then by place.
    [[nodiscard]] bool stands_before(ClaimIndex left, ClaimIndex right) const;
    /// The same among questions: declared ones, then by place.
    [[nodiscard]] bool asked_before(QuestionIndex left, QuestionIndex right) const;
    /// All entries by place.
    [[nodiscard]] std::vector<EntryIndex> by_place() const;

  private:
    struct Clerk {
        bool on = false;
        std::int64_t from = 0;
    };
    enum class Kind : std::uint8_t { none, thesis, claim, remark, question, link };
    struct Thing {
        Kind kind = Kind::none;
        std::uint32_t index = 0;
    };

    // debate_places.cpp: in what order.
    void put_in_place(EntryIndex entry);
    void place_all();

    // debate_standing.cpp: who decides.
    void fold_all();
    void find_open_and_clerks(const std::vector<EntryIndex>& standing);
    void judge_stamps(const std::vector<EntryIndex>& standing);
    void declare_all(const std::vector<EntryIndex>& order);
    void judge_erasures(const std::vector<EntryIndex>& order);
    void bring_back_gone(const std::vector<EntryIndex>& order);
    [[nodiscard]] bool is_far(const Entry& entry) const;
    [[nodiscard]] bool decides(const Entry& entry) const;
    [[nodiscard]] bool anchors_role(const Entry& entry) const;
    [[nodiscard]] bool is_pending(EntryIndex entry) const;
    [[nodiscard]] Reason erase_reason(EntryIndex erase, EntryIndex target) const;
    void add_declared(const DeclaredClaim& claim);
    bool add_question(RefId id, EntryIndex entry, const QuestionText& text, bool pending);
    ClaimIndex add_gone(const Quote& quote, EntryIndex by);

    // debate_persons.cpp: whose keys are whose, and whom the sites vouch for.
    void attest(EntryIndex attest);
    void join_persons(const std::vector<EntryIndex>& deciding);
    /// Whether a device is between keys of two members, which it cannot join; and whether it would,
    /// the other one being there.
    [[nodiscard]] bool names_two_members(EntryIndex device) const;
    [[nodiscard]] bool joins_two_members(EntryIndex device) const;
    void arrive_device(EntryIndex entry);
    void arrive_attest(EntryIndex entry);
    /// Whether it says nothing that hangs on whose key wrote it.
    [[nodiscard]] static bool is_aside(const Entry& entry);

    // debate_taking.cpp: judging entries one by one, and what they do.
    void settle_entry(EntryIndex entry, Reason reason);
    void set_state(EntryIndex entry, State state, Reason reason);
    [[nodiscard]] bool is_effective(const Entry& entry) const;
    [[nodiscard]] bool is_taken(RefId ref) const;
    [[nodiscard]] Thing thing(RefId ref) const;
    void set_thing(RefId ref, Kind kind, std::uint32_t index);
    [[nodiscard]] RefId missing_reference(const Entry& entry) const;
    void take_all(const std::vector<EntryIndex>& by_place);
    void expect_names(EntryIndex entry) const;
    void expect_things(EntryIndex entry) const;
    void attempt(EntryIndex entry);
    void attempt_with_waiters(EntryIndex entry);
    void release_waiters(RefId ref);
    void drain_released();
    [[nodiscard]] Reason judge(EntryIndex entry);
    [[nodiscard]] Reason judge_references(EntryIndex entry) const;
    [[nodiscard]] Reason judge_ballot(EntryIndex entry) const;
    void add_claim(EntryIndex entry);
    void apply(EntryIndex entry);
    void take_back(EntryIndex entry);
    void write_register(EntryIndex entry, bool add);
    void settle_flags(RefId target);
    [[nodiscard]] std::pair<RefId, RefId> references(const Entry& entry) const;

    // debate_judgements.cpp: what people judge of a claim at a place.
    [[nodiscard]] std::optional<std::uint32_t> judgement(RegisterIndex said) const;
    void judgement_changed(RefId claim, RefId parent, std::optional<std::uint32_t> before,
                           std::optional<std::uint32_t> after);
    void settle_judgement(PlacementIndex placement);
    void settle_judgements();

    // debate_tree.cpp: the tree changes as taken, undone and redone.
    [[nodiscard]] bool is_tree_change(EntryIndex entry) const;
    [[nodiscard]] Reason take_tree_change(EntryIndex entry);
    [[nodiscard]] Reason perform(ClaimTree::Change& change);
    void undo_from(std::size_t position);
    void redo_from(std::size_t position);
    [[nodiscard]] bool lands_before_changes(EntryIndex taken_at) const;
    void admit_late_leaf();

    // debate_live.cpp: one more entry. Where the state cannot follow it sets `stale_`.
    void arrive(EntryIndex entry);
    void arrive_with_body(EntryIndex entry);
    void arrive_standing(EntryIndex entry);
    void arrive_stamp(EntryIndex entry);
    void promote(EntryIndex entry, const StampPlace& place);
    void arrive_erase(EntryIndex entry);
    void arrive_quote(EntryIndex entry);
    void arrive_taking(EntryIndex entry);
    [[nodiscard]] Reason foresee_taking(EntryIndex entry);
    void release_far();
    void make_room();
    [[nodiscard]] bool last_to_judge(EntryIndex entry) const;

    Ledger ledger_;
    KeyId anchor_;
    Outline page_;
    Changes changes_;
    std::vector<EntryIndex> arrived_;
    bool stale_ = true;  // nothing but folding anew will do
    bool bulk_ = false;

    std::optional<std::int64_t> unsupported_;
    EntryIndex open_;
    KeyMap<Clerk> clerks_;
    bool has_clerk_ = false;
    KeyMap<EntryIndex> last_stamp_of_;  // by clerk
    EntryIndex greatest_stamp_;
    RefId latest_stamp_;
    KeyMap<StampPlace> stamp_places_;  // by id
    KeyMap<std::vector<RefId>> held_;  // by id: questions
    KeyMap<std::uint32_t> sealed_;     // by question
    KeyMap<std::uint32_t> erased_;     // by question
    std::uint64_t greatest_clock_ = 0;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> far_;  // heap by clock

    CheckToken check_token_;
    Members members_;
    EntryIndex last_attest_;  // by place, of those that attest or replace a site's key
    Rights rights_;
    std::vector<KeyId> persons_;             // union-find, by key
    std::vector<std::uint32_t> effective_;   // entries with effect, by key
    std::vector<std::uint32_t> entries_of_;  // other than device, name and attest, by person
    KeyIndex devices_;                       // pairs of keys, one naming the other
    KeyIndex deviced_;                       // keys in such a pair
    std::uint32_t not_ones_own_ = 0;         // void since not one's own

    std::optional<std::string> thesis_;
    std::vector<const Outline*> outlines_;
    KeyMap<Declared> declared_;  // by claim
    LargeVector<Thing> things_;  // by ref
    ClaimTree tree_;
    std::vector<Remark> remarks_;
    std::vector<Question> questions_;
    std::vector<EntryIndex> outcomes_;
    RefSet withdrawn_;
    Registers registers_;

    KeyMap<std::vector<EntryIndex>> waiters_;  // by ref
    std::vector<EntryIndex> released_;         // heap by place
    RefSet erase_waits_;                       // targets
    bool erases_ = false;                      // an erase was judged
    RefSet referred_;                          // what entries name
    EntryIndex latest_quote_;                  // the last that brought one back

    std::vector<ClaimTree::Change> timeline_;  // tree changes, void ones too, as taken
    EntryIndex timeline_end_;                  // the last place any of them waited for
    bool odd_timeline_ = false;                // some change was taken after its place
    bool odd_references_ = false;              // something refers to a tree change
    std::uint32_t late_leaves_ = 0;            // claims that landed before tree changes
};

}  // namespace palabre
