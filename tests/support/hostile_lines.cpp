// Lines and bodies that the rules refuse, and some that they just take.

#include "deliberation/naive/bytes.hpp"
#include "support/random_bodies.hpp"

namespace palabre::support {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

/// `body` with one more key, its value as given.
std::string with_key(const std::string& body, const std::string& key, const std::string& value) {
    return body.substr(0, body.size() - 1) + ",\"" + key + "\":" + value + "}";
}

std::string padded(const std::string& body, std::size_t size) {
    const std::string grown = with_key(body, "pad", "\"\"");
    return grown.size() >= size
               ? grown
               : with_key(body, "pad", "\"" + std::string(size - grown.size(), 'x') + "\"");
}

std::string spoil_head(Random& random, const std::string& head) {
    const std::vector<std::string> heads = {
        replaced(head, "\"n\":", "\"n\": "),
        replaced(head, "\"n\":", "\"n\":0"),
        replaced(head, "\"at\":", "\"at\":-"),
        replaced(head, "\"v\":1", "\"v\":2"),
        replaced(head, "\"v\":1", "\"v\":-1"),
        replaced(head, "\"v\":1", "\"v\":0"),
        replaced(head, "\"v\":1", "\"v\":1.0"),
        replaced(head, "\"v\":1", "\"v\":01"),
        replaced(head, "\"v\":1", "\"v\":12 "),
        replaced(head, "\"v\":1", "\"v\":9007199254740992"),
        replaced(head, "\"v\":1", "\"v\":2,\"v\":2"),
        replaced(head, "\"v\":1", "\"v\":2,\"deep\":" + nested(7)),
        replaced(head, "\"v\":1", "\"v\":2,\"deep\":" + nested(8)),
        replaced(head, "\"v\":1", "\"v\":2,\"x\":1e3"),
        replaced(head, "\"v\":1", "\"v\":2,\n\"x\":1"),
        replaced(head, "{\"v\":1", "{ \"v\":2"),
        "{\"v\":2}",
        "{\"v\":2",
        "[2]",
        "",
        replaced(head, "\"v\":1", "\"v\":\"2\""),
        replaced(head, "\"debate\":\"", "\"debate\":\"A"),
        replaced(head, "/square", "/sq.are"),
        replaced(head, "/square", "/square/x"),
        replaced(head, "\"seen\":\"", "\"seen\":\"A"),
        replaced(head, "\"seen\":\"\"", "\"seen\":\"AAAAAAAAAAAAAAAAAAAAA_\""),
        replaced(head, "\"clock\":", "\"clock\":9007199254740992"),
        replaced(head, "}", ",\"more\":1}"),
        head + " "};
    return random.pick(heads);
}

/// Base64url that decodes to the same bytes, its unused bits not zero.
std::string not_canonical(std::string text) {
    const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    text.back() = letters[letters.find(text.back()) | 1];
    return text;
}

}  // namespace

void spoil_fields(World& world, OrderedJson& fields) {
    Random& random = world.random;
    std::vector<std::string> keys;
    for (const auto& [key, value] : fields.items()) keys.push_back(key);
    const std::string key = keys.empty() ? "text" : random.pick(keys);
    switch (random.below(14)) {
        case 0:
            fields.erase(key);
            break;
        case 1:
            fields[key] = nullptr;
            break;
        case 2:
            fields[key] = 7;
            break;
        case 3:
            fields[key] = OrderedJson::array();
            break;
        case 4:
            fields[key] = OrderedJson::object();
            break;
        case 5:
            fields[key] = "x";
            break;
        case 6:
            fields["text"] = std::string(4000, 'x') + random.pick<std::string>({"", "y"});
            break;
        case 7: {
            std::string faces;
            for (int i = 0; i < 60; ++i) faces += "\xF0\x9F\x99\x82";
            fields[fields.contains("tag") ? "tag" : "text"] =
                faces + random.pick<std::string>({"", "y"});
            break;
        }
        case 8:
            fields[random.pick<std::string>({"with", "on", "anchor", "secret", "voucher"})] =
                nullptr;
            break;
        case 9:
            fields["must"] = OrderedJson::array({key});
            break;
        case 10:
            fields["must"] = random.pick<OrderedJson>(
                {OrderedJson::array({"later"}), "text", OrderedJson(), OrderedJson::array()});
            break;
        case 11:
            fields["sources"] = OrderedJson(random.chance(50) ? 10 : 11, "s");
            break;
        case 12:
            fields["from"] = random.chance(50) ? OrderedJson{{"name", "old"}} : OrderedJson("x");
            break;
        default:
            fields["later"] = 1;
            break;
    }
}

std::string spoil_text(World& world, const std::string& body) {
    constexpr std::size_t small = 16384, big = 65536;
    const std::string end = body.substr(body.size() - 1);
    const std::vector<std::string> texts = {
        with_key(body, "do", "\"claim\""),
        with_key(body, "\\u0064o", "1"),
        with_key(body, "x", "1.5"),
        with_key(body, "x", "1e2"),
        with_key(body, "x", "-0"),
        with_key(body, "x", "9007199254740991"),
        with_key(body, "x", "9007199254740992"),
        with_key(body, "x", "-9007199254740991"),
        with_key(body, "x", "007"),
        with_key(body, "x", nested(7)),
        with_key(body, "x", nested(8)),
        with_key(body, "x", "\"\\ud800\""),
        with_key(body, "x", "\"\\ud83d\\ude42\""),
        with_key(body, "x", "\"\\udc00\\ud800\""),
        with_key(body, "x", "\"\\u12\""),
        with_key(body, "x", "\n1"),
        with_key(body, "x", "\r1"),
        with_key(body, "x", "\t1"),
        with_key(body, "x", "\"\\x\""),
        with_key(body, "x", "tru"),
        body + " ",
        " " + body,
        body + "x",
        with_key(body, "x", "[1,]"),
        "",
        "null",
        "[]",
        "{}",
        "{\"do\":\"claim\"}",
        replaced(body, "\"salt\"", "\"malt\""),
        replaced(body, "\"do\":\"", "\"do\":1,\"o\":\""),
        "{\"do\":\"name\",\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"text\":\"x\"}",
        replaced(body, body.substr(9, 22), "AAAAAAAAAAAAAAAAAAAAAB"),
        replaced(body, body.substr(9, 22), "AAAAAAAAAAAAAAAAAAAA"),
        padded(body, small),
        padded(body, small + 1),
        padded(body, big),
        padded(body, big + 1),
        "\xEF\xBB\xBF" + body};
    return world.random.pick(texts);
}

std::string hostile_line(World& world, const SignedEntry& entry, const Author& author, bool sign) {
    Random& random = world.random;
    const std::string line = entry.line();
    SignedEntry other = entry;
    switch (random.below(12)) {
        case 0:
        case 1:
        case 2:
            return sign_head(author, spoil_head(random, entry.head), entry.body, sign).line();
        case 3: {  // another debate
            const std::string head =
                replaced(entry.head, "/square", random.pick<std::string>({"/market", "/squarf"}));
            return sign_head(author, head, entry.body, sign).line();
        }
        case 4: {  // another key's, or a key not in canonical form
            const std::string key =
                random.chance(50) ? random.pick(world.authors).key : not_canonical(author.key);
            return sign_head(author, replaced(entry.head, author.key, key), entry.body, sign)
                .line();
        }
        case 5:
            other.sig = random.chance(50) ? not_canonical(entry.sig)
                                          : replaced(entry.sig, entry.sig.substr(40, 1), "7");
            return other.line();
        case 6:
            other.sig = random.pick<std::string>(
                {"", "A", entry.sig + "=", entry.sig + "A", std::string(85, 'A') + "+"});
            return other.line();
        case 7:
            other.body += " ";
            return other.line();
        case 8:
            return other.line_without_body();
        case 9: {
            const std::vector<std::string> odd = {
                "",
                "   ",
                "\t",
                "\r",
                "{}",
                "[]",
                "null",
                "{",
                "\"\"",
                line + line,
                line.substr(0, line.size() - 1),
                "\xEF\xBB\xBF" + line,
                " " + line + " ",
                line + "\r",
                line + "\r\r",
                "\x0C",
                "{\"debate\":\"test.example/square\",\"owner\":\"" +
                    random.pick(world.authors).key + "\"}"};
            return random.pick(odd);
        }
        case 10: {
            const std::vector<std::string> values = {"1",
                                                     "1.0",
                                                     "-0",
                                                     "null",
                                                     nested(7),
                                                     nested(8),
                                                     "\"\\ud800\"",
                                                     "\"\xC0\xAF\"",
                                                     "\"\xED\xA0\x80\"",
                                                     "\"\xF4\x90\x80\x80\"",
                                                     "\"\xFF\"",
                                                     "\"\x01\"",
                                                     "\"\xC3\xA9\"",
                                                     "{\"a\":1,\"a\":2}",
                                                     "9007199254740992",
                                                     "1\r"};
            return with_key(
                line,
                random.pick<std::string>({"seq", "received", "sig", "h\\u0065ad", "\\u0062ody2"}),
                random.pick(values));
        }
        default: {
            const std::vector<std::string> typed = {
                replaced(line, "\"sig\":\"" + entry.sig + "\"", "\"sig\":1"),
                replaced(line, "\"head\":", "\"h\":"),
                replaced(line, "\"sig\":", "\"s\":"),
                replaced(line, "\"head\"", "\"\\u0068ead\""),
                with_key(entry.line_without_body(), "body", "null"),
                with_key(entry.line_without_body(), "body", "{}")};
            return random.pick(typed);
        }
    }
}

}  // namespace palabre::support
