#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hub/clerk.hpp"
#include "hub/open_terms.hpp"
#include "hub/store.hpp"
#include "hub/terms.hpp"
#include "hub/unread.hpp"
#include "interchange/body_reader.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/live_debate.hpp"

namespace palabre::hub {

/// How lines come from another hub: as it took them, which may be before this hub has what is
/// before them, or in the order of its list, from the first that is not here.
enum class Sent : std::uint8_t { live, in_order };

/// A debate as far as it decides what may be added to it: the same fold as in a reader's browser,
/// over everything that was taken, durable or not. The entry with number i in its ledger is the
/// one at position i + 1.
class Judge {
  public:
    Judge(std::string_view debate, std::string_view owner);

    /// Bytes of bodies that were judged and refused: the names in them stay in the fold.
    [[nodiscard]] std::size_t refused_bytes() const { return refused_bytes_; }

    /// What the store has, one by one; then `settle`.
    void load(const StoredEntry& entry);
    /// What the store holds back until a moderator has read it, with its body, after all else.
    void load_unread(const StoredEntry& entry);
    void settle() { live_.settle(); }

    using Authors = std::set<std::string, std::less<>>;

    struct Verdict {
        enum class Is : std::uint8_t {
            taken,
            known,       ///< the debate had it
            refused,     ///< `reason`
            number,      ///< not its author's next one, which `expects` is
            unopened,    ///< nobody has opened the debate
            unreadable,  ///< not even a head: there is no id to refuse
            rate,        ///< its author writes too fast
            work,        ///< its author is new here and has not brought the work that it takes
            early,       ///< its author's attest has no stamp yet
            unsettled,   ///< an outcome, while this hub does not know what the other hubs have
            passed_over  ///< an entry of this author before it was not taken
        };
        Is is = Is::unreadable;
        std::string id;
        std::string author;
        std::uint64_t n = 0;
        std::string_view reason;
        std::string_view what;  ///< a sentence, where the reason's own says less
        std::uint64_t expects = 0;
        Position position = 0;  ///< of what is taken or known
        bool was_new = false;   ///< its author had written nothing here before
        NewRow row;             ///< of what is taken
    };
    /// Judges a published line and takes it where it is good. `now` is ms since 1970; `may_write`
    /// says of a key whose signature is good whether it is within its rate. Of `stopped` authors
    /// nothing new is looked at.
    template <class MayWrite>
    Verdict look(std::string_view line, std::int64_t now, const Terms& terms,
                 const Authors& stopped, MayWrite may_write) {
        Verdict verdict = read(line, terms.entry, stopped);
        if (verdict.is != Verdict::Is::taken) return verdict;
        if (!may_write(verdict.author)) {
            verdict.is = Verdict::Is::rate;
            return verdict;
        }
        take(verdict, now, terms);
        return verdict;
    }

    /// What a line of another hub comes to. Any sound entry is taken: that hub has judged it.
    struct Brought {
        enum class Is : std::uint8_t {
            taken,
            known,     ///< the debate had it, and may lack its body: then `row` has it
            unsound,   ///< no entry of this debate, or its signature or hash is wrong
            too_early  ///< what must be here before it is not yet: it comes again, in order
        };
        Is is = Is::unsound;
        std::string id;
        Position position = 0;  ///< of what is taken or known
        NewRow row;
    };
    Brought bring(std::string_view line, std::int64_t now, const Terms& terms,
                  Sent sent = Sent::in_order);
    /// Before these lines are brought: what the stamps among them say of what waits.
    void look_ahead(std::string_view lines, Sent sent = Sent::in_order);
    /// Adds the body to an entry that `bring` called known, held or not; then `settle`.
    void add_body(const NewRow& row, Position position);
    /// Whether readers may have the body of an entry that is known: erased ones they may not.
    [[nodiscard]] bool is_erased(Position position) const;
    /// Whether this key is a clerk of the debate.
    [[nodiscard]] bool may_stamp(std::string_view key) const;
    /// Whether no clerk has stamped it where there is one.
    [[nodiscard]] bool lacks_stamp(Position position) const;
    /// Whether it is a `show` or unread: where these stand decides what is given out.
    [[nodiscard]] bool hangs_on_place(Position position) const;
    /// Where an entry stands; 0 where it is not here.
    [[nodiscard]] Position position_of(std::string_view id) const;
    /// Whether all these entries are here. `lines` are as a log has them.
    [[nodiscard]] bool knows_all(std::string_view lines);

    /// Takes note of a body that was held and is given out now; then `settle`.
    void take_released(const StoredEntry& entry) { load(entry); }
    /// Takes the hub's own entry. Its position.
    Position take_own(const NewRow& row);

    /// What came to be erased since last asked: where there is a clerk, with the stamp.
    [[nodiscard]] std::vector<Position> take_erased();
    /// Gives out what waits no more, by what is known by now (judge_reading.cpp).
    void settle_reading(const Terms& terms);
    /// What was given out since last asked.
    [[nodiscard]] std::vector<Position> take_read();
    [[nodiscard]] bool has_read() const { return !read_.empty(); }
    /// Whether these words wait for a moderator.
    [[nodiscard]] bool is_unread(Position position) const;
    /// Whether they do and no stamp says so yet, which readers would take for a loss.
    [[nodiscard]] bool lacks_word_of_waiting(Position position) const;
    /// Whether words wait for nothing but a stamp.
    [[nodiscard]] bool waits_for_stamp_alone(Position position, const Terms& terms);

    /// What the debate's `open` asks of a hub.
    [[nodiscard]] const OpenTerms& open_terms();
    /// Whether this key may read what is held back, and let it be given out.
    [[nodiscard]] bool is_moderator(std::string_view key) const;
    /// Whether the key came less than a day ago and nobody vouches for it: it is no owner's, no
    /// moderator's, no facilitator's and no member's.
    [[nodiscard]] bool is_newcomer(std::string_view key, std::int64_t now) const;

    /// Whether this key has declared what a page says.
    [[nodiscard]] bool has_declared(std::string_view key) const;

    [[nodiscard]] Clerk::Place next_place(std::string_view clerk, std::int64_t now) const;
    /// The time of this clerk's next stamp, whose place is behind all that is known here.
    [[nodiscard]] std::int64_t stamp_time(std::string_view clerk, std::int64_t now) const;
    /// Where the stamp stands that names the entry at a position; 0 where there is none.
    [[nodiscard]] Position stamp_of(Position entry) const;
    [[nodiscard]] std::string line(Position position) const;
    [[nodiscard]] Position head() const { return live_.debate().ledger().entries.size(); }
    [[nodiscard]] const LiveDebate& live() const { return live_; }

  private:
    [[nodiscard]] Verdict read(std::string_view line, const EntryLimits& limits,
                               const Authors& stopped);
    /// Why a body is not taken: a reason and a sentence, or nothing.
    struct Objection {
        std::string_view reason;
        std::string_view what;
    };
    void take(Verdict& verdict, std::int64_t now, const Terms& terms);
    [[nodiscard]] Objection why_not(const Head& head, std::string_view body, std::int64_t now,
                                    const Terms& terms);
    [[nodiscard]] Objection why_not_written(Verb verb, KeyId author, Reason reason,
                                            const Terms& terms) const;
    [[nodiscard]] Objection why_not_attested(std::string_view token, KeyId author, std::int64_t now,
                                             const Terms& terms);
    [[nodiscard]] bool is_being_attested(KeyId author);
    [[nodiscard]] bool lies_of_held(const Body& erase) const;
    [[nodiscard]] EntryIndex unread_in(const Body& body) const;
    [[nodiscard]] bool decides(const Body& body, KeyId author) const;
    [[nodiscard]] bool is_in_office(KeyId key) const;
    [[nodiscard]] bool reads_first(const Terms& terms);
    [[nodiscard]] bool is_opened() const { return live_.debate().open_entry().is_some(); }
    void give_out(EntryIndex read);
    [[nodiscard]] bool is_stamped(EntryIndex entry) const;
    [[nodiscard]] bool is_moderators(EntryIndex entry) const;
    [[nodiscard]] bool waited_when_taken(EntryIndex entry) const;
    [[nodiscard]] bool is_read(EntryIndex entry, const Unread::Words& words, const Terms& terms);
    [[nodiscard]] std::vector<EntryIndex> read_names() const;
    void hold_words(NewRow& row, const Terms& terms);
    void hold_brought_words(NewRow& row, const Terms& terms);
    void hold_ballot(NewRow& row) const;
    void keep_held(EntryIndex entry, const NewRow& row);
    void keep_unread(EntryIndex entry, const NewRow& row);
    [[nodiscard]] bool names_strangers(const Body& body) const;
    [[nodiscard]] bool has_overtaken(const Body& body) const;
    [[nodiscard]] bool see_whether_held(NewRow& row, std::int64_t now, const Terms& terms,
                                        Sent sent);
    [[nodiscard]] EntryIndex find(std::string_view id) const;
    [[nodiscard]] bool refers_to_page(const Body& body) const;
    [[nodiscard]] bool is_open(const Body& body, std::int64_t now) const;
    // Folds in the line just read, without its body where that is held.
    [[nodiscard]] EntryIndex fold_line(bool held);
    void note(EntryIndex entry);
    [[nodiscard]] std::uint64_t last_number(std::string_view author) const;

    std::size_t refused_bytes_ = 0;
    std::string owner_;
    LiveDebate live_;
    LineReader lines_;
    BodyReader bodies_;
    LogLine line_;                        // the one that `read` found good
    std::vector<std::uint64_t> numbers_;  // by author: the last number
    std::vector<Position> stamps_;        // by entry
    std::vector<EntryIndex> erasing_;     // erases that had no effect yet
    std::vector<EntryIndex> attesting_;   // attests that had no stamp yet
    KeyMap<KeyId> token_users_;           // by the token's name
    std::vector<std::int64_t> since_;     // by author: the time of the first one's stamp, or 0
    KeyMap<RefId> held_;                  // by entry: the question that its body is held for
    Unread unread_;
    std::map<std::uint32_t, std::vector<EntryIndex>> shows_;         // by what they show
    std::map<std::uint32_t, std::vector<EntryIndex>> said_waiting_;  // by entry: the stamps
    bool has_waiting_ = false;      // some stamp says of some words that they wait
    std::vector<RefId> said_held_;  // the questions of ballots that the lines at hand say are held
    std::vector<Position> read_;    // since last asked
    OpenTerms open_terms_;
    EntryIndex open_;  // of which these are
    // Of the body just judged.
    struct Judged {
        Verb verb = Verb::unknown;
        RefId first;
        KeyId author;
    } judged_;
    std::int64_t last_stamp_time_ = 0;
    KeyId last_stamper_;
};

}  // namespace palabre::hub
