#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "hub/sqlite.hpp"
#include "seal/merkle.hpp"

namespace palabre::hub {

/// The leaf of an entry: its line without body, so that erasing a body changes no hash.
[[nodiscard]] std::string leaf_of(std::string_view head, std::string_view sig);

/// What a database keeps of the Merkle trees of lists: the hashes of levels 1 and above, one for
/// each 256 entries. Those of level 0 are made from the entries, which are there anyhow. So a tree
/// is taken up again from at most 255 hashes a level, and its growth writes next to nothing.
/// A list is named by its row: a debate's, or that of a copy of another hub's list.
/// One thread at a time, as its connection.
class TreeTables {
  public:
    /// What must have been run on the database once.
    static const char* const schema;

    /// The trees of this hub's own lists. `database` must live as long. Errors: "storage".
    static Result<TreeTables> on(const Database& database);
    /// Those of the copies (list_copies.hpp), likewise.
    static Result<TreeTables> of_copies(const Database& database);

    /// Adds leaves behind what `tree` has, and keeps what they complete. False where the database
    /// refuses.
    [[nodiscard]] bool grow(std::int64_t list, seal::MerkleTree& tree, std::string_view head,
                            std::string_view sig);
    /// Keeps hashes that were completed elsewhere, likewise.
    [[nodiscard]] bool keep(std::int64_t list, const std::vector<seal::TileHash>& completed);

    /// The tree of the first `size` entries, or nothing where hashes or entries are missing.
    [[nodiscard]] std::optional<seal::MerkleTree> tree(std::int64_t list, std::uint64_t size);

    /// The same from the entries alone, written down on the way: for a debate that has no tree yet.
    [[nodiscard]] std::optional<seal::MerkleTree> made_anew(std::int64_t list, std::uint64_t size);

    /// The hashes `first` to `first` + `count` - 1 of a level, fewer where they are not there.
    [[nodiscard]] std::vector<Digest> hashes(std::int64_t list, unsigned level, std::uint64_t first,
                                             std::uint64_t count);

    /// The leaves `first`, from 0, to `first` + `count` - 1.
    void leaves(std::int64_t list, std::uint64_t first, std::uint64_t count,
                const std::function<void(std::string_view head, std::string_view sig)>& each);

  private:
    struct Sql {
        const char* add;
        const char* hashes;
        const char* leaves;
    };
    static Result<TreeTables> prepare(const Database& database, const Sql& sql);

    Statement add_hash_, hashes_, leaves_;
    std::vector<seal::TileHash> completed_;
};

}  // namespace palabre::hub
