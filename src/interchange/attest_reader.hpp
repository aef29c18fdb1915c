#pragma once

#include <memory>
#include <string_view>

#include "deliberation/ledger.hpp"

namespace palabre {

/// What the fold keeps of an attest's token, names interned; null for a text that is no token
/// (token_reader.hpp). `role` is what it makes of its key, where it says.
[[nodiscard]] std::unique_ptr<TokenDetail> read_attest(std::string_view text, Ledger& ledger,
                                                       std::unique_ptr<RoleDetail>& role);

}  // namespace palabre
