#pragma once

#include <optional>
#include <vector>

#include "deliberation/key_map.hpp"
#include "deliberation/ledger.hpp"
#include "deliberation/members.hpp"

namespace palabre {

[[nodiscard]] bool is_writers_verb(Verb verb);
[[nodiscard]] bool is_voters_verb(Verb verb);
/// Verbs that refer to nothing and are known before the taking.
[[nodiscard]] bool is_known_first(Verb verb);
/// Whether entries of this verb wait for what they refer to.
[[nodiscard]] bool refers(Verb verb);

/// Who may do what at a place: roles, bans and phases as they stood there.
class Rights {
  public:
    Rights(const Ledger& ledger, const Members& members) : ledger_(&ledger), members_(&members) {}
    void clear(KeyId anchor, EntryIndex open);

    /// A role, ban or phase that counts, or an attest whose token gives a role. May come in any
    /// order of places.
    void take(EntryIndex entry);

    [[nodiscard]] bool has_role(KeyId key, Role role, EntryIndex at) const;
    [[nodiscard]] bool is_owner(KeyId key, EntryIndex at) const;
    [[nodiscard]] bool is_moderator(KeyId key, EntryIndex at) const;
    [[nodiscard]] bool is_banned(KeyId key, EntryIndex at) const;
    /// Whether `open.write` lets this key write at a place; nothing: at the end.
    [[nodiscard]] bool may_write(KeyId key, EntryIndex at) const;
    /// Why an entry is void by itself at its place, or none; neither for erase nor for stamp.
    /// `time` is its stamp's, nothing where times restrict nothing.
    [[nodiscard]] Reason by_itself(EntryIndex entry, std::optional<std::int64_t> time) const;
    /// Keys that hold `role` at the end, the anchor among the owners; clerks apart.
    [[nodiscard]] std::vector<KeyId> holders(Role role) const;

  private:
    [[nodiscard]] bool may(EntryIndex entry) const;
    [[nodiscard]] bool phase_forbids(EntryIndex entry, std::int64_t time) const;
    void insert(std::vector<EntryIndex>& by_place, EntryIndex entry) const;
    /// The last of `by_place` before `at` for which `test` holds, or nothing.
    template <class Test>
    [[nodiscard]] EntryIndex last(const std::vector<EntryIndex>& by_place, EntryIndex at,
                                  Test test) const;

    const Ledger* ledger_;
    const Members* members_;
    KeyId anchor_;
    EntryIndex open_;
    KeyMap<std::vector<EntryIndex>> roles_;   // by key
    KeyMap<std::vector<EntryIndex>> bans_;    // by key
    KeyMap<std::vector<EntryIndex>> phases_;  // by name
};

}  // namespace palabre
