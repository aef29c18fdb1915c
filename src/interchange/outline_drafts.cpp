#include "interchange/outline_drafts.hpp"

#include <string>

#include "interchange/body_fields.hpp"
#include "interchange/body_reader.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

Result<std::vector<DeclaredClaim>> named_claims(const StrictJson& json, std::uint32_t claims) {
    std::vector<ClaimDraft> drafts;
    std::uint32_t item = claims + 1;
    for (std::uint32_t i = 0; i < json.at(claims).size; ++i, item = json.at(item).next) {
        const BodyFields fields(json, item);
        const auto text = fields.is_object() ? fields.text("text") : std::nullopt;
        const auto stance = fields.is_object() ? fields.stance("stance") : std::nullopt;
        const auto parent = fields.is_object() ? fields.whole("parent") : std::nullopt;
        if (!text || !stance || !parent || !fields.optional_text("data_id")) {
            return Fault{"outline", std::to_string(i),
                         "A claim has a text, a stance and a parent."};
        }
        ClaimDraft draft;
        if (const auto name = fields.text("data_id")) draft.name = std::string(*name);
        const std::int64_t above = parent.value_or(-1);
        draft.parent = above < -1 || above > static_cast<std::int64_t>(i) ? static_cast<int>(i) + 1
                                                                          : static_cast<int>(above);
        draft.stance = *stance;
        draft.text = std::string(*text);
        drafts.push_back(std::move(draft));
    }
    return name_claims(drafts);
}

}  // namespace

Result<Outline> complete_outline(const StrictJson& json, std::uint32_t object) {
    const BodyFields fields(json, object);
    const Fault refused{"outline", "", "The outline has a thesis, claims and questions."};
    if (!fields.is_object()) return refused;
    const std::uint32_t claims = json.find(object, "claims");
    const std::uint32_t questions = json.find(object, "questions");
    if (claims == 0 || json.at(claims).kind != JsonToken::Kind::list) return refused;
    if (questions == 0 || json.at(questions).kind != JsonToken::Kind::list) return refused;
    if (!fields.optional_text("thesis")) return refused;
    const bool has_ids = json.at(claims).size > 0 && json.find(claims + 1, "id") != 0;
    Outline outline;
    if (const auto thesis = fields.text("thesis")) outline.thesis = std::string(*thesis);
    if (has_ids) {
        std::uint32_t item = claims + 1;
        for (std::uint32_t i = 0; i < json.at(claims).size; ++i, item = json.at(item).next) {
            auto claim = read_declared_claim(json, item);
            if (!claim || !claim_id_matches(claim->id, claim->stance, claim->text)) {
                return Fault{"outline", std::to_string(i),
                             "A claim's id is not the one of its text."};
            }
            outline.claims.push_back(*std::move(claim));
        }
    } else {
        PALABRE_TRY(named, named_claims(json, claims));
        outline.claims = std::move(named);
    }
    std::uint32_t item = questions + 1;
    for (std::uint32_t i = 0; i < json.at(questions).size; ++i, item = json.at(item).next) {
        auto question = read_question(json, item);
        if (!question) {
            return Fault{"outline", "question " + std::to_string(i),
                         "A field of the question is missing or has another form."};
        }
        std::string id = question_id(*question);
        const auto given = BodyFields(json, item).text("id");
        if (given && *given != id) {
            return Fault{"outline", "question " + std::to_string(i),
                         "The id is not the question's."};
        }
        outline.questions.push_back({std::move(id), *std::move(question)});
    }
    return outline;
}

std::optional<Result<Outline>> declare_question(std::string_view question) {
    // Cheap to tell from the many others before it is read.
    if (question.find("\"declare\"") == std::string_view::npos) return std::nullopt;
    StrictJson json;
    if (first_invalid_utf8(question) || !json.parse(question, StrictJson::LineEnds::spaces)) {
        return std::nullopt;
    }
    if (!json.is_object() || BodyFields(json, 0).text("q") != "declare") return std::nullopt;
    const std::uint32_t outline = json.some(0, "outline");
    if (outline == 0) return Result<Outline>(Outline{});
    return complete_outline(json, outline);
}

}  // namespace palabre
