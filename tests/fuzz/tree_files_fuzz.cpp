// Any bytes are a note, a checkpoint, a tile, a bundle or an address, or refused with a place. What
// is read is written again to the byte: a witness's line survives, and nothing has two forms. Any
// bytes as proofs are looked at within the height of the tree.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "cli/hub_list.hpp"
#include "interchange/base64.hpp"
#include "interchange/checkpoint.hpp"
#include "interchange/signed_note.hpp"
#include "interchange/tlog_tiles.hpp"
#include "seal/merkle.hpp"

namespace {

using namespace palabre;

void require(bool holds) {
    if (!holds) std::abort();
}

void read_texts(std::string_view text) {
    if (const auto note = read_note(text)) {
        require(write_note(note.value()) == text);
        require(!note->signatures.empty() && note->signatures.size() <= note_signatures_max);
        if (const auto checkpoint = read_checkpoint(note->text)) {
            require(write_checkpoint(checkpoint.value()) == note->text);
        }
    } else {
        require(!note.fault().what.empty());
    }
    if (const auto checkpoint = read_checkpoint(text)) {
        require(write_checkpoint(checkpoint.value()) == text);
    }
    if (const auto path = read_tile_path(text)) {
        require(write_tile_path(*path) == text && path->width >= 1 && path->width <= 256);
    }
    if (const auto bytes = from_base64(text)) {
        const auto* first = reinterpret_cast<const std::uint8_t*>(bytes->data());
        require(to_base64({first, bytes->size()}) == text);
    }
}

void read_bytes(std::string_view bytes, unsigned width) {
    if (const auto tile = read_tile(bytes, width)) require(write_tile(tile.value()) == bytes);
    const auto bundle = read_bundle(bytes, width);
    if (!bundle) return;
    std::string again;
    for (const std::string_view entry : bundle.value()) add_to_bundle(again, entry);
    require(again == bytes);
}

// The first bytes are numbers, the rest hashes.
void read_proof(std::string_view bytes) {
    if (bytes.size() < 4) return;
    const auto number = [&bytes](std::size_t at) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        // Small ones and ones of any height.
        return byte < 128 ? std::uint64_t{byte} : (std::uint64_t{1} << (byte % 64)) - byte % 3;
    };
    const std::uint64_t first = number(0);
    const std::uint64_t size = number(1);
    bytes.remove_prefix(2);
    std::vector<Digest> path(bytes.size() / 32);
    for (Digest& each : path) {
        std::copy_n(bytes.begin(), each.size(), each.begin());
        bytes.remove_prefix(each.size());
    }
    const Digest root = sha256("root");
    // A hash of the root's place for a path that comes from nowhere would be a collision.
    require(!seal::verify_inclusion(sha256("leaf"), first, size, path, root));
    require(!seal::verify_consistency({first, sha256("then")}, {size, root}, path));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_texts(text);
    read_bytes(text, 1 + size % 256);
    read_bytes(text, 3);
    read_proof(text);
    const palabre::HubList list(text);
    if (list.size() > 0) (void)list.root(list.size() - 1);
    return 0;
}
