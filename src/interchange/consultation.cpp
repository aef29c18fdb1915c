#include "interchange/consultation.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "deliberation/limits.hpp"
#include "interchange/json_fields.hpp"
#include "interchange/question_markup.hpp"

namespace palabre {

namespace {

using Json = nlohmann::json;

Fault refuse_opinion(std::string where, Sentence what) {
    return {"consultation", std::move(where), std::move(what)};
}

// The source writes +0200; browsers read +02:00 alone everywhere.
std::string iso_time(std::string text) {
    const bool short_zone = text.size() > 5 && text[text.size() - 3] != ':' &&
                            (text[text.size() - 5] == '+' || text[text.size() - 5] == '-');
    if (short_zone) text.insert(text.size() - 2, ":");
    return text;
}

struct Time {
    std::string text;
    std::int64_t ms = 0;
};

Result<Time> time_at(const JsonFields& fields) {
    PALABRE_TRY(text, fields.text("created_at"));
    Time time{iso_time(std::move(text)), 0};
    const auto ms = time_from(time.text);
    if (!ms) return refuse_opinion(fields.path("created_at"), "this is no time with a zone");
    time.ms = *ms;
    return time;
}

Result<std::vector<JsonFields>> proposals_of(const Json& file) {
    if (file.is_discarded()) return refuse_opinion("", "this is no JSON");
    return objects_in(file, "");
}

Result<Contribution> read_argument(const JsonFields& fields, std::string_view lang) {
    Contribution claim;
    PALABRE_TRY(id, fields.whole("id"));
    PALABRE_TRY(word, fields.text("stance"));
    const auto stance = stance_from(word);
    if (!stance) return refuse_opinion(fields.path("stance"), "a stance is pro or con");
    claim.id = "argument/" + std::to_string(id);
    claim.stance = *stance;
    PALABRE_TRY(text, fields.text("text"));
    PALABRE_TRY(name, fields.text("author"));
    PALABRE_TRY(votes, fields.whole("votes"));
    PALABRE_TRY(time, time_at(fields));
    claim.text = std::move(text);
    claim.name = std::move(name);
    claim.votes = votes;
    claim.at = time.text;
    claim.at_ms = time.ms;
    claim.lang = lang;
    return claim;
}

Result<Contribution> read_source(const JsonFields& fields, std::string_view lang) {
    Contribution remark;
    remark.is_claim = false;
    PALABRE_TRY(id, fields.whole("id"));
    PALABRE_TRY(title, fields.text("title"));
    PALABRE_TRY(link, fields.text("link"));
    PALABRE_TRY(text, fields.text("text"));
    PALABRE_TRY(name, fields.text("author"));
    PALABRE_TRY(votes, fields.whole("votes"));
    remark.id = "source/" + std::to_string(id);
    for (const std::string& line : {title, link, text}) {
        if (line.empty()) continue;
        if (!remark.text.empty()) remark.text += '\n';
        remark.text += line;
    }
    remark.url = link;
    remark.name = std::move(name);
    remark.votes = votes;
    remark.lang = lang;
    return remark;
}

Result<ImportedQuestion> read_opinion_votes(const JsonFields& proposal, const Import& import) {
    ImportedQuestion asked;
    asked.id = import.id + "/votes";
    const bool french = import.lang.substr(0, 2) == "fr";
    asked.question.title =
        fitted_title((french ? "Pour ou contre : " : "For or against: ") + import.title);
    asked.question.about = "~";
    asked.question.method = Method::yes_no;
    PALABRE_TRY(votes, proposal.object("votes"));
    PALABRE_TRY(yes, votes.whole("for"));
    PALABRE_TRY(mixed, votes.whole("mixed"));
    PALABRE_TRY(no, votes.whole("against"));
    asked.figures = Value::object(
        {{"yes", Value::of(yes)}, {"mixed", Value::of(mixed)}, {"no", Value::of(no)}});
    asked.column = "consultation";
    asked.source = import.id;
    asked.at_ms = import.at_ms;
    return asked;
}

}  // namespace

Result<std::vector<ProposalSummary>> proposals_in(std::string_view file) {
    const Json document = Json::parse(file, nullptr, false);
    PALABRE_TRY(proposals, proposals_of(document));
    std::vector<ProposalSummary> list;
    for (const JsonFields& fields : proposals) {
        PALABRE_TRY(id, fields.whole("id"));
        PALABRE_TRY(title, fields.text("title"));
        PALABRE_TRY(arguments, fields.objects("arguments"));
        PALABRE_TRY(votes, fields.object("votes"));
        PALABRE_TRY(yes, votes.whole("for"));
        PALABRE_TRY(mixed, votes.whole("mixed"));
        PALABRE_TRY(no, votes.whole("against"));
        list.push_back({id, std::move(title), arguments.size(), yes + mixed + no});
    }
    return list;
}

Result<Import> read_consultation(std::string_view file, std::int64_t proposal,
                                 std::string_view lang) {
    const Json document = Json::parse(file, nullptr, false);
    PALABRE_TRY(proposals, proposals_of(document));
    for (const JsonFields& fields : proposals) {
        PALABRE_TRY(id, fields.whole("id"));
        if (id != proposal) continue;
        Import import;
        import.id = "opinion/" + std::to_string(id);
        import.lang = lang;
        PALABRE_TRY(title, fields.text("title"));
        PALABRE_TRY(text, fields.text("text"));
        PALABRE_TRY(time, time_at(fields));
        import.title = fitted_title(title);
        if (import.title.empty())
            return refuse_opinion(fields.path("title"), "this title is empty");
        import.text = std::move(text);
        import.thesis = folded_space(title);
        import.at_ms = time.ms;
        PALABRE_TRY(asked, read_opinion_votes(fields, import));
        asked.counted_ms = time.ms;
        PALABRE_TRY(arguments, fields.objects("arguments"));
        for (const JsonFields& each : arguments) {
            PALABRE_TRY(claim, read_argument(each, lang));
            asked.counted_ms = std::max(asked.counted_ms, claim.at_ms);
            import.contributions.push_back(std::move(claim));
        }
        // Oldest first: what is said there later then takes later numbers here.
        std::stable_sort(import.contributions.begin(), import.contributions.end(),
                         [](const Contribution& a, const Contribution& b) {
                             if (a.at_ms != b.at_ms) return a.at_ms < b.at_ms;
                             return a.id.size() != b.id.size() ? a.id.size() < b.id.size()
                                                               : a.id < b.id;
                         });
        PALABRE_TRY(sources, fields.objects("sources"));
        for (const JsonFields& each : sources) {
            PALABRE_TRY(remark, read_source(each, lang));
            // The source does not say when.
            remark.at_ms = import.at_ms;
            import.contributions.push_back(std::move(remark));
        }
        import.questions.push_back(std::move(asked));
        return import;
    }
    return refuse_opinion("", "there is no proposal " + std::to_string(proposal));
}

}  // namespace palabre
