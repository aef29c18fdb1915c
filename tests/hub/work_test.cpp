// Work for new keys: who looks for the number finds it, and nobody gets by with less.
#include "hub/work.hpp"

#include <catch2/catch_test_macros.hpp>

#include "deliberation/sha256.hpp"
#include "interchange/base64.hpp"
#include "interchange/body_fields.hpp"

namespace work_test {

using namespace palabre;
using namespace palabre::hub;

namespace {

constexpr std::string_view debate = "example.org/square";
constexpr std::string_view key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
constexpr std::int64_t now = 1800000000000;

struct Task {
    std::string challenge, salt, signature;
    std::int64_t most = 0;
};

Task read(const std::string& json_text) {
    StrictJson json;
    REQUIRE(json.parse(json_text));
    const BodyFields fields(json, 0);
    return {std::string(*fields.text("challenge")), std::string(*fields.text("salt")),
            std::string(*fields.text("signature")), *fields.whole("maxnumber")};
}

std::string payload(const Task& task, std::int64_t number) {
    const std::string text = R"({"algorithm":"SHA-256","challenge":")" + task.challenge +
                             R"(","number":)" + std::to_string(number) + R"(,"salt":")" +
                             task.salt + R"(","signature":")" + task.signature + "\"}";
    return to_base64({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

std::int64_t number_of(const Task& task) {
    for (std::int64_t number = 0; number <= task.most; ++number) {
        if (to_hex(sha256(task.salt + std::to_string(number))) == task.challenge) return number;
    }
    FAIL("there is no such number");
    return -1;
}

}  // namespace

TEST_CASE("HMAC-SHA-256 is RFC 4231's", "[hub][work]") {
    CHECK(hmac_sha256_hex(std::string(20, '\x0b'), "Hi There") ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("work is good once, for its key and debate, until it ends", "[hub][work]") {
    Work work(500, "secret");
    const Task task = read(work.challenge(debate, key, now).value());
    const std::string done = payload(task, number_of(task));
    CHECK(work.checked(done, debate, now).value() == key);
    CHECK_FALSE(work.checked(done, "example.org/garden", now).ok());
    CHECK_FALSE(work.checked(done, debate, now + 601000).ok());
    CHECK_FALSE(Work(500, "another run").checked(done, debate, now).ok());
    work.spend(done);
    CHECK(work.checked(done, debate, now).fault().what == "The work has been used already.");
    CHECK(work.spent() == 1);
    work.sweep(now + 601000);
    CHECK(work.spent() == 0);
}

TEST_CASE("digits cannot move between the number and the salt", "[hub][work]") {
    Work work(500, "secret");
    for (int i = 0; i < 20; ++i) {
        const Task task = read(work.challenge(debate, key, now).value());
        const std::string number = std::to_string(number_of(task));
        if (number.size() < 2) continue;
        // The same text is hashed: without the `&` at the salt's end it would be another salt.
        Task moved = task;
        moved.salt += number.substr(0, 1);
        CHECK_FALSE(work.checked(payload(moved, std::stoll(number.substr(1))), debate, now).ok());
    }
}

TEST_CASE("what is no work is said to be none", "[hub][work]") {
    const Work work(500, "secret");
    const Task task = read(work.challenge(debate, key, now).value());
    const std::int64_t number = number_of(task);
    CHECK_FALSE(work.checked("", debate, now).ok());
    CHECK_FALSE(work.checked("====", debate, now).ok());
    CHECK_FALSE(work.checked("e30=", debate, now).ok());
    CHECK_FALSE(work.checked(std::string(5000, 'A'), debate, now).ok());
    CHECK_FALSE(work.checked(payload(task, number + 1), debate, now).ok());
    Task foreign = task;
    foreign.signature = hmac_sha256_hex("guess", task.challenge);
    CHECK_FALSE(work.checked(payload(foreign, number), debate, now).ok());
    Task own;
    own.salt =
        "x?expires=9999999999&debate=" + std::string(debate) + "&key=" + std::string(key) + "&";
    own.challenge = to_hex(sha256(own.salt + "1"));
    own.signature = task.signature;
    CHECK_FALSE(work.checked(payload(own, 1), debate, now).ok());
}

}  // namespace work_test
