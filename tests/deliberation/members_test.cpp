// Members, where the vectors do not tell: signatures that are none, and what comes by and by.
#include <catch2/catch_all.hpp>

#include "interchange/replay.hpp"
#include "seal/seal.hpp"
#include "support/log_book.hpp"

namespace palabre::members_test {
namespace {

using support::author_named;
using support::LogBook;
using support::OrderedJson;

std::string token_of(const std::string& site, const std::string& member, const std::string& jti,
                     std::int64_t weight = 1) {
    const OrderedJson payload = {{"aud", "test.example/square"},
                                 {"sub", member},
                                 {"jti", jti},
                                 {"exp", 1000},
                                 {"weight", weight}};
    return support::token_by(author_named(site), R"({"alg":"EdDSA"})", payload.dump());
}

OrderedJson sites(const std::string& name) {
    return {{"sites", OrderedJson::array({LogBook::key(name)})}};
}

std::string ask(LogBook& log) {
    return log.entry("owner", "ask",
                     {{"title", "a"}, {"method", "yes-no"}, {"eligible", "members"}});
}

Replayed replayed(const LogBook& log) {
    ReplayOptions options;
    options.owner = LogBook::key("owner");
    options.check = seal::verify_entry;
    options.check_token = seal::verify_token;
    return replay_log(log.text(), options);
}

std::uint32_t voters(const LogBook& log) {
    return replayed(log).debate->debate().questions()[0].voters;
}

}  // namespace

TEST_CASE("a token that another key signed attests nobody", "[members]") {
    LogBook log;
    log.open(sites("site"));
    const std::string question = ask(log);
    const std::string good = token_of("site", "m", "t");
    const std::string forged = token_of("forger", "m", "t");
    const std::string mixed = good.substr(0, good.rfind('.')) + forged.substr(forged.rfind('.'));
    log.entry("ada", "attest", {{"token", forged}});
    log.entry("ada", "attest", {{"token", mixed}});
    log.entry("ada", "ballot", {{"question", question}, {"choice", "yes"}});
    CHECK(voters(log) == 0);
    log.entry("bo", "attest", {{"token", good}});
    log.entry("bo", "ballot", {{"question", question}, {"choice", "yes"}});
    CHECK(voters(log) == 1);
}

TEST_CASE("a signature over an entry is none over a token", "[members]") {
    const seal::KeyPair keys = seal::key_pair_from(seal::Seed{});
    const std::string key = seal::to_text(keys.public_key);
    CHECK(seal::verify_token(key, "a.b", seal::to_text(seal::sign(keys, "a.b"))));
    CHECK_FALSE(seal::verify_token(key, "a.b", seal::sign_entry(keys, "a.b")));
}

TEST_CASE("a member who comes later changes what was counted before", "[members]") {
    LogBook log;
    log.open(sites("site"));
    const std::string question = ask(log);
    log.entry("phone", "ballot", {{"question", question}, {"choice", "no"}});
    log.entry("laptop", "ballot", {{"question", question}, {"choice", "yes"}});
    std::vector<std::string> attests;
    for (const char* key : {"phone", "laptop"}) {
        attests.push_back(
            log.make(key, "attest", {{"token", token_of("site", "m", key, 3)}}).line());
    }
    LiveDebate live("test.example/square", LogBook::key("owner"), {}, nullptr, nullptr, nullptr,
                    seal::verify_token);
    LiveDebate::Applied applied;
    live.take(log.text(), 2, applied);
    live.settle();
    CHECK(live.debate().questions()[0].voters == 0);
    for (const std::string& attest : attests) {
        live.take(attest, 2, applied);
        live.settle();
        CHECK(live.debate().questions()[0].voters == 1);
    }
    const auto* sums = std::get_if<MotionCounter>(&live.tallies().sums(QuestionIndex(0U)));
    REQUIRE(sums != nullptr);
    CHECK(sums->counts().yes == 3);
    CHECK(sums->counts().no == 0);
    CHECK(live.debate().members().all_votes(std::nullopt) == 3);
}

}  // namespace palabre::members_test
