#include "deliberation/attacks.hpp"

#include <catch2/catch_test_macros.hpp>

#include "interchange/live_mandates.hpp"
#include "interchange/replay.hpp"
#include "interchange/rule_book.hpp"
#include "seal/seal.hpp"

namespace palabre {

namespace {

/// The same where lines come one by one and everything is read after each, as in a page.
std::string answer_as_it_comes(std::string_view log, const Replayed& whole,
                               const ReplayOptions& options) {
    LiveDebate live(whole.debate->id(), options.owner.value_or(""), {}, nullptr, count_by_the_book,
                    &mandate_book, options.check_token);
    LineReader reader(options.check);
    LiveDebate::Applied applied;
    std::string said;
    for (std::size_t number = 1; !log.empty(); ++number) {
        live.take(reader.read(take_line(log), number == 1), number, applied);
        live.settle();
        said = write_replay(live, applied.malformed);
    }
    return said;
}

}  // namespace

Json answer(const LogBook& log, std::optional<std::string> owner) {
    ReplayOptions options;
    options.owner = std::move(owner);
    options.check = seal::verify_entry;
    options.check_token = seal::verify_token;
    const std::string lines = log.text();
    const Replayed whole = replay_log(lines, options);
    std::string said = write_replay(*whole.debate, whole.malformed);
    REQUIRE(answer_as_it_comes(lines, whole, options) == said);
    return Json::parse(said);
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
