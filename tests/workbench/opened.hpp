#pragma once

#include <memory>
#include <string>
#include <vector>

#include "seal/seal.hpp"
#include "support/log_book.hpp"
#include "support/random_log.hpp"
#include "workbench/workbench.hpp"

namespace palabre::test {

/// A log of tests, opened as the command opens it: signatures are checked.
inline Result<std::unique_ptr<workbench::Workbench>> open_bench(std::string_view log,
                                                                const std::string& owner = "") {
    ReplayOptions options;
    options.owner = owner.empty() ? support::LogBook::key("owner") : owner;
    options.check = seal::verify_entry;
    options.check_token = seal::verify_token;
    return workbench::Workbench::open(log, options);
}

/// How a random log is to be replayed, its signatures checked.
inline ReplayOptions options_of(const support::RandomLog& log) {
    ReplayOptions options;
    options.owner = log.owner;
    options.debate = log.debate;
    options.check = seal::verify_entry;
    options.check_token = seal::verify_token;
    return options;
}

/// Means that keep what a room says in memory.
struct KeptInMemory {
    std::vector<std::string> lines;
    bool full = false;  ///< the disk refuses
    int salts = 0;

    workbench::Room::Means means(std::uint8_t seed) {
        workbench::Room::Means made;
        seal::Seed bytes;
        bytes.bytes.fill(seed);
        made.keys = seal::key_pair_from(bytes);
        made.salt = [this]() -> Result<std::string> {
            std::string salt(22, 'A');
            salt[0] = static_cast<char>('A' + salts % 26);
            salt[1] = static_cast<char>('A' + salts / 26 % 26);
            ++salts;
            return salt;
        };
        made.keep = [this](std::string_view line) -> Result<bool> {
            if (full) return Fault{"file", "", "No space left on device"};
            lines.emplace_back(line);
            return true;
        };
        return made;
    }
};

}  // namespace palabre::test
