#include <algorithm>
#include <catch2/catch_all.hpp>

#include "deliberation/comparison.hpp"
#include "interchange/live_mandates.hpp"
#include "interchange/rule_book.hpp"
#include "support/random.hpp"

namespace palabre::replay_property_test {
namespace {

using support::Random;
using support::random_log;
using support::RandomLog;

/// A debate to which lines are given by and by.
class Arriving {
  public:
    explicit Arriving(const RandomLog& log)
        : whole_(replay_log(log.text(), replay_options(log, false))),
          debate_(whole_.debate->id(), anchor_of(log), replay_options(log, false).page, nullptr,
                  count_by_the_book, &mandate_book) {
        debate_.settle();  // a log may have no lines
    }

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
void check_logs(std::uint64_t count, support::RandomLogShape shape, const FindFault& find_fault) {
    for (const std::uint64_t end = shape.seed + support::rounds(count); shape.seed < end;
         ++shape.seed) {
        INFO("seed " << shape.seed << ", " << shape.largest
                     << " entries at most");  // said even of a crash
        const RandomLog log = random_log(shape);
        if (!find_fault(log)) continue;
        const RandomLog small = shrunk(log, find_fault);
        FAIL("seed " << shape.seed << "\n" << *find_fault(small) << "\n" << described(small));
    }
    SUCCEED();
}

void check_logs(std::uint64_t first_seed, std::uint64_t count, std::size_t largest, bool sign,
                const FindFault& find_fault) {
    check_logs(count, {first_seed, largest, sign, true, false}, find_fault);
}

/// The same of logs that are mostly about who is whom.
void check_households(std::uint64_t first_seed, std::uint64_t count, std::size_t largest,
                      const FindFault& find_fault) {
    check_logs(count, {first_seed, largest, false, true, true}, find_fault);
}

std::optional<std::string> plain_differs(const RandomLog& log) {
    return first_difference(plain_answer(log, false), real_answer(log, false));
}

std::optional<std::string> plain_differs_signed(const RandomLog& log) {
    return first_difference(plain_answer(log, true), real_answer(log, true));
}

std::optional<std::string> order_matters(const RandomLog& log) {
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
}

std::optional<std::string> pieces_differ(const RandomLog& log) {
    Arriving arriving(log);
    Random random(log.lines.size());
    const std::vector<std::string> lines = without_first(log);
    for (auto from = lines.begin(); from != lines.end();) {
        const auto left = static_cast<std::size_t>(lines.end() - from);
        const auto to = from + static_cast<std::ptrdiff_t>(std::min(left, 1 + random.below(9)));
        arriving.take({from, to});
        from = to;
    }
    return byte_difference(arriving.bytes_at_once(), arriving.bytes());
}

/// Lines one by one, the debate looked at after one of `every` of them.
std::optional<std::string> prefix_differs(const RandomLog& log, std::size_t every) {
    Arriving arriving(log);
    Random random(log.lines.size());
    RandomLog so_far = log;
    so_far.debate = replay_log(log.text(), replay_options(log, false)).debate->id();
    so_far.lines.resize(1);
    for (const std::string& line : without_first(log)) {
        so_far.lines.push_back(line);
        arriving.take({line});
        if (random.below(every) > 0) continue;
        const auto found = byte_difference(Arriving(so_far).bytes_at_once(), arriving.bytes());
        if (found) return found;
    }
    return byte_difference(arriving.bytes_at_once(), arriving.bytes());
}

std::optional<std::string> halves_differ(const RandomLog& log) {
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
}

}  // namespace

TEST_CASE("a signed log means what the plain fold says, whatever it holds", "[property]") {
    check_logs(1, 300, 120, true, plain_differs_signed);
}

TEST_CASE("a log means what the plain fold says, whatever it holds", "[property]") {
    check_logs(10000, 3000, 150, false, plain_differs);
}

TEST_CASE("a long log means what the plain fold says", "[property]") {
    check_logs(20000, 100, 300, false, plain_differs);
}

TEST_CASE("the order and the repetition of lines mean nothing", "[property]") {
    check_logs(30000, 1000, 150, false, order_matters);
}

TEST_CASE("a debate taken in pieces is the debate taken at once, to the last bit", "[property]") {
    check_logs(40000, 1500, 150, false, pieces_differ);
}

TEST_CASE("after each entry the debate is that of the entries so far", "[property]") {
    check_logs(50000, 400, 60, false, [](const RandomLog& log) { return prefix_differs(log, 1); });
}

TEST_CASE("a long debate taken line by line is that of the entries so far", "[property]") {
    check_logs(70000, 400, 200, false,
               [](const RandomLog& log) { return prefix_differs(log, 20); });
}

TEST_CASE("two copies merged say the same, whichever came first", "[property]") {
    check_logs(60000, 1000, 150, false, halves_differ);
}

TEST_CASE("an erase waits for a target with a clock too far that comes just after it",
          "[property]") {
    check_logs(1500388, 1, 150, false, halves_differ);
}

TEST_CASE("who has which keys is what the plain fold says, whatever a log holds", "[property]") {
    check_households(80000, 600, 60, plain_differs);
}

TEST_CASE("who has which keys hangs on no order of lines", "[property]") {
    check_households(90000, 300, 60, order_matters);
    check_households(95000, 300, 60, pieces_differ);
    check_households(100000, 1500, 60, halves_differ);
}

TEST_CASE("after each entry everybody has the keys that the entries so far give", "[property]") {
    check_households(110000, 400, 40, [](const RandomLog& log) { return prefix_differs(log, 1); });
}

// Run by hand, as long as one likes: palabre_deliberation_tests "[hunt]" --rng-seed N.
TEST_CASE("more logs mean what the plain fold says, however they come", "[.][hunt]") {
    const std::uint64_t seed = 1000000ull * Catch::getSeed();
    check_logs(seed, 5000, 150, false, plain_differs);
    check_logs(seed + 100000, 500, 400, false, plain_differs);
    check_logs(seed + 200000, 3000, 150, false, pieces_differ);
    check_logs(seed + 300000, 1000, 60, false,
               [](const RandomLog& log) { return prefix_differs(log, 1); });
    check_logs(seed + 400000, 1000, 300, false,
               [](const RandomLog& log) { return prefix_differs(log, 20); });
    check_logs(seed + 500000, 3000, 150, false, halves_differ);
    check_households(seed + 600000, 5000, 60, plain_differs);
    check_households(seed + 700000, 3000, 40,
                     [](const RandomLog& log) { return prefix_differs(log, 1); });
}

}  // namespace palabre::replay_property_test
