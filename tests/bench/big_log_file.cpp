// Writes a large debate to the standard output, for core.bench.mjs: the counts of claims,
// judgements, ballots and people, and how many lines come after an empty line as one more each.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "support/big_log.hpp"

int main(int count, char** arguments) {
    if (count != 6) return 2;
    const auto number = [arguments](int at) {
        return static_cast<std::size_t>(std::strtoull(arguments[at], nullptr, 10));
    };
    const auto [log, more] = palabre::support::big_log_and_more(
        {.claims = number(1), .judgements = number(2), .ballots = number(3), .people = number(4)},
        number(5));
    std::fwrite(log.data(), 1, log.size(), stdout);
    if (!more.empty()) std::fputc('\n', stdout);
    for (const std::string& line : more) std::fwrite(line.data(), 1, line.size(), stdout);
    return std::ferror(stdout) == 0 ? 0 : 1;
}
