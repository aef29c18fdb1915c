#include "hub/messages.hpp"

#include <array>
#include <utility>

#include "deliberation/limits.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/utf8.hpp"

namespace palabre::hub {

namespace {

void add_re(JsonWriter& json, std::optional<std::int64_t> re) {
    if (re) json.key("re").integer(*re);
}

std::int64_t signed_of(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}

}  // namespace

std::optional<Request> read_request(std::string_view message) {
    const std::size_t end = message.find('\n');
    const std::string_view first = message.substr(0, end);
    StrictJson json;
    if (first_invalid_utf8(first) || !json.parse(first) || !json.is_object()) return std::nullopt;
    const BodyFields fields(json, 0);
    const auto type = fields.text("type");
    if (!type) return std::nullopt;
    Request request;
    if (end != std::string_view::npos) request.lines = message.substr(end + 1);
    if (!fields.optional_whole("re", 0, limits::number_max)) return std::nullopt;
    request.re = fields.whole("re");
    if (*type == "heartbeat") {
        request.is = Request::Is::heartbeat;
    } else if (*type == "publish") {
        request.is = Request::Is::publish;
        if (!fields.optional_text("work")) return std::nullopt;
        request.work = fields.text("work").value_or("");
    } else if (*type == "hello") {
        request.is = Request::Is::hello;
        const auto debate = fields.text("debate");
        if (!debate || !is_debate_id(*debate)) return std::nullopt;
        request.debate = *debate;
        for (const std::string_view name : {"epoch", "owner"}) {
            if (!fields.optional_text(name)) return std::nullopt;
        }
        if (!fields.optional_whole("after", 0, limits::number_max)) return std::nullopt;
        request.epoch = fields.text("epoch").value_or("");
        request.owner = fields.text("owner").value_or("");
        if (const auto after = fields.whole("after")) request.after = static_cast<Position>(*after);
        if (request.after.has_value() == request.epoch.empty()) return std::nullopt;
        if (!request.owner.empty() && !is_key(request.owner)) return std::nullopt;
    }
    return request;
}

std::string limits_json(const Settings& settings) {
    JsonWriter json;
    json.begin_object();
    json.key("entry").integer(signed_of(settings.entry.body_bytes));
    json.key("text").integer(signed_of(settings.entry.text_characters));
    json.key("message").integer(signed_of(settings.message_bytes));
    json.key("entries").integer(signed_of(settings.message_entries));
    json.key("rate").integer(settings.entries_a_minute_of_key);
    return json.end_object().take();
}

std::string welcome_message(const Welcome& welcome, const Settings& settings) {
    JsonWriter json;
    json.begin_object().key("type").string("welcome").key("debate").string(welcome.debate);
    json.key("epoch").string(welcome.epoch).key("head").integer(signed_of(welcome.head));
    json.key("owner").string(welcome.owner).key("clerk").string(welcome.clerk);
    json.key("time").integer(welcome.now).key("heartbeat").integer(settings.heartbeat_ms);
    if (welcome.read_first) json.key("read_first").boolean(true);
    json.key("limits").raw(limits_json(settings));
    return json.end_object().take();
}

std::string entries_header(Position after, Position to, std::string_view more) {
    std::string out = R"({"type":"entries","after":)";
    out.append(std::to_string(after)).append(R"(,"to":)").append(std::to_string(to));
    return out.append(more).append("}");
}

std::string released_member(const std::vector<std::string>& questions) {
    JsonWriter json;
    json.begin_array();
    for (const std::string& question : questions) json.string(question);
    return R"(,"released":)" + json.end_array().take();
}

std::string bodies_header(std::string_view question, std::string_view more) {
    JsonWriter json;
    json.begin_object().key("type").string("bodies").key("question").string(question).end_object();
    std::string out = json.take();
    out.pop_back();
    return out.append(more).append("}");
}

std::string receipt_message(std::optional<std::int64_t> re, const std::vector<std::string>& ids,
                            const std::vector<std::string>& stamps) {
    JsonWriter json;
    json.begin_object().key("type").string("receipt");
    add_re(json, re);
    json.key("ids").begin_array();
    for (const std::string& id : ids) json.string(id);
    json.end_array().end_object();
    std::string out = json.take();
    for (const std::string& stamp : stamps) out.append("\n").append(stamp);
    return out;
}

std::string refuse_message(const Refusal& refusal, std::optional<std::int64_t> re,
                           const Clerk& clerk) {
    JsonWriter note;
    note.begin_object().key("debate").string(refusal.debate).key("id").string(refusal.id);
    note.key("author").string(refusal.author).key("n").integer(signed_of(refusal.n));
    note.key("reason").string(refusal.reason).key("time").integer(refusal.now).end_object();
    const std::string text = "palabre refusal 1\n" + note.take();
    JsonWriter json;
    json.begin_object().key("type").string("refuse");
    add_re(json, re);
    json.key("id").string(refusal.id).key("reason").string(refusal.reason);
    json.key("what").string(refusal.what.empty() ? sentence_of(refusal.reason) : refusal.what);
    if (!refusal.contact.empty()) json.key("contact").string(refusal.contact);
    json.key("refusal").string(text).key("sig").string(clerk.sign(text));
    return json.end_object().take();
}

std::string error_message(const ErrorWords& words) {
    JsonWriter json;
    json.begin_object().key("type").string("error").key("code").string(words.code);
    json.key("what").string(words.what);
    add_re(json, words.re);
    if (!words.id.empty()) json.key("id").string(words.id);
    if (words.expects) json.key("expects").integer(signed_of(*words.expects));
    if (words.retry_ms) json.key("retry").integer(*words.retry_ms);
    if (!words.work.empty()) json.key("work").raw(words.work);
    return json.end_object().take();
}

std::string reset_message(std::string_view why, std::string_view debate, std::string_view epoch,
                          Position head) {
    JsonWriter json;
    json.begin_object().key("type").string("reset").key("why").string(why);
    json.key("epoch").string(epoch).key("head").integer(signed_of(head));
    json.key("snapshot").string("/debates/" + std::string(debate) + "/snapshot");
    return json.end_object().take();
}

std::string heartbeat_message(Position head, std::int64_t now) {
    JsonWriter json;
    json.begin_object().key("type").string("heartbeat").key("head").integer(signed_of(head));
    return json.key("time").integer(now).end_object().take();
}

std::string_view sentence_of(std::string_view reason) {
    using Row = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Row, 23> rows{{
        {"signature", "The signature is not its author's."},
        {"debate", "It belongs to another debate."},
        {"hash", "Its body is not the one that was signed."},
        {"version", "It is of a version that this hub does not know."},
        {"missing", "It came without its body."},
        {"banned", "This key may not take part any more."},
        {"right", "This key has not the right to do that."},
        {"phase", "This is not open in the present phase."},
        {"refers", "What it refers to is not here or is void."},
        {"kind", "What it refers to is of another kind."},
        {"time", "The time for this has passed or not come."},
        {"eligible", "Only members may vote here."},
        {"choice", "The choice does not fit the question."},
        {"clock", "Its clock runs far ahead of the debate."},
        {"size", "It is longer than this hub takes."},
        {"text", "Its text is longer than this hub takes."},
        {"closed", "Nobody writes here now: the debate is open for reading only."},
        {"members", "Only members write here: the site has to vouch for this key first."},
        {"terms", "It asks of the hub what this hub does not know how to do."},
        {"read-first",
         "What is written here is read first: take it back and write it anew instead."},
        {"unread", "What it refers to has not been read by a moderator yet."},
        {"token-used", "Another key has used this token: ask the site for a new one."},
        {"token-member", "This key stands for another member already."},
    }};
    for (const auto& [word, sentence] : rows) {
        if (word == reason) return sentence;
    }
    return "It would not count.";
}

}  // namespace palabre::hub
