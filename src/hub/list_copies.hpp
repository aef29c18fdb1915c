#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "hub/signed_list.hpp"
#include "hub/sqlite.hpp"
#include "hub/tree_tables.hpp"
#include "seal/merkle.hpp"

namespace palabre::hub {

/// More of another hub's list.
struct CopiedPiece {
    SignedList list;                        ///< with this piece
    std::uint64_t after = 0;                ///< the size before
    std::vector<std::uint64_t> positions;   ///< of its entries after + 1, ... in this hub's list
    std::vector<seal::TileHash> completed;  ///< what they complete of its tree
};

/// Copies of other hubs' lists of the same debates. The entries are here anyhow: a copy is their
/// order, as positions in this hub's list, and the hashes of that order's tree. So this hub can
/// show what another has signed, and prove it, when that one is gone.
/// One thread at a time, as its connection.
class ListCopies {
  public:
    /// What must have been run on the database once.
    static const char* const schema;
    /// `database` must live as long. Errors: "storage".
    static Result<ListCopies> on(const Database& database);

    /// Adds a piece, where it goes on from what is there. False where the database refuses.
    [[nodiscard]] bool add(std::int64_t debate, const CopiedPiece& piece);
    /// Forgets all copies of a debate. False where the database refuses.
    [[nodiscard]] bool drop(std::int64_t debate);

    struct Copy {
        std::int64_t row = 0;  ///< names the list in `trees`
        SignedList list;
    };
    [[nodiscard]] std::optional<Copy> find(std::int64_t debate, std::string_view clerk);
    [[nodiscard]] std::vector<Copy> of_debate(std::int64_t debate);
    /// What is kept of one hub's lists: debates behind `after` by id, until `each` says false.
    void of_hub(std::string_view clerk, std::string_view after,
                const std::function<bool(std::string_view debate, const SignedList&)>& each);
    [[nodiscard]] TreeTables& trees() { return trees_; }

  private:
    Statement add_list_, add_entry_, find_, of_debate_, of_hub_;
    Statement drop_entries_, drop_tree_, drop_lists_;
    TreeTables trees_;
};

}  // namespace palabre::hub
