#include <algorithm>
#include <catch2/catch_all.hpp>

#include "deliberation/comparison.hpp"
#include "support/random.hpp"

namespace palabre {
namespace {

using support::Random;
using support::random_log;
using support::RandomLog;

/// A debate to which lines are given by and by.
class Arriving {
  public:
    explicit Arriving(const RandomLog& log)
        : whole_(replay_log(log.text(), replay_options(log, false))),
          debate_(whole_.debate->id(), anchor_of(log), replay_options(log, false).page) {}

    void take(const std::vector<std::string>& lines) {
        LiveDebate::Applied applied;
        debate_.take(support::join_lines(lines), 2, applied);
        debate_.settle();
    }
    std::string bytes() { return bytes_of(debate_); }
    std::string bytes_at_once() { return bytes_of(*whole_.debate); }

  private:
    static std::string anchor_of(const RandomLog& log) {
        if (log.owner) return *log.owner;
        const auto first = naive::parse_in_log(log.lines[0]);
        return first && first->contains("owner") ? first->at("owner").get<std::string>() : "";
    }

    Replayed whole_;
    LiveDebate debate_;
};

std::vector<std::string> without_first(const RandomLog& log) {
    return {log.lines.begin() + 1, log.lines.end()};
}

/// Looks for faults in many random logs; a faulty one is made small and shown.
void check_logs(std::uint64_t first_seed, std::uint64_t count, std::size_t largest, bool sign,
                const FindFault& find_fault) {
    for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
        const RandomLog log = random_log({seed, largest, sign, true});
        if (!find_fault(log)) continue;
        const RandomLog small = shrunk(log, find_fault);
        FAIL("seed " << seed << "\n" << *find_fault(small) << "\n" << described(small));
    }
    SUCCEED();
}

std::optional<std::string> plain_difference(const RandomLog& log, bool check) {
    return first_difference(plain_answer(log, check), real_answer(log, check));
}

}  // namespace

TEST_CASE("a signed log means what the plain fold says, whatever it holds", "[property]") {
    check_logs(1, 300, 120, true, [](const RandomLog& log) { return plain_difference(log, true); });
}

TEST_CASE("a log means what the plain fold says, whatever it holds", "[property]") {
    check_logs(10000, 3000, 150, false,
               [](const RandomLog& log) { return plain_difference(log, false); });
}

TEST_CASE("a long log means what the plain fold says", "[property]") {
    check_logs(20000, 150, 400, false,
               [](const RandomLog& log) { return plain_difference(log, false); });
}

TEST_CASE("the order and the repetition of lines mean nothing", "[property]") {
    check_logs(30000, 1000, 150, false, [](const RandomLog& log) {
        RandomLog mixed = log;
        Random random(log.lines.size());
        std::vector<std::string> lines = without_first(log);
        for (std::size_t i = lines.size(); i > 0; --i) {
            if (random.chance(30)) lines.push_back(lines[random.below(lines.size())]);
        }
        random.shuffle(lines);
        mixed.lines.assign(1, log.lines[0]);
        mixed.lines.insert(mixed.lines.end(), lines.begin(), lines.end());
        return byte_difference(Arriving(log).bytes_at_once(), Arriving(mixed).bytes_at_once());
    });
}

TEST_CASE("a debate taken in pieces is the debate taken at once, to the last bit", "[property]") {
    check_logs(40000, 1000, 150, false, [](const RandomLog& log) {
        Arriving arriving(log);
        Random random(log.lines.size());
        const std::vector<std::string> lines = without_first(log);
        for (std::size_t from = 0; from < lines.size();) {
            const std::size_t to = std::min(lines.size(), from + 1 + random.below(9));
            arriving.take({lines.begin() + static_cast<std::ptrdiff_t>(from),
                           lines.begin() + static_cast<std::ptrdiff_t>(to)});
            from = to;
        }
        return byte_difference(arriving.bytes_at_once(), arriving.bytes());
    });
}

TEST_CASE("after each entry the debate is that of the entries so far", "[property]") {
    check_logs(50000, 400, 60, false, [](const RandomLog& log) -> std::optional<std::string> {
        Arriving arriving(log);
        RandomLog so_far = log;
        so_far.debate = replay_log(log.text(), replay_options(log, false)).debate->id();
        so_far.lines.resize(1);
        for (const std::string& line : without_first(log)) {
            so_far.lines.push_back(line);
            arriving.take({line});
            const auto found = byte_difference(Arriving(so_far).bytes_at_once(), arriving.bytes());
            if (found) return found;
        }
        return std::nullopt;
    });
}

TEST_CASE("two copies merged say the same, whichever came first", "[property]") {
    check_logs(60000, 1000, 150, false, [](const RandomLog& log) {
        Random random(log.lines.size());
        std::vector<std::string> left, right;
        for (const std::string& line : without_first(log)) {
            const std::size_t side = random.below(3);
            if (side != 1) left.push_back(line);
            if (side != 0) right.push_back(line);
        }
        Arriving one(log), other(log);
        one.take(left);
        one.take(right);
        other.take(right);
        other.take(left);
        const auto found = byte_difference(one.bytes_at_once(), one.bytes());
        return found ? found : byte_difference(one.bytes_at_once(), other.bytes());
    });
}

}  // namespace palabre
