// Bytes to state, signatures not checked; beside it the same lines through nlohmann's DOM.
#include <cstdint>
#include <nlohmann/json.hpp>

#include "bench/figures.hpp"
#include "interchange/replay.hpp"
#include "support/big_log.hpp"

namespace {

using namespace palabre;

double parse_with_nlohmann(std::string_view log) {
    std::size_t bytes = 0;
    const double taken = bench::seconds([&] {
        while (!log.empty()) {
            const auto line = nlohmann::json::parse(take_line(log), nullptr, false);
            if (!line.contains("head")) continue;
            const auto head = nlohmann::json::parse(line["head"].get_ref<const std::string&>());
            const auto body = nlohmann::json::parse(line["body"].get_ref<const std::string&>());
            bytes += head.size() + body.size();
        }
    });
    return bytes == 0 ? 0.0 : taken;
}

void replay_of(std::size_t entries) {
    // Of ten entries four are claims, four judgements, two ballots.
    const std::string log = support::big_log({.claims = entries * 4 / 10,
                                              .judgements = entries * 4 / 10,
                                              .ballots = entries * 2 / 10,
                                              .people = 2000});
    const double before = bench::held();
    Replayed replayed;
    const double taken = bench::seconds([&] { replayed = replay_log(log, {}); });
    const double bytes = bench::held() - before;
    replayed = {};
    const double again = bench::seconds([&] { replayed = replay_log(log, {}); });
    const double baseline = parse_with_nlohmann(log);
    const std::string name = std::to_string(entries / 1000) + "k entries";
    const std::optional<double> budget = entries == 1'000'000 ? std::optional(3.0) : std::nullopt;
    bench::print_figure("replay of " + name + " (baseline: nlohmann parses them)", taken, "s",
                        budget, baseline);
    bench::print_figure("the same once more, in memory that the process had", again, "s", budget,
                        baseline);
    bench::print_figure("memory of " + name + ", each", bytes / static_cast<double>(entries),
                        "bytes");
}

// What one more of a kind adds to a debate that is only made of it.
void memory_of(const std::string& what, support::BigLogShape shape, std::size_t count) {
    const std::string log = support::big_log(shape);
    const double before = bench::held();
    const Replayed replayed = replay_log(log, {});
    const double bytes = bench::held() - before;
    bench::print_figure("memory of a " + what, bytes / static_cast<double>(count), "bytes");
}

}  // namespace

int main() {
    for (const std::size_t entries : {10'000UL, 100'000UL, 1'000'000UL}) replay_of(entries);
    memory_of("claim", {.claims = 100'000}, 100'000);
    memory_of("ballot", {.claims = 1, .ballots = 100'000, .people = 100'000}, 100'000);
}
