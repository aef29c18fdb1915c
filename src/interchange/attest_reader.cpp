#include "interchange/attest_reader.hpp"

#include "deliberation/base64url.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/token_reader.hpp"

namespace palabre {

std::unique_ptr<TokenDetail> read_attest(std::string_view text, Ledger& ledger,
                                         std::unique_ptr<RoleDetail>& role) {
    const TokenRead read = read_token(text);
    if (!read.fault.empty()) return nullptr;
    const Token& said = read.token;
    auto token = std::make_unique<TokenDetail>();
    token->signed_text = said.signed_text;
    token->sig = said.sig;
    token->debate = said.aud;
    if (is_key(said.kid)) token->kid = ledger.key(said.kid);
    token->sub = ledger.ref(said.sub);
    token->jti = ledger.ref(said.jti);
    token->ends = said.exp * 1000;
    token->weight = said.weight;
    if (const auto named = role_from(said.role); named && *named != Role::clerk) {
        role = std::make_unique<RoleDetail>(RoleDetail{KeyId{}, *named, 0});
    }
    return token;
}

}  // namespace palabre
