#include "deliberation/naive/tallies.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "deliberation/naive/verbs.hpp"
#include "interchange/election_rules.hpp"

namespace palabre::naive {
namespace {

__extension__ using Wide = __int128;

struct Share {
    std::int64_t p = 1, q = 2;
};

Share share_of(const Json& rule) {
    const std::string text = rule["share"];
    const auto slash = text.find('/');
    return {std::stoll(text.substr(0, slash)), std::stoll(text.substr(slash + 1))};
}

/// The least whole number that reaches (`strict`: passes) this share of `base`.
Json least(Share share, bool strict, const Json& base) {
    if (base.is_null()) return nullptr;
    const Wide whole = static_cast<Wide>(share.p) * base.get<std::int64_t>();
    const Wide out = strict ? whole / share.q + 1 : (whole + share.q - 1) / share.q;
    return static_cast<std::int64_t>(out);
}

std::string word(const Json& object, const char* key, const char* otherwise) {
    return has(object, key) ? object[key].get<std::string>() : otherwise;
}

bool is_strict(const Json& object) {
    return has(object, "strict") && object["strict"] == true;
}

/// The bases of shares: who may vote, who is there, who voted, who said yes or no.
Json bases_of(const Json& question, std::int64_t voters, const Json& present) {
    const Json rule = has(question, "rule") ? question["rule"] : Json::object();
    Json bases = {{"voters", voters}, {"present", voters}, {"eligible", nullptr}};
    if (!present.is_null()) bases["present"] = present;
    if (has(question, "members"))
        bases["eligible"] = question["members"];
    else if (has(rule, "eligible_number"))
        bases["eligible"] = rule["eligible_number"];
    return bases;
}

/// The least number that is a quorum, or null; whether it is met.
std::pair<Json, bool> quorum_of(const Json& rule, const Json& bases) {
    if (!has(rule, "quorum")) return {nullptr, true};
    const Json& quorum = rule["quorum"];
    const Json need = least(share_of(quorum), is_strict(quorum), bases["eligible"]);
    const Json& there = bases[word(quorum, "count", "present")];
    return {need, !need.is_null() && there >= need};
}

/// Positions: an objection stops, unless the rule bears it.
Json consent(const Json& question, const std::vector<Json>& choices) {
    std::map<std::string, std::int64_t> of;
    for (const Json& choice : choices) ++of[choice["position"]];
    const Json rule = has(question, "rule") ? question["rule"] : Json::object();
    const auto at_most = [&](const char* key, std::int64_t otherwise) {
        const bool said = rule.contains(key) && rule[key].is_number() && rule[key] >= 0;
        return said ? rule[key].get<std::int64_t>() : otherwise;
    };
    const std::int64_t answered = static_cast<std::int64_t>(choices.size());
    std::string outcome = "consent";
    if (of["concern"] > 0) outcome = "consent_with_concerns";
    if (of["stand_aside"] > at_most("max_stand_aside", answered)) outcome = "not_carried";
    if (of["objection"] > at_most("max_objections", 0)) outcome = "blocked";
    if (!quorum_of(rule, bases_of(question, answered, nullptr)).second) outcome = "no_quorum";
    return {{"answered", answered},
            {"objections", of["objection"]},
            {"stand_aside", of["stand_aside"]},
            {"concerns", of["concern"]},
            {"outcome", outcome}};
}

Json motion(const Json& question, const std::vector<Json>& choices, const Json& present) {
    const auto of = [&](const char* choice) {
        return std::count(choices.begin(), choices.end(), Json(choice));
    };
    const Json rule = has(question, "rule") ? question["rule"] : Json::object();
    const std::int64_t yes = of("yes"), no = of("no"),
                       voters = static_cast<std::int64_t>(choices.size());
    Json bases = bases_of(question, voters, present);
    bases["expressed"] = yes + no;
    const auto [quorum_need, quorum_met] = quorum_of(rule, bases);
    Json out = {{"expressed", yes + no},
                {"voters", voters},
                {"quorum_need", quorum_need},
                {"quorum_met", quorum_met}};
    const Json majority =
        has(rule, "majority") ? rule["majority"] : Json({{"share", "1/2"}, {"strict", true}});
    const std::string named = word(majority, "of", "expressed");
    const Json base = bases[named];
    const Share share = share_of(majority);
    out["yes_needed"] = least(share, is_strict(majority), base);
    const bool enough = !base.is_null() && base > 0 && yes >= out["yes_needed"].get<std::int64_t>();
    const bool tie = yes == no && yes > 0;
    const bool half = static_cast<Wide>(share.p) * 2 == share.q;
    out["tie"] = tie;
    bool carried = enough;
    if (tie && !enough && half && named == "expressed" && has(rule, "casting_vote")) {
        out["casting_vote_used"] = true;
        carried = rule["casting_vote"] == "yes";
    }
    out["adopted"] = quorum_met && carried;
    out["outcome"] = !quorum_met ? "no_quorum" : carried ? "adopted" : "rejected";
    return out;
}

Json approval(const Json& question, const std::vector<Json>& choices) {
    const std::size_t options = has(question, "options") ? question["options"].size() : 0;
    std::vector<std::int64_t> counts(options, 0);
    for (const Json& choice : choices) {
        for (const Json& option : choice) ++counts[option.get<std::size_t>()];
    }
    Json shares = Json::array(), ranking = Json::array();
    for (const std::int64_t count : counts)
        shares.push_back(exact(count, static_cast<std::int64_t>(choices.size())));
    const std::set<std::int64_t, std::greater<>> levels(counts.begin(), counts.end());
    for (const std::int64_t level : levels) {
        Json group = Json::array();
        for (std::size_t i = 0; i < options; ++i) {
            if (counts[i] == level) group.push_back(i);
        }
        ranking.push_back(group);
    }
    const Json winners = ranking.empty() ? Json::array() : ranking[0];
    return {{"counts", counts}, {"shares", shares}, {"ranking", ranking}, {"winners", winners}};
}

Json slider(const Json& question, const std::vector<Json>& choices) {
    const Json rule = has(question, "rule") ? question["rule"] : Json::object();
    const std::int64_t bins = has(rule, "bins") ? rule["bins"].get<std::int64_t>() : 20;
    std::vector<std::int64_t> values(choices.begin(), choices.end()),
        histogram(static_cast<std::size_t>(bins), 0);
    std::sort(values.begin(), values.end());
    std::int64_t sum = 0, squares = 0, support = 0, oppose = 0;
    for (const std::int64_t value : values) {
        sum += value;
        squares += value * value;
        support += value > 0;
        oppose += value < 0;
        ++histogram[static_cast<std::size_t>(std::min((value + 100) * bins / 200, bins - 1))];
    }
    const std::int64_t n = static_cast<std::int64_t>(values.size());
    return {{"n", n},
            {"histogram", histogram},
            {"mean", exact(sum, 100 * n)},
            {"variance", exact(n * squares - sum * sum, 10000 * n * n)},
            {"median_low", n == 0 ? Json() : exact(values[(values.size() - 1) / 2], 100)},
            {"support", support},
            {"oppose", oppose},
            {"neutral", n - support - oppose}};
}

/// The ballots as an election file, counted whole by the rule of `palabre tally`; null where that
/// refuses the file.
Json counted_from_file(const Json& question, const std::vector<Json>& choices, const Json& lot) {
    const std::string method = question["method"];
    Json file = question.value("rule", Json());
    if (!file.is_object()) file = Json::object();
    file["options"] = question.contains("options") && question["options"].is_array()
                          ? question["options"].size()
                          : 0;
    file["ballots"] = Json::array();
    const bool scored = method == "score" || method == "star";
    const bool scaled = file.contains("scale") && file["scale"].is_array();
    for (Json choice : choices) {
        if (choice.is_string()) choice = Json::array();
        if (choice.is_number()) choice = Json::array({Json::array({choice})});
        const auto off_scale = [&file](const Json& mark) {
            return mark[1] < file["scale"][0] || mark[1] > file["scale"][1];
        };
        if (scored && scaled && std::any_of(choice.begin(), choice.end(), off_scale)) continue;
        file["ballots"].push_back(Json::array({1, choice}));
    }
    std::optional<std::vector<Option>> order;
    if (!lot.is_null() && (method == "two-round" || method == "irv" || method.starts_with("stv-")))
        order = lot.get<std::vector<Option>>();
    const ElectionRule* const rule = find_election_rule(method);
    const auto json = parse_election(file.dump());
    JsonWriter out;
    if (rule == nullptr || !json.ok() ||
        !rule->tally({JsonPlace(json.value(), ""), order}, out).ok()) {
        return nullptr;
    }
    Json tally = Json::parse(out.take());
    tally.erase("price_per_supporter");
    if (method == "equal-shares" || method == "phragmen") tally.erase("approvals");
    return tally;
}

}  // namespace

Json exact(std::int64_t p, std::int64_t q) {
    if (q == 0) return nullptr;
    const std::int64_t common = std::gcd(p, q);
    if (q == common) return p / common;
    return std::to_string(p / common) + "/" + std::to_string(q / common);
}

Json tally(const Json& question, const std::vector<Json>& choices, const Json& present,
           const Json& lot) {
    const std::string method = question["method"];
    if (method == "yes-no") return motion(question, choices, present);
    if (method == "consent") return consent(question, choices);
    const Json rule = question.value("rule", Json());
    const bool committee = rule.is_object() && rule.contains("seats") && !rule["seats"].is_null();
    if (method == "approval" && !committee) return approval(question, choices);
    if (method == "slider") return slider(question, choices);
    return counted_from_file(question, choices, lot);
}

}  // namespace palabre::naive
