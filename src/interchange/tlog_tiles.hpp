#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "deliberation/sha256.hpp"

namespace palabre {

/// Where a tile or a bundle of entries is found: what follows `tile/` in its address.
/// Source: C2SP, tlog-tiles, "Merkle Tree" and "Log entries".
struct TilePath {
    bool entries = false;     ///< a bundle of entries; `level` is 0
    unsigned level = 0;       ///< 0 to 63
    std::uint64_t index = 0;  ///< below 10^18
    unsigned width = 256;     ///< 1 to 256; below 256 it is partial
};

/// Nothing where `path` is not the one way to write it: `0/x001/234`, `0/000.p/12`,
/// `entries/x001/234`.
[[nodiscard]] std::optional<TilePath> read_tile_path(std::string_view path);
[[nodiscard]] std::string write_tile_path(const TilePath& path);

/// The hashes of a tile. Errors: "tile" where the bytes are not `width` hashes.
[[nodiscard]] Result<std::vector<Digest>> read_tile(std::string_view bytes, unsigned width);
[[nodiscard]] std::string write_tile(const std::vector<Digest>& hashes);

/// The entries of a bundle, as views into it. Errors: "tile", `where` naming the entry from 0.
[[nodiscard]] Result<std::vector<std::string_view>> read_bundle(std::string_view bytes,
                                                                unsigned width);
/// Adds an entry, of at most 65,535 bytes, to a bundle.
void add_to_bundle(std::string& bundle, std::string_view entry);

}  // namespace palabre
