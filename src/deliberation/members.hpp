#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "deliberation/key_map.hpp"
#include "deliberation/ledger.hpp"

namespace palabre {

/// Whether `sig` is `key`'s over `message`, all as they stand in a token. Handed to a debate by
/// builds that hold libsodium; where there is none, tokens are taken as good, as signatures are.
using CheckToken = bool (*)(std::string_view key, std::string_view message, std::string_view sig);

/// Whom the sites of a debate vouch for (docs/entry.md, 5.8). A member is a site and a pseudonym.
/// Attests come in the order of their places.
class Members {
  public:
    explicit Members(Ledger& ledger) : ledger_(&ledger) {}
    /// Whether this program knows members at all: palabre-core does not (src/wasm).
    [[nodiscard]] static bool are_known();
    void clear();
    /// The sites' keys as `open` names them.
    void begin(const std::vector<KeyId>& sites);
    /// From here on `by` stands for the site's key `old`. Whether `old` is one.
    bool replace(KeyId old, KeyId by);
    [[nodiscard]] bool is_site(KeyId key) const;
    /// Whether anybody may vouch for members here.
    [[nodiscard]] bool has_sites() const { return are_known() && !sites_.empty(); }
    /// The keys that may sign tokens now.
    [[nodiscard]] std::vector<KeyId> site_keys() const;
    /// Whether `key` is a member's already, and not that of whom `site` calls `sub`.
    [[nodiscard]] bool is_another(KeyId key, KeyId site, std::string_view sub) const;

    /// What an attest comes to.
    enum class Attested : std::uint8_t {
        nothing,  ///< its token is not good, ended, used by another key, or another member's
        again,    ///< its key was this member's before
        joined,   ///< a key more of a member
        fresh     ///< a new member
    };
    /// `time` is the attest's, nothing where times restrict nothing.
    Attested attest(EntryIndex entry, std::optional<std::int64_t> time, CheckToken check);
    /// Says that a key is a member's, by a device of theirs.
    void belongs(KeyId key, std::uint32_t member) { of_[key.value] = member; }

    static constexpr std::uint32_t nobody = 0xffffffffU;
    [[nodiscard]] std::size_t size() const { return all_.size(); }
    /// The member whose key this is, or `nobody`.
    [[nodiscard]] std::uint32_t of(KeyId key) const;
    /// Whether a token of its own names this key, not a device alone.
    [[nodiscard]] bool is_attested(KeyId key) const;
    /// The keys of a member that tokens name, by place.
    [[nodiscard]] const std::vector<KeyId>& keys(std::uint32_t member) const {
        return all_[member].keys;
    }
    /// Whether the member whose key this is was attested at a place before `at`.
    [[nodiscard]] bool attested_before(KeyId key, EntryIndex at) const;
    /// The votes of the member whose key this is, on a question that closes then: what the last
    /// attest before says, 0 where there is none.
    [[nodiscard]] std::int64_t votes(KeyId key, std::optional<std::int64_t> closes) const;
    /// The votes of all members together.
    [[nodiscard]] std::int64_t all_votes(std::optional<std::int64_t> closes) const;
    /// Whether the last attest of a member says another weight than the one before.
    [[nodiscard]] bool weight_changed(std::uint32_t member) const;

  private:
    struct Site {
        KeyId first;  ///< as `open` names it: whose members these are
        KeyId now;
    };
    struct Said {
        EntryIndex entry;
        std::optional<std::int64_t> time;
        std::int64_t weight = 1;
    };
    struct Member {
        KeyId site;
        RefId sub;
        std::vector<KeyId> keys;
        std::vector<Said> said;  ///< by place
    };

    [[nodiscard]] KeyId site_of(TokenDetail& token, CheckToken check) const;
    [[nodiscard]] static std::int64_t votes_of(const Member& member,
                                               std::optional<std::int64_t> closes);

    Ledger* ledger_;
    std::vector<Site> sites_;
    std::vector<Member> all_;
    KeyMap<std::uint32_t> by_name_;  // site and sub: a member
    KeyMap<std::uint32_t> of_;       // key: its member
    KeyMap<KeyId> used_;             // jti: by which key
};

}  // namespace palabre
