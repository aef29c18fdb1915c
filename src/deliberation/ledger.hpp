#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "deliberation/block_list.hpp"
#include "deliberation/entry.hpp"
#include "deliberation/expectation.hpp"
#include "deliberation/interner.hpp"
#include "deliberation/large_memory.hpp"

namespace palabre {

/// Where in the order an entry stands (docs/entry.md, section 2); ascending.
enum class Band : std::uint8_t {
    first,       ///< an unstamped role of the anchor with nothing before it
    open,        ///< the anchor's open
    after_open,  ///< an unstamped role of the anchor right after the open
    stamped,     ///< by its earliest valid stamp; and the anchor's roles right after such a role
    tail         ///< by clock, author, n, id
};

struct StampPlace {
    std::int64_t time = 0;  ///< ms since 1970
    std::uint64_t n = 0;    ///< the stamp's
    RefId id;               ///< the stamp's
    std::uint32_t index = 0;
};

struct Entry {
    RefId id;
    KeyId author;
    std::uint64_t n = 0;
    std::uint64_t clock = 0;
    std::uint64_t at = 0;
    Body body;

    bool has_body = false;
    bool stamped = false;   ///< `stamp` is set
    bool attached = false;  ///< comes right after the stamped role whose `stamp` it copies
    bool far = false;       ///< waits by its clock
    bool erased = false;
    Band band = Band::tail;
    State state = State::untaken;
    Reason reason = Reason::none;
    EntryIndex older;     ///< the entry before it in its register, by place
    EntryIndex taken_at;  ///< the last entry it had to wait for, by place; itself if none
    StampPlace stamp;
    std::optional<Was> was;  ///< what the erase says, where erased

    /// The verb by which it is judged: of what is erased only `was` is left.
    [[nodiscard]] Verb verb() const {
        if (!erased) return body.verb;
        return was ? was->verb : Verb::unknown;
    }
    [[nodiscard]] RefId first() const { return erased ? (was ? was->ref : RefId{}) : body.first; }
    [[nodiscard]] Stance stance() const { return erased && was ? was->stance : body.stance; }
};

/// The entries of a debate by arrival, the texts behind their numbers, and their order.
class Ledger {
  public:
    BlockList<Entry> entries;
    Interner refs;
    Interner keys;

    [[nodiscard]] Entry& at(EntryIndex index) { return entries[index.value]; }
    [[nodiscard]] const Entry& at(EntryIndex index) const { return entries[index.value]; }
    [[nodiscard]] std::string_view text(RefId ref) const { return refs.text(ref.value); }
    [[nodiscard]] std::string_view text(KeyId key) const { return keys.text(key.value); }
    [[nodiscard]] RefId ref(std::string_view text) { return RefId(refs.intern(text)); }
    [[nodiscard]] KeyId key(std::string_view text) { return KeyId(keys.intern(text)); }

    /// Room for `count` more entries, where these are most of what will be there: a table that
    /// grows by doubling writes twice the memory.
    void make_room(std::size_t count) {
        if (count <= refs.size()) return;
        refs.reserve(refs.size() + count);
        by_ref_.reserve(refs.size() + count);
    }

    /// The one copy of a choice: most ballots say what others say. It lives as long as the debate.
    [[nodiscard]] const Value* choice(Value&& value);

    /// The entry with that id, or nothing.
    [[nodiscard]] EntryIndex entry_of(RefId ref) const {
        return ref.value < by_ref_.size() ? by_ref_[ref.value] : EntryIndex{};
    }
    void name_entry(RefId ref, EntryIndex entry) {
        if (by_ref_.size() <= ref.value) by_ref_.resize(refs.size());
        by_ref_[ref.value] = entry;
    }

    /// Says that what stands under `ref` will be looked at soon: first which entry that is, then
    /// the entry.
    void expect_entry_of(RefId ref) const {
        if (ref.value < by_ref_.size()) palabre::expect(&by_ref_[ref.value]);
    }
    void expect(EntryIndex index) const {
        if (index.is_some()) palabre::expect(&at(index), hot_bytes);
    }

    /// Whether the place of `left` comes before that of `right`.
    [[nodiscard]] bool before(EntryIndex left, EntryIndex right) const;
    /// By clock, n, id: the order in which the anchor's word is taken.
    [[nodiscard]] bool by_clock(EntryIndex left, EntryIndex right) const;

  private:
    // As far as taking one entry looks at another.
    static constexpr std::size_t hot_bytes = 96;

    LargeVector<EntryIndex> by_ref_;
    Interner choice_texts_;
    BlockList<Value> choices_;
};

}  // namespace palabre
