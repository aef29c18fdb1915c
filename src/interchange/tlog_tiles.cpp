#include "interchange/tlog_tiles.hpp"

#include <algorithm>

namespace palabre {

namespace {

constexpr unsigned full_width = 256;
constexpr unsigned level_max = 63;
constexpr std::size_t index_parts_max = 6;
constexpr std::size_t hash_bytes = 32;

// A number without leading zeros of at most three digits.
std::optional<unsigned> short_number(std::string_view text) {
    if (text.empty() || text.size() > 3) return std::nullopt;
    if (text.front() == '0' && text.size() > 1) return std::nullopt;
    unsigned number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<unsigned>(c - '0');
    }
    return number;
}

std::string_view take_part(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

std::string three_digits(std::uint64_t number) {
    return std::to_string(1000 + number).substr(1);
}

// Groups of three digits, an x before all but the last.
std::optional<std::uint64_t> read_index(std::string_view text) {
    std::uint64_t index = 0;
    for (std::size_t parts = 0; parts < index_parts_max; ++parts) {
        const std::size_t slash = text.find('/');
        const bool last = slash == std::string_view::npos;
        std::string_view part = text.substr(0, slash);
        if (!last) {
            if (part.substr(0, 1) != "x") return std::nullopt;
            part.remove_prefix(1);
            text.remove_prefix(slash + 1);
        }
        if (part.size() != 3) return std::nullopt;
        for (const char c : part) {
            if (c < '0' || c > '9') return std::nullopt;
            index = index * 10 + static_cast<std::uint64_t>(c - '0');
        }
        if (last) return index;
    }
    return std::nullopt;
}

}  // namespace

std::optional<TilePath> read_tile_path(std::string_view path) {
    TilePath read;
    std::string_view rest = path;
    const std::string_view level = take_part(rest);
    read.entries = level == "entries";
    if (!read.entries) {
        const auto number = short_number(level);
        if (!number || *number > level_max) return std::nullopt;
        read.level = *number;
    }
    if (const std::size_t partial = rest.find(".p/"); partial != std::string_view::npos) {
        const auto width = short_number(rest.substr(partial + 3));
        if (!width || *width == 0 || *width >= full_width) return std::nullopt;
        read.width = *width;
        rest = rest.substr(0, partial);
    }
    const auto index = read_index(rest);
    if (!index) return std::nullopt;
    read.index = *index;
    // One tile has one address: 0/x000/001 would be another of 0/001.
    if (write_tile_path(read) != path) return std::nullopt;
    return read;
}

std::string write_tile_path(const TilePath& path) {
    std::string index = three_digits(path.index % 1000);
    for (std::uint64_t rest = path.index / 1000; rest > 0; rest /= 1000) {
        index.insert(0, "x" + three_digits(rest % 1000) + "/");
    }
    std::string out = path.entries ? "entries" : std::to_string(path.level);
    out.append("/").append(index);
    if (path.width < full_width) out.append(".p/").append(std::to_string(path.width));
    return out;
}

Result<std::vector<Digest>> read_tile(std::string_view bytes, unsigned width) {
    if (bytes.size() != width * hash_bytes) {
        return Fault{"tile", "",
                     "a tile of " + std::to_string(width) + " hashes has " +
                         std::to_string(width * hash_bytes) + " bytes, not " +
                         std::to_string(bytes.size())};
    }
    std::vector<Digest> hashes(width);
    for (Digest& each : hashes) {
        std::copy_n(bytes.begin(), hash_bytes, each.begin());
        bytes.remove_prefix(hash_bytes);
    }
    return hashes;
}

std::string write_tile(const std::vector<Digest>& hashes) {
    std::string bytes;
    bytes.reserve(hashes.size() * hash_bytes);
    for (const Digest& each : hashes) bytes.append(each.begin(), each.end());
    return bytes;
}

Result<std::vector<std::string_view>> read_bundle(std::string_view bytes, unsigned width) {
    std::vector<std::string_view> entries;
    entries.reserve(width);
    for (unsigned i = 0; i < width; ++i) {
        const std::string where = "entry " + std::to_string(i);
        if (bytes.size() < 2) return Fault{"tile", where, "the bundle ends before it"};
        const std::size_t size = std::size_t{static_cast<unsigned char>(bytes[0])} * 256 +
                                 static_cast<unsigned char>(bytes[1]);
        if (bytes.size() - 2 < size) return Fault{"tile", where, "the bundle ends in it"};
        entries.push_back(bytes.substr(2, size));
        bytes.remove_prefix(2 + size);
    }
    if (!bytes.empty()) return Fault{"tile", "", "there are bytes behind the last entry"};
    return entries;
}

void add_to_bundle(std::string& bundle, std::string_view entry) {
    bundle += static_cast<char>(entry.size() / 256);
    bundle += static_cast<char>(entry.size() % 256);
    bundle.append(entry);
}

}  // namespace palabre
