#pragma once

#include <cstddef>
#include <string>

#include "deliberation/result.hpp"

namespace palabre::hub {

/// Copies what the hub in `folder` has, while it runs or not, to `file`, which must not be there:
/// one moment of it, whole, without what was erased before. Its key is not in it.
/// Errors: "storage".
[[nodiscard]] Result<bool> back_up(const std::string& folder, const std::string& file);

/// Puts such a copy into `folder`, where the hub's `clerk.key` is already and no hub was. The copy
/// is checked: that it is sound, and that every debate's tree is that of its entries. Each debate's
/// list begins a new epoch, because entries of after the copy are missing in it.
/// The number of debates. Errors: "storage".
[[nodiscard]] Result<std::size_t> restore(const std::string& folder, const std::string& file);

}  // namespace palabre::hub
