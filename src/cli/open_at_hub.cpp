#include "cli/open_at_hub.hpp"

#include <algorithm>

#include "hub/net_fetch.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/strict_json.hpp"

namespace palabre {

namespace {

// A hub gives out a log however long it is; it is read whole, in memory.
constexpr std::size_t log_bytes_max = std::size_t{1} << 30;
constexpr long log_ms_max = 600000;

// A hub's address over HTTP, without a slash at its end.
std::string address_of(std::string_view hub) {
    std::string address(hub);
    if (address.substr(0, 2) == "ws") address.replace(0, 2, "http");
    while (!address.empty() && address.back() == '/') address.pop_back();
    return address;
}

std::string debate_address(std::string_view hub, std::string_view debate) {
    return address_of(hub) + "/debates/" + std::string(debate);
}

// What a message of the hub says went wrong, or nothing.
std::optional<Fault> fault_in(std::string_view message) {
    StrictJson json;
    if (!json.parse(take_line(message)) || !json.is_object()) {
        return Fault{"hub", "", "this is no answer of a hub"};
    }
    const BodyFields fields(json, 0);
    const auto text = [&fields](std::string_view name) {
        return std::string(fields.text(name).value_or(""));
    };
    const std::string type = text("type");
    if (type == "refuse") return Fault{"hub", text("reason"), text("what")};
    if (type == "error") return Fault{"hub", text("code"), text("what")};
    return std::nullopt;
}

Result<std::string> answer_of(const hub::FetchRequest& request) {
    PALABRE_TRY(fetched, hub::fetch(request));
    if (fetched.status == 200) return std::move(fetched.body);
    if (const auto fault = fault_in(fetched.body)) return *fault;
    return Fault{"hub", request.url, "it answers with status " + std::to_string(fetched.status)};
}

}  // namespace

Result<DebateAtHub> find_at_hub(std::string_view hub, std::string_view debate) {
    PALABRE_TRY(about, answer_of({address_of(hub) + "/hub"}));
    StrictJson json;
    const bool readable = json.parse(about) && json.is_object();
    const auto clerk = readable ? BodyFields(json, 0).text("clerk") : std::nullopt;
    if (!clerk || !is_key(*clerk)) return Fault{"hub", "", "what answers there is no hub"};
    DebateAtHub found;
    found.clerk = *clerk;
    hub::FetchRequest request{debate_address(hub, debate) + "/log"};
    request.bytes_max = log_bytes_max;
    request.time_max_ms = log_ms_max;
    PALABRE_TRY(fetched, hub::fetch(request));
    if (fetched.status == 404) return found;
    if (fetched.status != 200) {
        return fault_in(fetched.body).value_or(Fault{"hub", request.url, "it gives no log"});
    }
    found.log = std::move(fetched.body);
    return found;
}

Result<bool> publish_at_hub(std::string_view hub, std::string_view debate, std::string_view owner,
                            std::string_view lines) {
    hub::FetchRequest request{debate_address(hub, debate) + "/entries?owner=" + std::string(owner),
                              std::string(lines)};
    PALABRE_TRY(answer, answer_of(request));
    std::string_view rest = answer;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find("\n\n"), rest.size());
        if (const auto fault = fault_in(rest.substr(0, end))) return *fault;
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return true;
}

}  // namespace palabre
