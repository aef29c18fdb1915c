#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/hub_list.hpp"
#include "deliberation/result.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/checkpoint.hpp"
#include "interchange/json_writer.hpp"
#include "seal/seal.hpp"

namespace palabre {

/// A log, and what it is held against.
struct CheckedLog {
    std::string file;
    std::string debate;
    const HubList& list;
    std::vector<seal::PublicKey> keys;  ///< whose word counts: those of the hub
};

/// What is wrong, in which file and where in it.
struct Complaint {
    std::string file;
    std::string where;
    std::string what;
};

/// A checkpoint in a file, signed by one of the hub's keys.
struct FiledCheckpoint {
    std::string file;
    Checkpoint said;
    seal::PublicKey key;  ///< who signed it
    std::vector<std::string>
        witnesses;  ///< names of other keys below it; their lines are not judged
};

/// Reads a checkpoint of a debate's list and verifies that one of `keys` signed it.
/// Errors: as below, without "file".
[[nodiscard]] Result<FiledCheckpoint> read_checkpoint_note(
    std::string_view bytes, std::string_view debate, const std::vector<seal::PublicKey>& keys);

/// The same of a file. Errors: "file", "note", "checkpoint", where it cannot be read; "origin"
/// where it is of another debate; "signature" where none is good.
[[nodiscard]] Result<FiledCheckpoint> read_checkpoint_file(const std::string& path,
                                                           const CheckedLog& log);

/// A checkpoint as the reports have it, under `key`.
void write_checkpoint_json(JsonWriter& json, std::string_view key, const FiledCheckpoint& filed);

/// Whether the log begins with what the checkpoints are of. `checkpoints` are in order of size;
/// where the root of one is not the log's, the one before it narrows down where they part.
/// `tiles` is a copy of the hub's `tile/` or "": with it the first entry that differs is named.
[[nodiscard]] std::vector<Complaint> check_checkpoints(
    const CheckedLog& log, const std::vector<FiledCheckpoint>& checkpoints,
    const std::string& tiles);

/// Whether every entry that one of the hub's stamps in the log names stands before it there, and
/// none stands there twice.
[[nodiscard]] std::vector<Complaint> check_order(const CheckedLog& log);

/// An answer of `/proof/inclusion` or `/proof/consistency`: its two numbers, and its path.
struct ReadProof {
    std::uint64_t first = 0;
    std::uint64_t size = 0;
    std::vector<Digest> path;
};
/// The proof whose numbers have these names, or nothing where it has not that form.
[[nodiscard]] std::optional<ReadProof> read_proof(const BodyFields& fields, std::string_view first,
                                                  std::string_view size);

/// What receipts said, by number.
struct CheckedReceipts {
    std::size_t stamps = 0;
    std::size_t entries = 0;  ///< acknowledged by these stamps, or held on their own
    std::size_t proofs = 0;
    std::vector<Complaint> complaints;
};
/// Holds what a reader kept against the log: stamps and other entries, one a line, and answers of
/// `/proof/inclusion` and `/proof/consistency`. First lines of messages are passed over.
/// Errors: "file".
[[nodiscard]] Result<CheckedReceipts> check_receipts(const std::string& path,
                                                     const CheckedLog& log);

}  // namespace palabre
