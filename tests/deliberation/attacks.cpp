#include "deliberation/attacks.hpp"

#include "interchange/replay.hpp"
#include "seal/seal.hpp"

namespace palabre {

Json answer(const LogBook& log, std::optional<std::string> owner) {
    ReplayOptions options;
    options.owner = std::move(owner);
    options.check = seal::verify_entry;
    options.check_token = seal::verify_token;
    return Json::parse(replay(log.text(), options));
}

std::string void_reason(const Json& said, const std::string& id) {
    for (const Json& listed : said["void"]) {
        if (listed[0] == id) return listed[1];
    }
    return "";
}

OrderedJson clerks() {
    return {{"clerks", {LogBook::key("clerk")}}};
}

OrderedJson ballot(const std::string& question, const char* choice) {
    return {{"question", question}, {"choice", choice}};
}

}  // namespace palabre
