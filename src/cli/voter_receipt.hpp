#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/hub_proofs.hpp"
#include "deliberation/result.hpp"

namespace palabre {

/// What a receipt shows by itself (docs/receipt.md): a hub had these entries at that time, and they
/// are in the list that it signed.
struct VoterReceipt {
    struct Acknowledged {
        std::string id;
        std::string author;
        std::string stamp;       ///< the id of the stamp that names it
        std::int64_t time = 0;   ///< the stamp's; ms since 1970
        std::uint64_t position;  ///< in the hub's list, from 1
    };
    std::string debate;
    std::string hub;    ///< its address, as the receipt has it; not signed
    std::string clerk;  ///< whose word it is
    FiledCheckpoint checkpoint;
    std::vector<Acknowledged> entries;  ///< one at least
};

/// Reads a receipt and verifies all of it. `clerk`: whose word counts; else whom it names itself.
/// Errors: "receipt", "signature", "stamp", "proof", and those of read_checkpoint_note; `where`
/// names the line.
[[nodiscard]] Result<VoterReceipt> read_voter_receipt(std::string_view text,
                                                      std::optional<std::string_view> clerk);

/// `palabre verify --receipt FILE`; the exit status.
int verify_receipt(const std::string& file, std::optional<std::string_view> clerk,
                   std::ostream& out, std::ostream& err);

}  // namespace palabre
