// Any bytes are a token or none, in bounded time and memory; what is one stays within its bounds,
// and nothing that this fuzzer can write is signed.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/limits.hpp"
#include "hub/token_check.hpp"
#include "interchange/token_reader.hpp"
#include "interchange/utf8.hpp"

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace palabre;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const TokenRead read = read_token(text);
    if (read.fault.empty()) {
        const Token& token = read.token;
        must(size <= limits::token_bytes_max);
        must(token.signed_text.size() + 1 + token.sig.size() == size);
        must(!token.sub.empty() && !token.jti.empty());
        must(!first_invalid_utf8(token.sub) && !first_invalid_utf8(token.jti));
        must(token.exp >= 0 && token.exp <= limits::number_max / 1000);
        must(token.weight >= 1 && token.weight <= limits::weight_max);
    }
    const std::vector<std::string> keys(1, std::string(43, 'A'));
    hub::CheckedToken checked;
    const hub::TokenFault fault =
        hub::check_token(text, "example.org/square", keys, 1'000'000'000'000, checked);
    must(fault.is_some() && !fault.what.empty());
    return 0;
}
