// An election file, JSON or Pabulib, is read or refused by every rule, and counted to an end: with
// a draw and without one, to an answer that can be read again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "interchange/election_rules.hpp"

namespace {

using namespace palabre;

void count(const ElectionRule& rule, const Election& election) {
    JsonWriter out;
    if (!rule.tally(election, out).ok()) return;
    if (!LocatedJson::parse(out.take()).ok()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto json = parse_election({reinterpret_cast<const char*>(data), size});
    if (!json.ok()) return 0;
    const std::string names = election_rule_names();
    for (std::string_view rest = names; !rest.empty();) {
        const std::size_t end = rest.find('|');
        const ElectionRule& rule = *find_election_rule(rest.substr(0, end));
        count(rule, {JsonPlace(json.value(), ""), {}});
        count(rule, {JsonPlace(json.value(), ""), std::vector<Option>{2, 0, 1}});
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return 0;
}
