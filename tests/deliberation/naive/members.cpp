// docs/entry.md, "Members": what a token says, and whose keys are whose.

#include <algorithm>

#include "deliberation/naive/bytes.hpp"
#include "deliberation/naive/fold_state.hpp"
#include "deliberation/naive/verbs.hpp"

namespace palabre::naive {
namespace {

std::optional<Json> object_in(const std::string& part) {
    const std::string bytes = from_base64url(part);
    if (part.empty() || base64url(bytes) != part || !is_utf8(bytes)) return std::nullopt;
    const auto json = parse_strict(bytes);
    return json && json->is_object() ? json : std::nullopt;
}

bool is_within(const Json& value, std::int64_t least, std::int64_t most) {
    return value.is_number_integer() && value >= least && value <= most;
}

bool has_label(const Json& object, const char* key) {
    if (!object.contains(key) || !object[key].is_string()) return false;
    const std::size_t length = code_points(object[key].get<std::string>());
    return length >= 1 && length <= 128;
}

}  // namespace

/// The token of an attest whose form is sound and that is for this debate, or nothing.
std::optional<Token> Fold::token_in(const Entry& attest) const {
    const std::string text = attest.body->at("token");
    if (text.size() > 2048 || std::count(text.begin(), text.end(), '.') != 2) return std::nullopt;
    const std::size_t first = text.find('.'), second = text.rfind('.');
    const auto header = object_in(text.substr(0, first));
    const auto payload = object_in(text.substr(first + 1, second - first - 1));
    if (!header || !payload || header->value("alg", Json()) != "EdDSA") return std::nullopt;
    if (header->contains("crit")) return std::nullopt;
    if (has(*header, "kid") && !header->at("kid").is_string()) return std::nullopt;
    Token token;
    token.said = *payload;
    token.message = text.substr(0, second);
    token.signature = text.substr(second + 1);
    if (!is_base64url(token.signature, 64)) return std::nullopt;
    if (has(*header, "kid")) token.kid = header->at("kid");
    if (payload->value("aud", Json()) != log_.debate) return std::nullopt;
    if (!has_label(*payload, "sub") || !has_label(*payload, "jti")) return std::nullopt;
    if (!is_within(payload->value("exp", Json()), 0, largest_number / 1000)) return std::nullopt;
    if (has(*payload, "weight") && !is_within(payload->at("weight"), 1, 1000000))
        return std::nullopt;
    if (has(*payload, "role") && !payload->at("role").is_string()) return std::nullopt;
    for (const char* key : {"nbf", "iat"}) {
        if (has(*payload, key) && !is_within(payload->at(key), 0, largest_number / 1000))
            return std::nullopt;
    }
    return token;
}

/// By place. Whom it attests is the site's first key and the pseudonym.
void Fold::attest(const Entry& entry) {
    const auto token = token_in(entry);
    if (!token) return;
    const std::int64_t ends = token->said["exp"].get<std::int64_t>() * 1000;
    if (entry.time && *entry.time >= ends) return;
    std::string site;
    const bool named = is_key(token->kid);
    for (const auto& [opened, now] : sites_) {
        if (!site.empty() || (named && now != token->kid)) continue;
        if (!check_signatures_ || is_signature(now, token->message, token->signature))
            site = opened;
    }
    if (site.empty()) return;
    const std::string jti = token->said["jti"];
    if (used_tokens_.emplace(jti, entry.author).first->second != entry.author) return;
    const std::string member = site + " " + token->said["sub"].get<std::string>();
    if (member_of_.emplace(entry.author, member).first->second != member) return;
    const Json weight = has(token->said, "weight") ? token->said["weight"] : Json(1);
    attested_[member].push_back({entry.place, entry.time, weight.get<std::int64_t>()});
    const std::string role = has(token->said, "role") ? token->said["role"] : Json("");
    if (role == "owner" || role == "moderator" || role == "facilitator")
        roles_.push_back({entry.place, {{"key", entry.author}, {"role", role}, {"on", true}}});
}

void Fold::replace_site(const Json& body) {
    const auto is_now = [&](const char* field) {
        return std::find_if(sites_.begin(), sites_.end(),
                            [&](const auto& one) { return one.second == body[field]; });
    };
    const auto old = is_now("replaces");
    if (old != sites_.end() && is_now("key") == sites_.end()) old->second = body["key"];
}

std::string Fold::person(const std::string& key) const {
    const auto found = least_key_.find(key);
    return found == least_key_.end() ? key : found->second;
}

/// The member that a person is, or "".
std::string Fold::member(const std::string& who) const {
    for (const auto& [key, member] : member_of_) {
        if (person(key) == who) return member;
    }
    return "";
}

void Fold::join(const std::string& a, const std::string& b) {
    least_key_.emplace(a, a);
    least_key_.emplace(b, b);
    const std::string one = least_key_[a], other = least_key_[b];
    for (auto& [key, least] : least_key_) {
        if (least == one || least == other) least = std::min(one, other);
    }
}

void Fold::know_persons(const std::vector<Entry*>& devices) {
    for (const auto& [a, of_a] : member_of_) {
        for (const auto& [b, of_b] : member_of_) {
            if (of_a == of_b) join(a, b);
        }
    }
    std::set<std::pair<std::string, std::string>> named;
    for (Entry* entry : devices) {
        const std::string a = entry->author, b = entry->body->at("key");
        const bool joins = named.count({b, a}) > 0;
        const std::string one = member(person(a)), other = member(person(b));
        if (joins && person(a) != person(b) && !one.empty() && !other.empty()) {
            settle(*entry, "right");
            continue;
        }
        if (entry->fate != Fate::counts) continue;
        named.insert({a, b});
        if (joins) join(a, b);
    }
}

/// The votes of a person on a question, before others lend theirs.
std::int64_t Fold::own_votes(const Json& question, const std::string& who) const {
    if (!has(question, "eligible") || question["eligible"] != "members") return 1;
    const auto found = attested_.find(member(who));
    std::int64_t votes = 0;
    if (found == attested_.end()) return 0;
    for (const Attested& said : found->second) {
        const bool in_time = !said.time || !has(question, "closes") ||
                             *said.time < question["closes"].get<std::int64_t>();
        if (in_time) votes = said.weight;
    }
    return votes;
}

/// The votes of all members where they alone are eligible, else null.
Json Fold::members_votes(const Json& question) const {
    if (!has(question, "eligible") || question["eligible"] != "members") return nullptr;
    std::int64_t sum = 0;
    std::set<std::string> people;
    for (const auto& [key, member] : member_of_) people.insert(person(key));
    for (const std::string& who : people) sum += own_votes(question, who);
    return sum;
}

/// Whether a person was attested before a place.
bool Fold::is_attested(const std::string& key, std::size_t place) const {
    const auto found = attested_.find(member(person(key)));
    return found != attested_.end() && found->second.front().place < place;
}

}  // namespace palabre::naive
