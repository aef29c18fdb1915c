// docs/entry.md, "Votes that others cast": each vote is followed by hand, once for each person.

#include <algorithm>

#include "deliberation/naive/bytes.hpp"
#include "deliberation/naive/fold_state.hpp"
#include "deliberation/naive/verbs.hpp"

namespace palabre::naive {

/// The last entry by place that `who` wrote under `scope` before the question closed, or nothing.
const Entry* Fold::last_mandate(const std::string& verb, const std::string& who,
                                const std::string& scope, const std::string& question) const {
    const Entry* last = nullptr;
    for (const Entry* entry : counted(verb)) {
        if (person(entry->author) == who && entry->body->at("scope") == scope &&
            !is_late(*entry, question)) {
            last = entry;
        }
    }
    return last;
}

std::vector<std::string> Fold::scopes_of(const std::string& id) const {
    const Json& question = questions_.at(id);
    std::vector<std::string> scopes = {id};
    if (has(question, "about")) {
        std::string at = question["about"];
        for (int i = 0; i < 1000 && at != "~"; ++i) {
            scopes.push_back(at);
            if (claims_.count(at) == 0) break;
            at = claims_.at(at).said_under;
        }
    }
    scopes.push_back("~");
    scopes.push_back("*");
    return scopes;
}

std::int64_t Fold::votes_of(const Json& question, const std::string& who) const {
    const Json rule = has(question, "rule") ? question["rule"] : Json::object();
    const std::int64_t own = own_votes(question, who);
    if (own == 0) return 0;
    std::int64_t most = own;
    if (rule.contains("weights") && rule["weights"].is_object()) {
        for (const auto& [key, votes] : rule["weights"].items()) {
            if (person(key) == who && votes.is_number() && votes >= 1 && votes <= 1000000)
                most = std::max(most, votes.get<std::int64_t>());
        }
    }
    return most;
}

/// Where a person's vote goes by delegation, or "".
std::string Fold::delegate_of(const std::string& who, const std::string& id) const {
    for (const std::string& scope : scopes_of(id)) {
        const Entry* said = last_mandate("delegate", who, scope, id);
        if (said == nullptr || !said->body->at("to").is_string()) continue;
        const std::string to = said->body->at("to");
        if (is_key(to) && person(to) != who) return person(to);
    }
    return "";
}

/// Who holds the kept proxy of whom, and who is there.
std::map<std::string, std::string> Fold::kept_proxies(const std::string& id,
                                                      std::set<std::string>& present) const {
    const Json& rule = questions_.at(id)["rule"];
    for (const Entry* entry : counted("present")) {
        const Json& member = entry->body->at("member");
        if (entry->body->at("meeting") == rule["meeting"] && member.is_string() &&
            is_key(member.get<std::string>()) && !is_late(*entry, id)) {
            present.insert(person(member));
        }
    }
    std::set<std::string> authors;
    for (const Entry* entry : counted("proxy")) authors.insert(person(entry->author));
    std::vector<const Entry*> given;
    for (const std::string& who : authors) {
        for (const std::string& scope :
             {id, rule["meeting"].get<std::string>(), std::string("*")}) {
            const Entry* said = last_mandate("proxy", who, scope, id);
            if (said == nullptr || said->body->at("holder").is_null()) continue;
            given.push_back(said);
            break;
        }
    }
    std::sort(given.begin(), given.end(), [](auto* a, auto* b) { return a->place < b->place; });
    std::map<std::string, std::string> kept;
    for (const Entry* entry : given) {
        const std::string giver = person(entry->author), named = entry->body->at("holder");
        if (present.count(giver) > 0 || !is_key(named) || present.count(person(named)) == 0)
            continue;
        const auto held = std::count_if(
            kept.begin(), kept.end(), [&](const auto& one) { return one.second == person(named); });
        const bool limited = rule.contains("max_proxies") && rule["max_proxies"].is_number() &&
                             rule["max_proxies"] >= 0;
        if (!limited || held < rule["max_proxies"].get<std::int64_t>()) kept[giver] = person(named);
    }
    return kept;
}

/// One choice for each vote; `present` is set where a meeting says who was there.
std::vector<Json> Fold::votes_cast(const std::string& id, const std::map<std::string, Json>& last,
                                   Json& present) const {
    const Json& question = questions_.at(id);
    const Json rule = has(question, "rule") ? question["rule"] : Json::object();
    const bool meeting = rule.contains("meeting") && rule["meeting"].is_string();
    const bool liquid = !meeting && rule.contains("liquid") && rule["liquid"] == true;
    std::map<std::string, Json> direct;
    std::set<std::string> there, everyone;
    for (const auto& [who, choice] : last) {
        if (choice.is_null()) continue;
        direct[who] = choice;
        there.insert(who);
        everyone.insert(who);
    }
    std::map<std::string, std::string> to;
    if (meeting) to = kept_proxies(id, there);
    if (liquid) {
        for (const Entry* entry : counted("delegate")) {
            const std::string who = person(entry->author), named = delegate_of(who, id);
            if (!named.empty()) to[who] = named;
        }
    }
    for (const auto& [who, named] : to) everyone.insert(who);
    std::vector<Json> votes;
    for (const std::string& who : everyone) {
        std::string at = who;
        for (std::size_t i = 0; i <= everyone.size(); ++i) {
            if (direct.count(at) > 0 || to.count(at) == 0) break;
            at = to.at(at);
        }
        if (direct.count(at) == 0) continue;
        for (std::int64_t i = votes_of(question, who); i > 0; --i) votes.push_back(direct.at(at));
    }
    if (meeting) {
        std::int64_t sum = 0;
        for (const std::string& who : there) sum += votes_of(question, who);
        for (const auto& [giver, holder] : to) sum += votes_of(question, giver);
        present = sum;
    }
    return votes;
}

/// The options in the order of the first draw that was committed to before the closing and told
/// after it; null where there is none, or it was not told.
Json Fold::drawn_order(const std::string& id, const std::set<std::string>& ballots) const {
    const Json& question = questions_.at(id);
    const bool draws = has(question, "rule") && question["rule"].contains("ties") &&
                       question["rule"]["ties"] == "draw";
    if (!draws || (has_clerk_ && !has(question, "closes"))) return nullptr;
    const std::vector<const Entry*> said = counted("draw");
    for (std::size_t i = 0; i < said.size(); ++i) {
        if (!has(*said[i]->body, "commit") || is_late(*said[i], id)) continue;
        std::string secret;
        bool told = false, too_early = false;
        for (std::size_t j = 0; j < said.size(); ++j) {
            if (!has(*said[j]->body, "reveal")) continue;
            const std::string reveal = said[j]->body->at("reveal");
            if (base64url(sha256(reveal)) != said[i]->body->at("commit")) continue;
            if (!told) secret = reveal;
            told = true;
            if (j <= i || (said[j]->time && !is_late(*said[j], id))) too_early = true;
        }
        if (too_early) continue;
        if (!told) return nullptr;
        std::string all;
        for (const std::string& ballot : ballots) all += ballot + "\n";
        const std::string digest = sha256_hex(all);
        std::vector<std::pair<std::string, std::size_t>> drawn;
        const std::size_t options = has(question, "options") ? question["options"].size() : 0;
        for (std::size_t option = 0; option < options; ++option) {
            drawn.emplace_back(sha256("palabre draw 1\n" + id + "\n" + secret + "\n" + digest +
                                      "\n" + std::to_string(option)),
                               option);
        }
        std::sort(drawn.begin(), drawn.end());
        Json order = Json::array();
        for (const auto& [hash, option] : drawn) order.push_back(option);
        return order;
    }
    return nullptr;
}

}  // namespace palabre::naive
