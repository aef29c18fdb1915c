#include "deliberation/naive/verbs.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "deliberation/naive/bytes.hpp"

namespace palabre::naive {

const std::set<std::string> writers_verbs = {"claim",  "remark", "link", "tag",
                                             "impact", "stance", "edit"};
const std::set<std::string> eligible_verbs = {"ballot", "delegate", "proxy"};
const std::set<std::string> moderators_verbs = {"hide", "show", "move", "merge", "ban"};
const std::set<std::string> facilitators_verbs = {"ask",     "phase", "count",
                                                  "present", "draw",  "outcome"};
const std::set<std::string> owners_verbs = {"declare", "role", "key"};
const std::set<std::string> quoting_verbs = {"claim", "remark", "link", "impact", "stance"};
const std::set<std::string> lasting_verbs = {"open",  "declare", "ask",    "phase",  "role",
                                             "ban",   "key",     "device", "attest", "stamp",
                                             "erase", "count",   "outcome"};

namespace {

using Test = std::function<bool(const Json&)>;

bool is_text(const Json& value) {
    return value.is_string();
}
bool is_flag(const Json& value) {
    return value.is_boolean();
}
bool is_object(const Json& value) {
    return value.is_object();
}
bool is_anything(const Json&) {
    return true;
}
bool is_something(const Json& value) {
    return !value.is_null();
}
bool is_key_text(const Json& value) {
    return is_text(value) && is_key(value.get<std::string>());
}

Test text_of(std::size_t least, std::size_t most) {
    return [=](const Json& value) {
        if (!is_text(value)) return false;
        const std::size_t length = code_points(value.get_ref<const std::string&>());
        return length >= least && length <= most;
    };
}
Test number_in(std::int64_t least, std::int64_t most) {
    return [=](const Json& value) {
        return value.is_number() && value.get<std::int64_t>() >= least &&
               value.get<std::int64_t>() <= most;
    };
}
Test word_of(std::set<std::string> words) {
    return [=](const Json& value) {
        return is_text(value) && words.count(value.get<std::string>()) > 0;
    };
}
Test list_of(Test test, std::size_t most = 1000000) {
    return [=](const Json& value) {
        return value.is_array() && value.size() <= most &&
               std::all_of(value.begin(), value.end(), test);
    };
}
Test or_null(Test test) {
    return [=](const Json& value) { return value.is_null() || test(value); };
}

const Test is_time = number_in(0, largest_number);
const Test is_stance = word_of({"pro", "con"});
const Test is_claim_text = text_of(1, 4000);
const Test is_title = text_of(1, 300);
const Test is_name = text_of(1, 60);
const Test are_texts = list_of(is_text);
const Test are_keys = list_of(is_key_text);
const Test are_sources = list_of(text_of(0, 500), 10);

bool is_held(const Json& value) {
    return value.is_object() && std::all_of(value.begin(), value.end(), are_texts);
}

/// "p/q" of numbers in the form that numbers have everywhere, q not 0.
bool is_share(const Json& value) {
    if (!is_text(value)) return false;
    const std::string text = value;
    const auto slash = text.find('/');
    if (slash == text.npos) return false;
    const auto whole = [](const std::string& digits) {
        const auto parsed =
            digits.empty() || digits[0] == ' ' ? std::nullopt : parse_in_log(digits);
        const bool fits =
            parsed && parsed->is_number() && digits.find_first_not_of("0123456789") == digits.npos;
        return fits ? parsed->get<std::int64_t>() : -1;
    };
    return whole(text.substr(0, slash)) >= 0 && whole(text.substr(slash + 1)) >= 1;
}

struct Field {
    enum Need { must, may } need;  ///< one that `may` be there may be absent or null
    Test test;
};
using Fields = std::map<std::string, Field>;

bool fit(const Json& object, const Fields& fields) {
    return std::all_of(fields.begin(), fields.end(), [&](const auto& named) {
        const auto& [name, field] = named;
        if (field.need == Field::may && !has(object, name.c_str())) return true;
        return object.contains(name) && field.test(object[name]);
    });
}

bool is_quorum(const Json& value) {
    return value.is_object() && fit(value, {{"share", {Field::must, is_share}},
                                            {"of", {Field::may, word_of({"eligible"})}},
                                            {"count", {Field::may, word_of({"present", "voters"})}},
                                            {"strict", {Field::may, is_flag}}});
}

bool is_majority(const Json& value) {
    const Test base = word_of({"expressed", "voters", "present", "eligible"});
    return value.is_object() && fit(value, {{"share", {Field::must, is_share}},
                                            {"of", {Field::may, base}},
                                            {"strict", {Field::may, is_flag}}});
}

bool is_rule(const Json& value) {
    return value.is_object() && fit(value, {{"quorum", {Field::may, is_quorum}},
                                            {"majority", {Field::may, is_majority}},
                                            {"casting_vote", {Field::may, word_of({"yes", "no"})}},
                                            {"eligible_number", {Field::may, is_time}},
                                            {"bins", {Field::may, number_in(1, 1000)}}});
}

const std::set<std::string> ranked = {"borda",    "condorcet",    "copeland", "minimax",
                                      "schulze",  "ranked-pairs", "irv",      "stv-scottish",
                                      "stv-meek", "hierarchy"};
const std::set<std::string> option_lists = {"approval", "budget-greedy", "equal-shares",
                                            "phragmen"};
const std::set<std::string> scored = {"score", "star", "cumulative", "quadratic"};

bool is_method(const Json& value) {
    static const Test others =
        word_of({"yes-no", "slider", "plurality", "two-round", "majority-judgment", "consent"});
    return word_of(ranked)(value) || word_of(option_lists)(value) || word_of(scored)(value) ||
           others(value);
}

const Fields question_fields = {
    {"title", {Field::must, is_title}},
    {"text", {Field::may, is_text}},
    {"about", {Field::may, is_text}},
    {"method", {Field::must, is_method}},
    {"options", {Field::may, are_texts}},
    {"rule", {Field::may, is_rule}},
    {"opens", {Field::may, is_time}},
    {"closes", {Field::may, is_time}},
    {"results", {Field::may, word_of({"live", "after-vote", "after-close"})}},
    {"eligible", {Field::may, word_of({"anyone", "members"})}}};

const Fields claim_of_outline = {{"id", {Field::must, is_text}},
                                 {"parent", {Field::must, is_text}},
                                 {"stance", {Field::must, is_stance}},
                                 {"text", {Field::must, is_claim_text}}};

std::string one_spaced(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool blank = std::string(" \t\n\r\f").find(c) != std::string::npos;
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

/// Takes ".2", ".3" ... off the end.
std::string without_repeat(const std::string& id) {
    const auto dot = id.rfind('.');
    if (dot == std::string::npos) return id;
    const std::string number = id.substr(dot + 1);
    const bool digits =
        !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
    return digits && number[0] != '0' && number != "1" ? id.substr(0, dot) : id;
}

/// Whether the id is one that a declared claim of this stance and text may have.
bool id_matches(const Json& claim) {
    const std::string id = without_repeat(claim["id"]);
    if (id.starts_with("~~")) {
        return id.substr(2) ==
               id_of(claim["stance"].get<std::string>() + "\n" + one_spaced(claim["text"]));
    }
    const std::string data_id = id.substr(id.empty() ? 0 : 1);
    return id.starts_with('~') && !data_id.empty() && data_id.size() <= 32 &&
           data_id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

bool question_id_matches(const Json& question) {
    std::string text = "{";
    for (const char* key : {"title", "text", "about", "method", "options", "rule", "opens",
                            "closes", "results", "eligible"}) {
        text += (text.size() > 1 ? ",\"" : "\"") + std::string(key) +
                "\":" + (question.contains(key) ? canonical(question[key]) : "null");
    }
    return question.contains("id") && question["id"] == "~?" + id_of(text + "}");
}

struct Verb {
    Fields fields;
    std::vector<Reference> references;
    std::set<std::string> others = {};  ///< further fields, looked at apart
};

const std::map<std::string, Verb>& verbs() {
    const Field text{Field::must, is_text}, maybe_text{Field::may, is_text};
    const Field stance{Field::must, is_stance}, long_text{Field::must, is_claim_text};
    const Field key{Field::must, is_key_text}, flag{Field::must, is_flag},
        maybe_time{Field::may, is_time};
    const Field maybe_object{Field::may, is_object}, something{Field::must, is_something};
    const Field text_or_null{Field::must, or_null(is_text)}, sources{Field::may, are_sources};
    const Field anything{Field::may, is_anything};
    const auto number_or_null = [](std::int64_t least, std::int64_t most) {
        return Field{Field::must, or_null(number_in(least, most))};
    };
    static const std::map<std::string, Verb> all = {
        {"claim",
         {{{"parent", text},
           {"stance", stance},
           {"text", long_text},
           {"sources", sources},
           {"lang", maybe_text},
           {"from", maybe_object}},
          {{"parent", "tc"}},
          {"quote"}}},
        {"remark",
         {{{"parent", text}, {"text", long_text}, {"lang", maybe_text}, {"from", maybe_object}},
          {{"parent", "tcrq"}},
          {"quote"}}},
        {"link",
         {{{"claim", text}, {"parent", text}, {"stance", stance}},
          {{"claim", "c"}, {"parent", "tc"}},
          {"quote"}}},
        {"tag",
         {{{"target", text}, {"tag", {Field::must, text_of(1, 40)}}, {"on", flag}},
          {{"target", "tcrq"}}}},
        {"impact",
         {{{"claim", text}, {"parent", text}, {"value", number_or_null(0, 4)}},
          {{"claim", "c"}, {"parent", "tc"}},
          {"quote"}}},
        {"stance",
         {{{"target", text}, {"value", number_or_null(-100, 100)}}, {{"target", "tc"}}, {"quote"}}},
        {"edit",
         {{{"target", text}, {"text", long_text}, {"sources", sources}}, {{"target", "cr"}}}},
        {"ballot",
         {{{"question", text}, {"choice", {Field::must, is_anything}}}, {{"question", "q"}}}},
        {"delegate", {{{"to", text_or_null}, {"scope", text}}, {}}},
        {"proxy", {{{"holder", text_or_null}, {"scope", text}}, {}}},
        {"name", {{{"text", {Field::must, is_name}}}, {}}},
        {"flag", {{{"target", text}, {"reason", text}}, {{"target", "cr"}}}},
        {"device", {{{"key", key}}, {}}},
        {"attest", {{{"token", text}}, {}}},
        {"translate", {{{"target", text}, {"lang", text}, {"text", text}}, {{"target", "tcrq"}}}},
        {"withdraw", {{{"target", text}}, {{"target", "crl"}}}},
        {"erase", {{{"target", text}, {"was", maybe_object}}, {}}},
        {"hide", {{{"target", text}, {"reason", text}}, {{"target", "cr"}}}},
        {"show", {{{"target", text}}, {{"target", "cr"}}}},
        {"move",
         {{{"claim", text}, {"parent", text}, {"stance", stance}},
          {{"claim", "c"}, {"parent", "tc"}}}},
        {"merge", {{{"claim", text}, {"into", text}}, {{"claim", "c"}, {"into", "c"}}}},
        {"ban", {{{"key", key}, {"on", flag}}, {}}},
        {"ask", {question_fields, {}}},
        {"phase",
         {{{"name", {Field::must, is_name}},
           {"from", maybe_time},
           {"to", maybe_time},
           {"allows", {Field::must, are_texts}}},
          {}}},
        {"count",
         {{{"question", text},
           {"column", text},
           {"figures", something},
           {"source", text},
           {"counter", text},
           {"sheet", maybe_text}},
          {{"question", "q"}}}},
        {"present", {{{"member", something}, {"meeting", something}}, {}}},
        {"draw", {{{"commit", maybe_text}, {"reveal", maybe_text}}, {}}},
        {"outcome", {{{"target", text}, {"text", text}}, {{"target", "tcrq"}}}},
        {"open",
         {{{"title", {Field::must, is_title}},
           {"text", maybe_text},
           {"lang", maybe_text},
           {"fold", {Field::must, number_in(-largest_number, largest_number)}},
           {"write", {Field::may, word_of({"open", "members", "closed"})}},
           {"clerks", {Field::may, are_keys}},
           {"sites", {Field::may, are_keys}},
           {"contact", maybe_text},
           {"retention", anything}},
          {}}},
        {"declare", {{}, {}, {"thesis", "claims", "questions"}}},
        {"role",
         {{{"key", {Field::may, is_key_text}},
           {"member", anything},
           {"role", {Field::must, word_of({"owner", "moderator", "facilitator", "clerk"})}},
           {"on", flag},
           {"from", maybe_time}},
          {}}},
        {"key", {{{"key", key}, {"replaces", key}}, {}}},
        {"stamp",
         {{{"time", {Field::must, is_time}},
           {"ids", {Field::must, are_texts}},
           {"held", {Field::may, is_held}}},
          {}}}};
    return all;
}

bool has_fields(const std::string& verb, const Json& body) {
    if (!fit(body, verbs().at(verb).fields)) return false;
    if (verb == "declare") return is_outline(body);
    if (verb == "role") return has(body, "key") || has(body, "member");
    if (verb == "draw") return has(body, "commit") || has(body, "reveal");
    if (quoting_verbs.count(verb) > 0 && has(body, "quote")) {
        return body["quote"].is_object() && fit(body["quote"], claim_of_outline);
    }
    return true;
}

bool is_must(const Json& must, const std::string& verb) {
    return must.is_array() && std::all_of(must.begin(), must.end(), [&](const Json& field) {
               if (!is_text(field) || !is_known(verb)) return false;
               const Verb& known = verbs().at(verb);
               return known.fields.count(field) > 0 || known.others.count(field) > 0;
           });
}

}  // namespace

bool is_known(const std::string& verb) {
    return verbs().count(verb) > 0;
}

const std::vector<Reference>& references_of(const std::string& verb) {
    static const std::vector<Reference> none;
    return is_known(verb) ? verbs().at(verb).references : none;
}

bool has(const Json& object, const char* key) {
    return object.contains(key) && !object[key].is_null();
}

std::string fault_of_body(const Json& body) {
    const std::string verb = body["do"];
    if (body.contains("must") && !is_must(body["must"], verb)) return "must";
    if (!is_known(verb)) return "";
    for (const char* reserved : {"with", "anchor", "secret", "voucher"}) {
        if (body.contains(reserved)) return "reserved";
    }
    if (verb == "claim" && body.contains("on")) return "reserved";
    if (!has_fields(verb, body)) return "fields";
    if (quoting_verbs.count(verb) > 0 && has(body, "quote")) {
        const auto& fields = references_of(verb);
        const bool refers =
            std::any_of(fields.begin(), fields.end(), [&](const Reference& reference) {
                return body[reference.field] == body["quote"]["id"];
            });
        if (!refers || !id_matches(body["quote"])) return "quote";
    }
    return "";
}

bool is_outline(const Json& value) {
    if (!value.is_object()) return false;
    for (const char* key : {"thesis", "claims", "questions"}) {
        if (!value.contains(key)) return false;
    }
    const auto is_claim = [](const Json& claim) {
        return claim.is_object() && fit(claim, claim_of_outline) && id_matches(claim);
    };
    const auto is_question = [](const Json& question) {
        return question.is_object() && fit(question, question_fields) &&
               question_id_matches(question);
    };
    return or_null(is_text)(value["thesis"]) && list_of(is_claim)(value["claims"]) &&
           list_of(is_question)(value["questions"]);
}

Json truth_about(const Json& body) {
    const auto text_at = [&](const char* key) {
        return body.contains(key) && body[key].is_string();
    };
    if (!text_at("do")) return nullptr;
    const std::string verb = body["do"];
    if (verb == "claim" && text_at("parent") && body.contains("stance") &&
        is_stance(body["stance"])) {
        return {{"do", verb}, {"parent", body["parent"]}, {"stance", body["stance"]}};
    }
    if (verb == "remark" && text_at("parent")) return {{"do", verb}, {"parent", body["parent"]}};
    if (verb == "ballot" && text_at("question"))
        return {{"do", verb}, {"question", body["question"]}};
    return nullptr;
}

bool is_choice(const Json& question, const Json& choice) {
    const std::string method = question["method"];
    const std::int64_t options =
        has(question, "options") ? static_cast<std::int64_t>(question["options"].size()) : 0;
    const Test is_option = number_in(0, options - 1);
    const auto ascending = [](const Json& list, const std::function<Json(const Json&)>& of) {
        for (std::size_t i = 1; i < list.size(); ++i) {
            if (of(list[i - 1]) >= of(list[i])) return false;
        }
        return true;
    };
    if (method == "yes-no") return word_of({"yes", "no", "abstain", "blank"})(choice);
    if (method == "slider") return number_in(-100, 100)(choice);
    if (method == "plurality" || method == "two-round")
        return choice == "blank" || is_option(choice);
    if (option_lists.count(method) > 0) {
        return list_of(is_option)(choice) && ascending(choice, [](const Json& x) { return x; });
    }
    if (scored.count(method) > 0) {
        const auto is_pair = [&](const Json& pair) {
            return pair.is_array() && pair.size() == 2 && is_option(pair[0]) && pair[1].is_number();
        };
        return list_of(is_pair)(choice) && ascending(choice, [](const Json& x) { return x[0]; });
    }
    if (method == "majority-judgment") {
        const Json rule = has(question, "rule") ? question["rule"] : Json::object();
        const bool graded = rule.contains("grades") && number_in(1, largest_number)(rule["grades"]);
        const std::int64_t best = graded ? rule["grades"].get<std::int64_t>() - 1 : largest_number;
        return list_of(or_null(number_in(0, best)))(choice) &&
               static_cast<std::int64_t>(choice.size()) == options;
    }
    if (method == "consent") {
        return choice.is_object() &&
               fit(choice,
                   {{"position",
                     {Field::must, word_of({"consent", "concern", "objection", "stand_aside"})}},
                    {"reason", {Field::may, is_text}}});
    }
    if (!list_of(list_of(is_option))(choice)) return false;
    std::set<Json> seen;
    for (const Json& group : choice) {
        if (group.empty()) return false;
        for (const Json& option : group) {
            if (!seen.insert(option).second) return false;
        }
    }
    return true;
}

}  // namespace palabre::naive
