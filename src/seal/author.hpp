#pragma once

#include <optional>
#include <string_view>

namespace palabre::seal {

/// The key's text that a head of version 1 names as its author, or nothing where the head does not
/// begin as one does. Only that much of the head is read: whether the rest is a head is for who
/// counts it to say.
[[nodiscard]] std::optional<std::string_view> author_of(std::string_view head);

}  // namespace palabre::seal
