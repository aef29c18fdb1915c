#include "support/random_pieces.hpp"

#include <algorithm>

namespace palabre::support {

std::int64_t some_time(World& world) {
    return world.random.between(0, 12) * 50;
}

std::string some_text(World& world) {
    static const std::vector<std::string> texts = {"a",
                                                   "b",
                                                   "The road is long",
                                                   "  spaced \t out ",
                                                   "<b>not bold</b><script>1</script>",
                                                   "\xC3\xA9t\xC3\xA9",
                                                   "\xF0\x9F\x99\x82 smile",
                                                   "\xE2\x80\xAE"
                                                   "reversed",
                                                   "line\nbreak",
                                                   "quote \" and \\",
                                                   std::string("\0nul", 4),
                                                   "\xEF\xBF\xBD\xEF\xBB\xBF",
                                                   "\x7F\x1B[31m",
                                                   "__proto__"};
    return world.random.pick(texts);
}

const std::string& some_key(World& world) {
    return world.random.pick(world.authors).key;
}

std::string any_of(World& world, const std::vector<std::string>& ids,
                   const std::string& otherwise) {
    return ids.empty() ? otherwise : world.random.pick(ids);
}

std::string some_declared(World& world) {
    if (world.declared_claims.empty()) return "~";
    auto found = world.declared_claims.begin();
    std::advance(found,
                 static_cast<std::ptrdiff_t>(world.random.below(world.declared_claims.size())));
    return found->first;
}

std::string some_claim(World& world) {
    Random& random = world.random;
    if (random.chance(3)) return any_of(world, world.entries, "~");
    if (random.chance(1))
        return random.pick<std::string>(
            {"", "~", "~nobody", "AAAAAAAAAAAAAAAAAAAAAA", "~?AAAAAAAAAAAAAAAAAAAAAA"});
    if (random.chance(20)) return some_declared(world);
    if (world.claims.empty()) return some_declared(world);
    if (random.chance(50)) {  // the newest ones: deep trees
        const std::size_t back = random.below(std::min<std::size_t>(4, world.claims.size()));
        return world.claims[world.claims.size() - 1 - back];
    }
    return random.pick(world.claims);
}

std::string some_token(World& world) {
    Random& random = world.random;
    if (random.chance(2)) return "a.b.c";
    if (!world.tokens.empty() && random.chance(10)) return random.pick(world.tokens);
    const Author& site = world.sites[random.chance(80) ? 0 : random.below(3)];
    OrderedJson header = {{"alg", random.chance(97) ? "EdDSA" : "HS256"}};
    if (random.chance(30))
        header["kid"] = random.chance(70)   ? site.key
                        : random.chance(50) ? world.sites[0].key
                                            : some_text(world);
    if (random.chance(2)) header["crit"] = OrderedJson::array();
    OrderedJson payload = {
        {"aud", random.chance(96) ? "test.example/square" : "test.example/market"},
        {"sub", random.pick<std::string>({"m1", "m2", "m3", "m4"})},
        {"jti", "t" + std::to_string(random.chance(8) ? 0 : world.tokens.size())},
        {"exp", random.chance(90) ? 100 : 0}};
    if (random.chance(25)) payload["weight"] = random.between(0, 4);
    if (random.chance(12))
        payload["role"] = random.pick<std::string>({"moderator", "facilitator", "clerk", "owner"});
    if (random.chance(10)) payload["iat"] = random.between(-1, 3);
    if (random.chance(3)) payload.erase(random.pick<std::string>({"aud", "sub", "jti", "exp"}));
    if (random.chance(2)) payload["sub"] = "";
    const std::string token =
        token_by(site, header.dump(), payload.dump(random.chance(5) ? 1 : -1));
    world.tokens.push_back(token);
    if (random.chance(3)) return token.substr(0, token.size() - 1) + (random.chance(50) ? "A" : "");
    return token;
}

std::string some_question(World& world) {
    Random& random = world.random;
    if (random.chance(3)) return any_of(world, world.entries, "~");
    if (!world.declared_questions.empty() && random.chance(40))
        return random.pick(world.declared_questions);
    return any_of(world, world.questions,
                  any_of(world, world.declared_questions, "~?AAAAAAAAAAAAAAAAAAAAAA"));
}

}  // namespace palabre::support
