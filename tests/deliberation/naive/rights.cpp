// docs/entry.md, "Rights": who may what at an entry's place; what is known before the taking.

#include <algorithm>

#include "deliberation/naive/fold_state.hpp"
#include "deliberation/naive/verbs.hpp"

namespace palabre::naive {
namespace {

/// The last change before `place` that `test` accepts; null where there is none.
Json last(const std::vector<Change>& changes, std::size_t place,
          const std::function<bool(const Json&)>& test) {
    Json out;
    for (const Change& change : changes) {
        if (change.place < place && test(change.body)) out = change.body;
    }
    return out;
}

}  // namespace

bool Fold::has_role(const std::string& key, std::string_view role, std::size_t place) const {
    if (role == "owner" && key == anchor_) return true;
    if (open_ == nullptr) return false;
    const Json change = last(roles_, place, [&](const Json& body) {
        return body["key"] == key && body["role"] == role;
    });
    return !change.is_null() && change["on"] == true;
}

bool Fold::is_owner(const Entry& entry) const {
    return has_role(entry.author, "owner", entry.place);
}
bool Fold::is_moderator(const Entry& entry) const {
    return is_owner(entry) || has_role(entry.author, "moderator", entry.place);
}
bool Fold::is_facilitator(const Entry& entry) const {
    return is_owner(entry) || has_role(entry.author, "facilitator", entry.place);
}

bool Fold::may(const Entry& entry) const {
    const Json& body = *entry.body;
    const std::string verb = entry.verb();
    if (verb == "ban") {
        if (body["key"] == anchor_) return false;
        if (has_role(body["key"], "owner", entry.place)) return entry.author == anchor_;
    }
    if (verb == "role" && body["role"] == "clerk") return entry.author == anchor_;
    if (moderators_verbs.count(verb) > 0) return is_moderator(entry);
    if (facilitators_verbs.count(verb) > 0) return is_facilitator(entry);
    if (owners_verbs.count(verb) > 0) return is_owner(entry);
    if (writers_verbs.count(verb) == 0 || (verb == "edit" && is_moderator(entry))) return true;
    if (open_ == nullptr || !has(*open_->body, "write")) return true;
    const std::string write = open_->body->at("write");
    return write == "open" || (write == "members" && is_attested(entry.author, entry.place));
}

bool Fold::is_outside_phases(const Entry& entry) const {
    const std::string verb = entry.verb();
    if (!entry.time || (writers_verbs.count(verb) == 0 && eligible_verbs.count(verb) == 0))
        return false;
    if (verb == "edit" && is_moderator(entry)) return false;
    std::map<std::string, Json> phases;
    for (const Change& change : phases_) {
        if (change.place < entry.place) phases[change.body["name"]] = change.body;
    }
    bool inside = false;
    for (const auto& [name, phase] : phases) {
        if (has(phase, "from") && *entry.time < phase["from"].get<std::int64_t>()) continue;
        if (has(phase, "to") && *entry.time >= phase["to"].get<std::int64_t>()) continue;
        const Json& allows = phase["allows"];
        if (std::find(allows.begin(), allows.end(), verb) != allows.end()) return false;
        inside = true;
    }
    return inside;
}

std::string Fold::fault_by_itself(const Entry& entry) const {
    const Json ban =
        last(bans_, entry.place, [&](const Json& body) { return body["key"] == entry.author; });
    if (!ban.is_null() && ban["on"] == true && !entry.is("withdraw")) return "banned";
    if (entry.is("open")) return &entry == open_ ? "" : "open";
    if (!may(entry)) return "right";
    return is_outside_phases(entry) ? "phase" : "";
}

bool Fold::settle(Entry& entry, const std::string& reason) {
    entry.reason = reason;
    entry.fate = !reason.empty() ? Fate::void_ : entry.pending ? Fate::pending : Fate::counts;
    return entry.fate == Fate::counts;
}

void Fold::know_first() {
    std::vector<Entry*> devices;
    std::vector<Json> declares;
    const std::set<std::string> first = {"role",    "ban", "phase",  "device",
                                         "declare", "ask", "attest", "key"};
    if (open_ != nullptr && has(*open_->body, "sites")) {
        for (const Json& key : open_->body->at("sites")) {
            const std::pair<std::string, std::string> site(key, key);
            if (std::count(sites_.begin(), sites_.end(), site) == 0) sites_.push_back(site);
        }
    }
    for (Entry* entry : order_) {
        if (entry->fate != Fate::undecided || !entry->body || first.count(entry->verb()) == 0)
            continue;
        const Json& body = *entry->body;
        const bool counts = settle(*entry, fault_by_itself(*entry));
        if (entry->is("ask") && entry->fate != Fate::void_) {
            questions_[entry->id] = body;
            questions_[entry->id]["id"] = entry->id;
            questions_[entry->id]["pending"] = entry->pending;
            question_places_[entry->id] = entry->place;
        }
        if (entry->is("device") && entry->fate != Fate::void_) devices.push_back(entry);
        if (!counts) continue;
        if (entry->is("attest")) attest(*entry);
        if (entry->is("key")) replace_site(body);
        if (entry->is("role") && has(body, "key")) roles_.push_back({entry->place, body});
        if (entry->is("ban")) bans_.push_back({entry->place, body});
        if (entry->is("phase")) phases_.push_back({entry->place, body});
        if (entry->is("declare")) declares.push_back(body);
    }
    know_persons(devices);
    know_outlines(declares);
}

void Fold::know_outlines(const std::vector<Json>& declares) {
    std::vector<Json> outlines = declares;
    if (outlines.empty() && page_) outlines.push_back(*page_);
    for (const Json& outline : outlines) {
        if (!outline["thesis"].is_null()) thesis_ = outline["thesis"];
        for (const Json& said : outline["claims"]) {
            const std::string id = said["id"];
            if (claims_.count(id) > 0) {
                claims_[id].text = said["text"];
                continue;
            }
            const std::string parent = claims_.count(said["parent"]) > 0 ? said["parent"] : "~";
            Contribution claim;
            claim.id = id;
            claim.text = said["text"];
            claim.rank = {0, claims_.size()};
            claim.positions = {{parent, said["stance"], "", 0}};
            claim.said_under = parent;
            claims_[id] = claim;
        }
        for (const Json& question : outline["questions"]) {
            const std::string id = question["id"];
            if (questions_.count(id) > 0) continue;
            questions_[id] = question;
            questions_[id]["pending"] = false;
            declared_questions_.push_back(id);
        }
    }
}

bool Fold::is_late(const Entry& entry, const std::string& question) const {
    const auto found = questions_.find(question);
    return entry.time && found != questions_.end() && has(found->second, "closes") &&
           *entry.time >= found->second.at("closes").get<std::int64_t>();
}

std::string Fold::fault_of_erase(const Entry& erase, const Entry& target) const {
    const Json was = has(*erase.body, "was") ? erase.body->at("was") : Json();
    if (target.body && lasting_verbs.count(target.verb()) > 0) return "kind";
    const Json truth = target.has      ? (target.body ? truth_about(*target.body) : Json())
                       : was.is_null() ? Json()
                                       : truth_about(was);
    if (was != truth) return "was";
    const std::string of = was.is_null() ? "" : was["do"];
    const bool moderated = is_moderator(erase) && (of == "claim" || of == "remark");
    const auto clerk = clerks_.find(erase.author);
    const bool by_clerk = clerk != clerks_.end() && clerk->second.on;
    if (person(target.author) != person(erase.author) && !by_clerk && !moderated) return "right";
    return of == "ballot" && is_late(erase, was["question"]) ? "time" : "";
}

void Fold::erase() {
    for (Entry* entry : order_) {
        if (entry->fate != Fate::undecided || !entry->is("erase")) continue;
        const auto target = log_.entries.find(entry->body->at("target"));
        if (target == log_.entries.end() || target->second.far) {
            entry->fate = Fate::waiting;
        } else if (settle(*entry, fault_of_erase(*entry, target->second))) {
            erased_.emplace(target->first,
                            has(*entry->body, "was") ? entry->body->at("was") : Json());
        }
    }
    for (const auto& [id, was] : erased_) {
        Entry& entry = log_.entries.at(id);
        const bool stays = !was.is_null() && (was["do"] == "claim" || was["do"] == "remark");
        entry.erased = true;
        entry.reason.clear();
        entry.body = stays ? std::optional<Json>(was) : std::nullopt;
        entry.fate = stays ? Fate::undecided : Fate::gone;
    }
}

void Fold::judge_by_itself() {
    for (Entry* entry : order_) {
        if (entry->fate != Fate::undecided) continue;
        if (!entry->body) {
            entry->fate = Fate::bodiless;
            continue;
        }
        const std::string reason = entry->is("stamp") ? "" : fault_by_itself(*entry);
        if (!reason.empty() || references_of(entry->verb()).empty()) settle(*entry, reason);
    }
}

void Fold::bring_back_gone() {
    for (const Entry* entry : order_) {
        const bool may_quote = entry->fate == Fate::undecided && !entry->pending &&
                               !entry->erased && quoting_verbs.count(entry->verb()) > 0;
        if (!may_quote || !has(*entry->body, "quote")) continue;
        const Json& quote = entry->body->at("quote");
        if (claims_.count(quote["id"]) > 0) continue;
        Contribution claim;
        claim.id = quote["id"];
        claim.text = quote["text"];
        claim.rank = {1, entry->place};
        claim.gone = true;
        claim.positions = {
            {claims_.count(quote["parent"]) > 0 ? quote["parent"] : "~", quote["stance"], "", 0}};
        claim.said_under = claim.positions[0].parent;
        claims_[claim.id] = claim;
    }
    for (Entry* entry : order_) {
        if (entry->fate != Fate::waiting || entry->far) continue;
        const std::string target = entry->body->at("target");  // only erases wait so early
        if (target == "~" || claims_.count(target) > 0 ||
            (target.starts_with('~') && questions_.count(target) > 0)) {
            settle(*entry, "kind");
        }
    }
}

}  // namespace palabre::naive
