#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "hub/signed_list.hpp"
#include "hub/store.hpp"
#include "hub/terms.hpp"
#include "seal/merkle.hpp"
#include "seal/seal.hpp"

namespace palabre::hub {

/// The hub's own key: it signs stamps, refusals, snapshots, checkpoints, and the `open` of debates
/// that have no other owner. One a hub, for all its debates.
class Clerk {
  public:
    explicit Clerk(const seal::KeyPair& keys);
    /// The key in DIR/clerk.key, a file as `palabre key new` makes it, made where it is not there.
    /// Errors: "storage", "key", "no-randomness".
    static Result<Clerk> in(const std::string& folder);

    /// The key in a file that is there. Errors: "key".
    static Result<Clerk> from(const std::string& path);

    /// 43 characters.
    [[nodiscard]] const std::string& key() const { return key_; }

    /// The head's fields that depend on the debate.
    struct Place {
        std::string_view debate;
        std::uint64_t n = 1;
        std::uint64_t clock = 1;
        std::string_view seen;  ///< the latest stamp's id, or ""
        std::int64_t now = 0;   ///< ms since 1970
    };
    /// The `open` of a debate whose anchor this clerk is: who writes there, and by which keys its
    /// site vouches for members. The clerks are those of `terms`, or this one. The same arguments
    /// give the same bytes.
    [[nodiscard]] NewRow open(const Place& place, const Terms& terms, std::string_view salt) const;
    /// An entry of the clerk's own with that body.
    [[nodiscard]] NewRow entry(const Place& place, std::string body) const;
    /// 22 characters for a text, always the same, that nobody else can guess.
    [[nodiscard]] std::string word_for(std::string_view text) const;
    /// Which of a stamp's ids are ballots whose bodies are kept back, by question.
    using Held = std::map<std::string, std::vector<std::string>, std::less<>>;
    /// A stamp for these ids; `time` is not before that of the last one.
    [[nodiscard]] Result<NewRow> stamp(const Place& place, std::int64_t time,
                                       std::span<const std::string> ids,
                                       const Held& held = {}) const;

    /// The signature over `text`, which begins with what it is.
    [[nodiscard]] std::string sign(std::string_view text) const;
    /// A list of this hub of that name, signed.
    [[nodiscard]] SignedList sign_list(std::string_view name, std::string_view debate,
                                       const seal::MerkleTree& tree) const;

  private:
    seal::KeyPair keys_;
    std::string key_;
};

/// 22 characters that nobody can guess: a salt, an epoch. Errors: "no-randomness".
[[nodiscard]] Result<std::string> random_word();

}  // namespace palabre::hub
