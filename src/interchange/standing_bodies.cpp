#include "interchange/standing_bodies.hpp"

#include "deliberation/limits.hpp"
#include "interchange/debate_file.hpp"
#include "interchange/json_writer.hpp"

namespace palabre {

namespace {

Result<std::string> within_limit(std::string body, std::string_view where) {
    if (body.size() <= limits::list_body_bytes_max) return body;
    return Fault{"too-long", std::string(where), "this is longer than an entry's 64 KiB"};
}

// `fields` is an object; its fields follow the salt and the verb.
std::string body_with(std::string_view verb, std::string_view salt, std::string_view fields) {
    JsonWriter start;
    start.begin_object().key("salt").string(salt).key("do").string(verb).end_object();
    std::string body = start.take();
    body.back() = ',';
    return body.append(fields.substr(1));
}

std::string declare_body(const Outline& outline, std::string_view salt) {
    return body_with("declare", salt, write_outline_json(outline));
}

}  // namespace

Result<std::string> open_body(const OpenFields& fields, std::string_view salt) {
    if (fields.title.empty()) return Fault{"title", "", "the debate has no title: give --title"};
    JsonWriter json;
    json.begin_object().key("salt").string(salt).key("do").string("open");
    json.key("title").string(fields.title);
    if (!fields.text.empty()) json.key("text").string(fields.text);
    if (!fields.lang.empty()) json.key("lang").string(fields.lang);
    json.key("fold").integer(1);
    if (!fields.write.empty()) json.key("write").string(fields.write);
    if (!fields.clerk.empty()) {
        json.key("clerks").begin_array().string(fields.clerk).end_array();
    }
    if (!fields.site.empty()) {
        json.key("sites").begin_array().string(fields.site).end_array();
    }
    if (!fields.contact.empty()) json.key("contact").string(fields.contact);
    if (fields.read_first) json.key("read_first").boolean(true);
    if (fields.keep_days > 0) {
        json.key("retention").begin_object().key("days").integer(fields.keep_days).end_object();
    }
    return within_limit(json.end_object().take(), "text");
}

Result<std::vector<std::string>> declare_bodies(
    const Outline& outline, const std::function<std::string(std::size_t)>& salt) {
    // Room for salt, verb and the three keys.
    constexpr std::size_t room = limits::list_body_bytes_max - 200;
    std::vector<std::string> bodies;
    Outline part;
    part.thesis = outline.thesis;
    std::size_t size = write_outline_json(part).size();
    const auto finish = [&]() -> Result<bool> {
        PALABRE_TRY(body, within_limit(declare_body(part, salt(bodies.size())), "thesis"));
        bodies.push_back(std::move(body));
        part = Outline();
        size = 0;
        return true;
    };
    for (const DeclaredClaim& claim : outline.claims) {
        Outline alone;
        alone.claims.push_back(claim);
        const std::size_t more = write_outline_json(alone).size();
        if (size + more > room) {
            PALABRE_TRY(finished, finish());
            (void)finished;
        }
        part.claims.push_back(claim);
        size += more;
    }
    for (const DeclaredQuestion& question : outline.questions) {
        Outline alone;
        alone.questions.push_back(question);
        const std::size_t more = write_outline_json(alone).size();
        if (size + more > room) {
            PALABRE_TRY(finished, finish());
            (void)finished;
        }
        part.questions.push_back(question);
        size += more;
    }
    PALABRE_TRY(finished, finish());
    (void)finished;
    return bodies;
}

Result<std::string> ask_body(const QuestionText& question, std::string_view from_id,
                             std::string_view salt) {
    std::string body = body_with("ask", salt, write_question_json(question));
    if (!from_id.empty()) {
        // The verb does not know this field; importing again finds the question by it.
        JsonWriter from;
        from.begin_object().key("from").begin_object().key("id").string(from_id);
        from.end_object().end_object();
        body.back() = ',';
        body.append(from.take().substr(1));
    }
    return within_limit(std::move(body), "text");
}

}  // namespace palabre
