#include "cli/keys.hpp"

#include "cli/files.hpp"
#include "deliberation/base64url.hpp"
#include "deliberation/outline.hpp"

namespace palabre {

Result<seal::KeyPair> read_key_file(const std::string& path) {
    PALABRE_TRY(text, read_file(path));
    const auto seed = seal::seed_from(folded_space(text));
    if (!seed) {
        return Fault{"key", "line 1", "this is no key file: one seed, 43 characters of base64url"};
    }
    return seal::key_pair_from(*seed);
}

std::string key_file_text(const seal::Seed& seed) {
    return to_base64url(seed.bytes) + "\n";
}

}  // namespace palabre
