#include <unistd.h>

#include "seal/seal.hpp"

namespace palabre::seal {

Result<Seed> new_seed() {
    Seed seed;
    // At most 256 bytes are asked for, so the answer is whole or an error.
    if (getentropy(seed.bytes.data(), seed.bytes.size()) != 0) {
        return Fault{"no-randomness", "", "The operating system gives no random bytes."};
    }
    return seed;
}

}  // namespace palabre::seal
