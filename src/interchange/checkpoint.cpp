#include "interchange/checkpoint.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "deliberation/limits.hpp"
#include "interchange/base64.hpp"

namespace palabre {

namespace {

constexpr std::size_t number_digits_max = 16;

std::optional<std::uint64_t> number_in(std::string_view text) {
    if (text.empty() || text.size() > number_digits_max) return std::nullopt;
    if (text.front() == '0' && text.size() > 1) return std::nullopt;
    std::uint64_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (number > static_cast<std::uint64_t>(limits::number_max)) return std::nullopt;
    return number;
}

}  // namespace

Result<Checkpoint> read_checkpoint(std::string_view text) {
    const auto fault = [](std::size_t line, std::string_view what) {
        return Fault{"checkpoint", "line " + std::to_string(line), std::string(what)};
    };
    Checkpoint checkpoint;
    std::size_t line = 0;
    while (!text.empty()) {
        ++line;
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return fault(line, "the line has no end");
        const std::string_view words = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (words.empty()) return fault(line, "the line is empty");
        if (line == 1) {
            checkpoint.origin = words;
        } else if (line == 2) {
            const auto size = number_in(words);
            if (!size) return fault(line, "this is no number of entries");
            checkpoint.size = *size;
        } else if (line == 3) {
            const auto root = from_base64(words);
            if (!root || root->size() != checkpoint.root.size()) {
                return fault(line, "this is no hash of 32 bytes in base64");
            }
            std::copy(root->begin(), root->end(), checkpoint.root.begin());
        } else {
            checkpoint.extensions.emplace_back(words);
        }
    }
    if (line < 3) {
        return fault(line + 1, "a checkpoint has an origin, a size and a root, each on its line");
    }
    return checkpoint;
}

std::string write_checkpoint(const Checkpoint& checkpoint) {
    std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n";
    text.append(to_base64(checkpoint.root)).append("\n");
    for (const std::string& each : checkpoint.extensions) text.append(each).append("\n");
    return text;
}

std::string checkpoint_origin(std::string_view hub, std::string_view debate) {
    return std::string(hub).append("/").append(debate);
}

}  // namespace palabre
