#include "seal/author.hpp"

namespace palabre::seal {

namespace {

constexpr std::size_t key_length = 43;

/// Drops `start` from the front of `rest`; false where it does not begin so.
bool skip(std::string_view& rest, std::string_view start) {
    if (rest.substr(0, start.size()) != start) return false;
    rest.remove_prefix(start.size());
    return true;
}

}  // namespace

std::optional<std::string_view> author_of(std::string_view head) {
    if (!skip(head, R"({"v":1,"debate":")")) return std::nullopt;
    const std::size_t debate_end = head.find('"');
    if (debate_end == std::string_view::npos) return std::nullopt;
    head.remove_prefix(debate_end);
    if (!skip(head, R"(","author":")")) return std::nullopt;
    const std::string_view author = head.substr(0, key_length);
    head.remove_prefix(author.size());
    if (!skip(head, R"(",)")) return std::nullopt;
    return author;
}

}  // namespace palabre::seal
