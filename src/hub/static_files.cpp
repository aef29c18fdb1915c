#include "hub/static_files.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "deliberation/sha256.hpp"

namespace palabre::hub {

namespace {

namespace fs = std::filesystem;

// "" of what is no part of a widget: keys and databases are never served, whatever folder is named.
std::string_view type_of(std::string_view name) {
    using Row = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Row, 9> rows{{
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".wasm", "application/wasm"},
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ndjson", "application/x-ndjson"},
    }};
    for (const auto& [ending, type] : rows) {
        if (name.size() >= ending.size() && name.substr(name.size() - ending.size()) == ending) {
            return type;
        }
    }
    return {};
}

// "palabre-core.1a2b3c4d.wasm": hexadecimal digits between the last two dots.
bool has_hash(std::string_view name) {
    const std::size_t last = name.rfind('.');
    if (last == std::string_view::npos || last == 0) return false;
    const std::size_t before = name.rfind('.', last - 1);
    if (before == std::string_view::npos || last - before <= 8) return false;
    return name.substr(before + 1, last - before - 1).find_first_not_of("0123456789abcdef") ==
           std::string_view::npos;
}

}  // namespace

Result<StaticFiles> StaticFiles::in(const std::string& folder) {
    StaticFiles files;
    if (folder.empty()) return files;
    std::error_code error;
    fs::recursive_directory_iterator each(folder, error);
    if (error) return Fault{"settings", "static", folder + ": " + error.message()};
    for (const fs::directory_entry& entry : each) {
        if (!entry.is_regular_file(error) || type_of(entry.path().native()).empty()) continue;
        File file;
        std::ifstream stream(entry.path(), std::ios::binary);
        file.bytes.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
        if (!stream.eof() && stream.fail()) {
            return Fault{"settings", "static", entry.path().string() + " cannot be read"};
        }
        const std::string name = "/" + fs::relative(entry.path(), folder, error).generic_string();
        file.type = type_of(name);
        file.tag = "\"" + to_hex(sha256(file.bytes)).substr(0, 32) + "\"";
        file.hashed = has_hash(name);
        files.files_.emplace(name, std::move(file));
    }
    return files;
}

std::optional<HttpAnswer> StaticFiles::find(const HttpRequest& request) const {
    const auto found = files_.find(request.path == "/" ? "/index.html" : request.path);
    if (found == files_.end()) return std::nullopt;
    const File& file = found->second;
    HttpAnswer answer;
    answer.type = file.type;
    answer.headers.emplace_back("ETag", file.tag);
    answer.headers.emplace_back("Cache-Control",
                                file.hashed ? "max-age=31536000, immutable" : "max-age=300");
    if (request.known == file.tag)
        answer.status = 304;
    else
        answer.body = file.bytes;
    return answer;
}

}  // namespace palabre::hub
