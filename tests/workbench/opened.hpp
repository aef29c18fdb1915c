#pragma once

#include <functional>
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
    bool full = false;              ///< the disk refuses
    bool slow = false;              ///< it is asked when `waiting` is called
    std::function<void()> waiting;  ///< of the last line
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
        made.keep = [this](std::string_view line, const workbench::Room::Kept& kept) {
            if (slow) {
                waiting = [this, text = std::string(line), kept] { keep(text, kept); };
            } else {
                keep(std::string(line), kept);
            }
        };
        return made;
    }
    void keep(const std::string& line, const workbench::Room::Kept& kept) {
        if (full) return kept(Fault{"file", "", "No space left on device"});
        lines.push_back(line);
        kept(true);
    }
};

/// What a room says, where it is kept at once.
inline Result<std::string> say(workbench::Room& room, std::string_view typed, std::int64_t at) {
    Result<std::string> heard = Fault{"untold", "", ""};
    room.say(typed, at, [&heard](const Result<std::string>& said) { heard = said; });
    return heard;
}
inline Result<std::string> count(workbench::Room& room, QuestionIndex question,
                                 const workbench::TableCount& counted, std::string_view source,
                                 std::int64_t at) {
    Result<std::string> heard = Fault{"untold", "", ""};
    room.count(question, counted, source, at,
               [&heard](const Result<std::string>& said) { heard = said; });
    return heard;
}

}  // namespace palabre::test
