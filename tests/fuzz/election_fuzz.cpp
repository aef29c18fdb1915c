// An election file of ranked ballots is read or refused, by every rule, and counted to an end.
#include <cstdint>
#include <string_view>

#include "interchange/election_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace palabre;
    const auto json = parse_election({reinterpret_cast<const char*>(data), size});
    if (!json.ok()) return 0;
    const Election election{JsonPlace(json.value(), ""), {}};
    for (const ElectionRule& rule : ranked_rules()) {
        JsonWriter out;
        (void)rule.tally(election, out);
    }
    return 0;
}
