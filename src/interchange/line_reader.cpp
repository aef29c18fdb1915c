#include "interchange/line_reader.hpp"

#include "deliberation/base64url.hpp"
#include "deliberation/limits.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

bool take(std::string_view& rest, std::string_view word) {
    if (rest.substr(0, word.size()) != word) return false;
    rest.remove_prefix(word.size());
    return true;
}

std::string_view take_text(std::string_view& rest) {
    const std::size_t end = rest.find('"');
    if (end == std::string_view::npos) return {};
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(end);
    return text;
}

std::optional<std::uint64_t> take_number(std::string_view& rest) {
    std::size_t size = 0;
    std::uint64_t number = 0;
    while (size < rest.size() && size < 17 && rest[size] >= '0' && rest[size] <= '9') {
        number = number * 10 + static_cast<std::uint64_t>(rest[size] - '0');
        ++size;
    }
    if (size == 0 || size > 16 || (rest[0] == '0' && size > 1)) return std::nullopt;
    if (number > static_cast<std::uint64_t>(limits::number_max)) return std::nullopt;
    rest.remove_prefix(size);
    return number;
}

bool is_site_character(char c, bool dots) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || (dots && c == '.');
}

bool is_site_part(std::string_view text, bool dots) {
    if (text.empty() || text.size() > 64) return false;
    for (const char c : text) {
        if (!is_site_character(c, dots)) return false;
    }
    return true;
}

bool is_blank_line(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

bool is_debate_id(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return false;
    return is_site_part(text.substr(0, slash), true) && is_site_part(text.substr(slash + 1), false);
}

bool is_key(std::string_view text) {
    return is_base64url_of(text, 32);
}

std::optional<Head> read_head(std::string_view text) {
    Head head;
    if (!take(text, R"({"v":1,"debate":")")) return std::nullopt;
    head.debate = take_text(text);
    if (!take(text, R"(","author":")")) return std::nullopt;
    head.author = take_text(text);
    if (!take(text, R"(","n":)")) return std::nullopt;
    const auto n = take_number(text);
    if (!n || *n == 0 || !take(text, R"(,"clock":)")) return std::nullopt;
    const auto clock = take_number(text);
    if (!clock || *clock == 0 || !take(text, R"(,"seen":")")) return std::nullopt;
    head.seen = take_text(text);
    if (!take(text, R"(","at":)")) return std::nullopt;
    const auto at = take_number(text);
    if (!at || !take(text, R"(,"body":")")) return std::nullopt;
    head.body = take_text(text);
    if (text != "\"}") return std::nullopt;
    if (!is_debate_id(head.debate) || !is_key(head.author) || !is_key(head.body)) {
        return std::nullopt;
    }
    if (!head.seen.empty() && !is_cut_id(head.seen)) return std::nullopt;
    head.n = *n;
    head.clock = *clock;
    head.at = *at;
    return head;
}

std::string write_head(const Head& head) {
    std::string text = R"({"v":1,"debate":")";
    text.append(head.debate).append(R"(","author":")").append(head.author);
    text.append(R"(","n":)").append(std::to_string(head.n));
    text.append(R"(,"clock":)").append(std::to_string(head.clock));
    text.append(R"(,"seen":")").append(head.seen);
    text.append(R"(","at":)").append(std::to_string(head.at));
    text.append(R"(,"body":")").append(head.body).append("\"}");
    return text;
}

// An object that begins {"v": and another whole number.
bool LineReader::is_other_version(std::string_view head) {
    std::string_view rest = head;
    if (!take(rest, R"({"v":)")) return false;
    const bool negative = take(rest, "-");
    const auto number = take_number(rest);
    if (!number || (negative && *number == 0) || (!negative && *number == 1)) return false;
    while (!rest.empty() && (rest[0] == ' ' || rest[0] == '\t')) rest.remove_prefix(1);
    if (rest.empty() || (rest[0] != ',' && rest[0] != '}')) return false;
    return head_json_.parse(head) && head_json_.is_object();
}

LogLine LineReader::read(std::string_view line, bool first) {
    LogLine out;
    out.reason = "line";
    if (first_invalid_utf8(line)) return out;
    if (is_blank_line(line)) {
        out.is = LogLine::Is::blank;
        return out;
    }
    if (!json_.parse(line) || !json_.is_object()) return out;
    const auto text = [this](std::string_view key) -> const JsonToken* {
        const std::uint32_t index = json_.find(0, key);
        if (index == 0 || json_.at(index).kind != JsonToken::Kind::text) return nullptr;
        return &json_.at(index);
    };
    if (first && json_.find(0, "head") == 0) {
        const JsonToken* debate = text("debate");
        const JsonToken* owner = text("owner");
        if (debate != nullptr && owner != nullptr && is_debate_id(debate->text) &&
            is_key(owner->text)) {
            out.is = LogLine::Is::debate;
            out.debate = debate->text;
            out.owner = owner->text;
            return out;
        }
    }
    const JsonToken* head = text("head");
    const JsonToken* sig = text("sig");
    const std::uint32_t body = json_.find(0, "body");
    if (head == nullptr || sig == nullptr) return out;
    if (body != 0 && json_.at(body).kind != JsonToken::Kind::text) return out;
    out.head_text = head->text;
    out.sig = sig->text;
    if (body != 0) out.body = json_.at(body).text;
    const auto fields = read_head(head->text);
    if (!fields) {
        if (is_other_version(head->text))
            out.is = LogLine::Is::other_version;
        else
            out.reason = "head";
        return out;
    }
    out.reason = "signature";
    if (!is_base64url_of(sig->text, 64)) return out;
    if (check_ != nullptr && !check_(fields->author, head->text, sig->text)) return out;
    out.is = LogLine::Is::entry;
    out.head = *fields;
    return out;
}

std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

}  // namespace palabre
