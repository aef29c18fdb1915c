// Bytes become the lines of a small debate: heads that differ in author, number and clock, bodies
// that refer to each other. Taken one by one, some far back, and all at once, they come to the same
// state.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/base64url.hpp"
#include "deliberation/sha256.hpp"
#include "interchange/live_mandates.hpp"
#include "interchange/replay.hpp"
#include "interchange/rule_book.hpp"

namespace {

using namespace palabre;

constexpr std::size_t most_entries = 40;

std::string key_of(unsigned person) {
    const Digest bytes = sha256("person " + std::to_string(person));
    return to_base64url(bytes);
}

std::string cut_id(std::string_view text) {
    return to_base64url(sha256(text)).substr(0, 22);
}

class Script {
  public:
    explicit Script(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] bool more() const { return !rest_.empty(); }
    unsigned below(unsigned n) {
        if (rest_.empty()) return 0;
        const auto byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        return byte % n;
    }

  private:
    std::string_view rest_;
};

std::string some_target(Script& script, const std::vector<std::string>& ids) {
    const unsigned which = script.below(16);
    if (ids.empty() || which == 0) return "~";
    if (which == 1) return "~ecole";
    return ids[script.below(static_cast<unsigned>(ids.size()))];
}

std::string body_of(Script& script, const std::vector<std::string>& ids) {
    constexpr std::array<std::string_view, 2> sides{"pro", "con"};
    const auto quoted = [](std::string_view text) { return '"' + std::string(text) + '"'; };
    const auto target = [&] { return quoted(some_target(script, ids)); };
    const auto side = [&] { return quoted(sides[script.below(2)]); };
    const auto person = [&] { return quoted(key_of(script.below(4))); };
    switch (script.below(16)) {
        case 0:
            return R"("do":"open","title":"t","fold":1)";
        case 1:
        case 2:
        case 3:
            return R"("do":"claim","parent":)" + target() + R"(,"stance":)" + side() +
                   R"(,"text":"c")";
        case 4:
            return R"("do":"edit","target":)" + target() + R"(,"text":"e")";
        case 5:
            return R"("do":"withdraw","target":)" + target();
        case 6:
            return R"("do":"move","claim":)" + target() + R"(,"parent":)" + target() +
                   R"(,"stance":)" + side();
        case 7:
            return R"("do":"link","claim":)" + target() + R"(,"parent":)" + target() +
                   R"(,"stance":)" + side();
        case 8:
            return R"("do":"merge","claim":)" + target() + R"(,"into":)" + target();
        case 9:
            return R"("do":"impact","claim":)" + target() + R"(,"parent":)" + target() +
                   R"(,"value":)" + std::to_string(script.below(6));
        case 10:
            return R"("do":"role","key":)" + person() + R"(,"role":"moderator","on":)" +
                   (script.below(2) == 0 ? "true" : "false");
        case 11:
            return R"("do":"hide","target":)" + target() + R"(,"reason":"r")";
        case 12:
            return R"("do":"erase","target":)" + target();
        case 13:
            return R"("do":"ask","title":"q","method":"yes-no")";
        case 14:
            return R"("do":"ballot","question":)" + target() + R"(,"choice":"yes")";
        default:
            return R"("do":"stamp","time":)" + std::to_string(script.below(9)) + R"(,"ids":[)" +
                   target() + "]";
    }
}

std::vector<std::string> lines_of(Script& script) {
    std::vector<std::string> lines;
    std::vector<std::string> ids;
    std::array<unsigned, 4> said{};
    const std::string sig(86, 'A');
    while (script.more() && lines.size() < most_entries) {
        const unsigned person = script.below(4);
        const std::string salt = to_base64url(sha256(std::to_string(lines.size()))).substr(0, 21);
        const std::string body = R"({"salt":")" + salt + "A\"," + body_of(script, ids) + "}";
        const std::string head = R"({"v":1,"debate":"a/b","author":")" + key_of(person) +
                                 R"(","n":)" + std::to_string(++said[person]) + R"(,"clock":)" +
                                 std::to_string(lines.size() + 1 + script.below(4)) +
                                 R"(,"seen":"","at":0,"body":")" + to_base64url(sha256(body)) +
                                 R"("})";
        ids.push_back(cut_id(head));
        const std::string_view body_text = body;
        lines.push_back(write_line(head, sig, script.below(12) == 1 ? nullptr : &body_text));
        lines.back() += '\n';
    }
    return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Script script({reinterpret_cast<const char*>(data), size});
    std::vector<std::string> lines = lines_of(script);
    const std::string owner = key_of(0);

    LiveDebate at_once("a/b", owner, {}, nullptr, count_by_the_book, &mandate_book);
    LiveDebate::Applied applied;
    for (const std::string& line : lines) at_once.take(line, 2, applied);
    at_once.settle();
    if (applied.fresh.size() != lines.size()) std::abort();  // every line is an entry

    LiveDebate one_by_one("a/b", owner, {}, nullptr, count_by_the_book, &mandate_book);
    one_by_one.settle();
    for (std::size_t i = lines.size(); i-- > 0;) {
        // From the ends in turn: some in order, some far back.
        const std::size_t at = i % 2 == 0 ? i / 2 : lines.size() - 1 - i / 2;
        LiveDebate::Applied each;
        one_by_one.take(lines[at], 2, each);
        one_by_one.settle();
        (void)one_by_one.take_changed();
    }
    if (write_replay(at_once, {}) != write_replay(one_by_one, {})) std::abort();
    if (state_digest(at_once) != state_digest(one_by_one)) std::abort();
    return 0;
}
