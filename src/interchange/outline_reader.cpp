// Questions and outlines as `ask`, `declare` and `--declared` give them.
#include "deliberation/limits.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/body_reader.hpp"

namespace palabre {

namespace {

bool is_share(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return false;
    const auto whole = [](std::string_view part, bool zero) {
        if (part.empty() || part.size() > 16 || (part[0] == '0' && (part.size() > 1 || !zero))) {
            return false;
        }
        std::int64_t number = 0;
        for (const char c : part) {
            if (c < '0' || c > '9') return false;
            number = number * 10 + (c - '0');
        }
        return number <= limits::number_max;
    };
    return whole(text.substr(0, slash), true) && whole(text.substr(slash + 1), false);
}

bool is_rule(const BodyFields& rule) {
    if (!rule.is_object()) return false;
    if (const auto quorum = rule.sub("quorum")) {
        if (!quorum->is_object()) return false;
        const auto share = quorum->text("share");
        if (!share || !is_share(*share)) return false;
        if (!quorum->optional_word("of", {"eligible"})) return false;
        if (!quorum->optional_word("count", {"present", "voters"})) return false;
        if (!quorum->optional_boolean("strict")) return false;
    }
    if (const auto majority = rule.sub("majority")) {
        if (!majority->is_object()) return false;
        const auto share = majority->text("share");
        if (!share || !is_share(*share)) return false;
        if (!majority->optional_word("of", {"expressed", "voters", "present", "eligible"})) {
            return false;
        }
        if (!majority->optional_boolean("strict")) return false;
    }
    return rule.optional_word("casting_vote", {"yes", "no"}) &&
           rule.optional_whole("eligible_number", 0, limits::number_max) &&
           rule.optional_whole("bins", 1, limits::bins_max);
}

std::optional<DeclaredClaim> read_claim(const BodyFields& fields) {
    const auto id = fields.text("id");
    const auto parent = fields.text("parent");
    const auto stance = fields.stance("stance");
    const auto text = fields.text("text");
    if (!id || !parent || !stance || !text) return std::nullopt;
    const std::size_t length = code_points(*text);
    if (length < 1 || length > limits::text_max) return std::nullopt;
    return DeclaredClaim{std::string(*id), std::string(*parent), *stance, std::string(*text)};
}

}  // namespace

std::optional<DeclaredClaim> read_declared_claim(const StrictJson& json, std::uint32_t object) {
    const BodyFields fields(json, object);
    return fields.is_object() ? read_claim(fields) : std::nullopt;
}

std::optional<QuestionText> read_question(const StrictJson& json, std::uint32_t object) {
    const BodyFields fields(json, object);
    if (!fields.is_object()) return std::nullopt;
    QuestionText question;
    const auto title = fields.text("title");
    if (!title) return std::nullopt;
    const std::size_t length = code_points(*title);
    if (length < 1 || length > limits::title_max) return std::nullopt;
    question.title = std::string(*title);
    const auto method = fields.text("method");
    if (!method || !method_from(*method)) return std::nullopt;
    question.method = *method_from(*method);
    if (!fields.optional_text("text") || !fields.optional_text("about")) return std::nullopt;
    if (const auto text = fields.text("text")) question.text = std::string(*text);
    if (const auto about = fields.text("about")) question.about = std::string(*about);
    if (const std::uint32_t options = json.some(object, "options"); options != 0) {
        if (json.at(options).kind != JsonToken::Kind::list) return std::nullopt;
        question.options.emplace();
        std::uint32_t item = options + 1;
        for (std::uint32_t i = 0; i < json.at(options).size; ++i, item = json.at(item).next) {
            if (json.at(item).kind != JsonToken::Kind::text) return std::nullopt;
            question.options->emplace_back(json.at(item).text);
        }
    }
    if (const std::uint32_t rule = json.some(object, "rule"); rule != 0) {
        if (!is_rule(BodyFields(json, rule))) return std::nullopt;
        question.rule = json.value(rule);
    }
    if (!fields.optional_whole("opens", 0, limits::number_max)) return std::nullopt;
    if (!fields.optional_whole("closes", 0, limits::number_max)) return std::nullopt;
    question.opens = fields.whole("opens");
    question.closes = fields.whole("closes");
    if (!fields.optional_word("results", {"live", "after-vote", "after-close"}))
        return std::nullopt;
    if (const auto results = fields.text("results")) {
        question.results = *results == "live"         ? Results::live
                           : *results == "after-vote" ? Results::after_vote
                                                      : Results::after_close;
    }
    if (!fields.optional_word("eligible", {"anyone", "members"})) return std::nullopt;
    if (const auto eligible = fields.text("eligible"))
        question.members_only = *eligible == "members";
    return question;
}

std::optional<Outline> read_outline(const StrictJson& json, std::uint32_t object) {
    const BodyFields fields(json, object);
    if (!fields.is_object()) return std::nullopt;
    Outline outline;
    const std::uint32_t thesis = json.find(object, "thesis");
    if (thesis == 0) return std::nullopt;
    if (json.at(thesis).kind == JsonToken::Kind::text) {
        outline.thesis = std::string(json.at(thesis).text);
    } else if (json.at(thesis).kind != JsonToken::Kind::null) {
        return std::nullopt;
    }
    const std::uint32_t claims = json.find(object, "claims");
    const std::uint32_t questions = json.find(object, "questions");
    if (claims == 0 || json.at(claims).kind != JsonToken::Kind::list) return std::nullopt;
    if (questions == 0 || json.at(questions).kind != JsonToken::Kind::list) return std::nullopt;
    std::uint32_t item = claims + 1;
    for (std::uint32_t i = 0; i < json.at(claims).size; ++i, item = json.at(item).next) {
        auto claim = read_declared_claim(json, item);
        if (!claim) return std::nullopt;
        outline.claims.push_back(*std::move(claim));
    }
    item = questions + 1;
    for (std::uint32_t i = 0; i < json.at(questions).size; ++i, item = json.at(item).next) {
        auto question = read_question(json, item);
        const auto id = BodyFields(json, item).text("id");
        if (!question || !id) return std::nullopt;
        outline.questions.push_back({std::string(*id), *std::move(question)});
    }
    if (!outline_matches(outline)) return std::nullopt;
    return outline;
}

}  // namespace palabre
