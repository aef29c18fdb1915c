#include "deliberation/entry.hpp"

#include <array>

namespace palabre {

namespace {

constexpr std::array<std::string_view, 33> verb_names{
    "claim",     "remark",   "link",  "tag",   "impact",  "stance", "edit",
    "ballot",    "delegate", "proxy", "name",  "flag",    "device", "attest",
    "translate", "withdraw", "erase", "hide",  "show",    "move",   "merge",
    "ban",       "ask",      "phase", "count", "present", "draw",   "outcome",
    "open",      "declare",  "role",  "key",   "stamp"};
static_assert(verb_names.size() == static_cast<std::size_t>(Verb::unknown));

constexpr std::array<std::string_view, 22> reason_names{
    "",       "body",   "must",  "reserved", "fields",   "quote", "stamp",  "was",
    "banned", "open",   "right", "phase",    "refers",   "kind",  "merged", "cycle",
    "twice",  "places", "depth", "time",     "eligible", "choice"};
static_assert(reason_names.size() == static_cast<std::size_t>(Reason::choice) + 1);

}  // namespace

bool is_mandate(Verb verb) {
    return verb == Verb::delegate || verb == Verb::proxy || verb == Verb::present ||
           verb == Verb::draw;
}

Verb verb_from(std::string_view name) {
    for (std::size_t i = 0; i < verb_names.size(); ++i) {
        if (verb_names[i] == name) return static_cast<Verb>(i);
    }
    return Verb::unknown;
}

std::string_view to_text(Verb verb) {
    return verb == Verb::unknown ? "" : verb_names[static_cast<std::size_t>(verb)];
}

std::string_view to_text(Reason reason) {
    return reason_names[static_cast<std::size_t>(reason)];
}

std::optional<Role> role_from(std::string_view name) {
    if (name == "owner") return Role::owner;
    if (name == "moderator") return Role::moderator;
    if (name == "facilitator") return Role::facilitator;
    if (name == "clerk") return Role::clerk;
    return std::nullopt;
}

std::optional<Was> truth_of(const Body& body) {
    if (body.flaw != Reason::none) {
        return body.detail ? body.detail->truth : std::nullopt;
    }
    if (body.verb != Verb::claim && body.verb != Verb::remark && body.verb != Verb::ballot) {
        return std::nullopt;
    }
    return Was{body.verb, body.first, body.stance};
}

}  // namespace palabre
