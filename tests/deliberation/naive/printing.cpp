// docs/entry.md, "What replay prints".

#include <algorithm>

#include "deliberation/naive/bytes.hpp"
#include "deliberation/naive/fold_state.hpp"
#include "deliberation/naive/tallies.hpp"
#include "deliberation/naive/verbs.hpp"

namespace palabre::naive {

std::vector<const Entry*> Fold::counted(std::string_view verb) const {
    std::vector<const Entry*> out;
    for (const Entry* entry : order_) {
        if (entry->fate == Fate::counts && !entry->erased && entry->is(verb)) out.push_back(entry);
    }
    return out;
}

std::string Fold::set_digest(bool look_at_erasures) const {
    std::string text;
    for (const auto& [id, entry] : log_.entries) {
        text += id + (entry.has && !(look_at_erasures && entry.erased) ? "\n" : " -\n");
    }
    return sha256_hex(text);
}

/// The claim and those merged into it, in the order in which their merges were taken.
std::vector<std::string> Fold::family(const std::string& id) const {
    std::vector<std::string> out = {id};
    for (const std::string& merged : mergers_) {
        if (kept(merged) == id) out.push_back(merged);
    }
    return out;
}

std::vector<std::int64_t> Fold::judgements(const std::string& claim, const std::string& parent) {
    std::map<std::string, std::map<std::pair<std::string, std::string>, Json>> said;  // by person
    for (const Entry* entry : counted("impact")) {
        const Json& body = *entry->body;
        said[person(entry->author)][{body["claim"], body["parent"]}] = body["value"];
    }
    std::vector<std::int64_t> out;
    for (const auto& [who, values] : said) {
        bool judged = false;
        for (const std::string& c : family(claim)) {
            for (const std::string& p : family(parent)) {
                const auto found = values.find({c, p});
                if (judged || found == values.end() || found->second.is_null()) continue;
                out.push_back(found->second);
                judged = true;
            }
        }
    }
    return out;
}

bool Fold::is_hidden(const std::string& id) const {
    const auto found = hidden_.find(id);
    return found != hidden_.end() && found->second;
}

std::string Fold::status(const Contribution& contribution) const {
    if (contribution.erased) return "erased";
    if (!contribution.into.empty()) return "merged";
    if (withdrawn_.count(contribution.id) > 0) return "withdrawn";
    if (is_hidden(contribution.id)) return "hidden";
    return contribution.pending ? "pending" : "shown";
}

Json Fold::text(const Contribution& contribution) const {
    const auto edit = edits_.find(contribution.id);
    if (contribution.erased || edit == edits_.end()) return contribution.text;
    return edit->second;
}

/// Whether some way up to the thesis passes nothing that is hidden or withdrawn.
bool Fold::is_reached(const std::string& id) const {
    if (id == "~") return true;
    const auto places = shown(claims_.at(id));
    return std::any_of(places.begin(), places.end(), [&](const Position& position) {
        if (position.parent == "~") return true;
        return withdrawn_.count(position.parent) == 0 && !is_hidden(position.parent) &&
               is_reached(position.parent);
    });
}

/// DF-QuAD from a base and what hangs below `id`.
double Fold::strength(const std::string& id, double base) {
    if (forces_.count(id) == 0) {
        double pro = 1, con = 1;
        for (const auto& [child, claim] : claims_) {
            for (const Position& position : shown(claim)) {
                if (position.parent != id || status(claim) != "shown" || !is_reached(child))
                    continue;
                const auto values = judgements(child, id);
                double sum = 0;
                for (const std::int64_t value : values) sum += static_cast<double>(value);
                const double own = (sum / 4 + 2) / (static_cast<double>(values.size()) + 4);
                (position.stance == "pro" ? pro : con) *= 1 - strength(child, own);
            }
        }
        forces_[id] = {1 - pro, 1 - con};
    }
    const auto [s, a] = forces_[id];
    return s >= a ? base + (1 - base) * (s - a) : base - base * (a - s);
}

Json Fold::print_claims() {
    std::vector<const Contribution*> all;
    for (const auto& [id, claim] : claims_) all.push_back(&claim);
    std::sort(all.begin(), all.end(), [](auto* a, auto* b) { return a->rank < b->rank; });
    std::map<std::string, std::vector<const Contribution*>> below;
    for (const Contribution* claim : all) below[shown(*claim)[0].parent].push_back(claim);

    Json out = Json::array();
    const std::function<void(const std::string&)> walk = [&](const std::string& parent) {
        for (const Contribution* claim : below[parent]) {
            Json places = Json::array();
            for (const Position& position : shown(*claim)) {
                const auto values = judgements(claim->id, position.parent);
                double sum = 0;
                for (const std::int64_t value : values) sum += static_cast<double>(value);
                const double base = (sum / 4 + 2) / (static_cast<double>(values.size()) + 4);
                places.push_back({{"parent", position.parent},
                                  {"stance", position.stance},
                                  {"judged", values.size()},
                                  {"base", base},
                                  {"strength", strength(claim->id, base)}});
            }
            Json printed = {{"id", claim->id},
                            {"text", text(*claim)},
                            {"author", claim->author},
                            {"status", status(*claim)},
                            {"places", places}};
            if (claim->gone) printed["gone"] = true;
            out.push_back(printed);
            walk(claim->id);
        }
    };
    walk("~");
    return out;
}

Json Fold::print_remarks() {
    std::vector<const Contribution*> all;
    for (const auto& [id, remark] : remarks_) all.push_back(&remark);
    std::sort(all.begin(), all.end(), [](auto* a, auto* b) { return a->rank < b->rank; });
    Json out = Json::array();
    for (const Contribution* remark : all) {
        out.push_back({{"id", remark->id},
                       {"parent", remark->parent},
                       {"text", text(*remark)},
                       {"author", remark->author},
                       {"status", status(*remark)}});
    }
    return out;
}

Json Fold::print_tags() {
    std::map<std::vector<std::string>, bool> on;
    for (const Entry* entry : counted("tag")) {
        const Json& body = *entry->body;
        on[{person(entry->author), body["target"], body["tag"]}] = body["on"];
    }
    Json out = Json::object();
    for (const auto& [name, is_on] : on) {
        if (!is_on) continue;
        Json& persons = out[name[1]][name[2]];
        persons = persons.is_null() ? 1 : persons.get<int>() + 1;
    }
    return out;
}

Json Fold::print_flags() {
    std::map<std::string, std::set<std::string>> persons;
    for (const Entry* entry : counted("flag"))
        persons[entry->body->at("target")].insert(person(entry->author));
    Json out = Json::object();
    for (const auto& [target, who] : persons) out[target] = who.size();
    return out;
}

Json Fold::print_stances() {
    std::map<std::pair<std::string, std::string>, std::vector<Json>>
        said;  // person and target: by place
    std::set<std::string> targets, persons;
    for (const Entry* entry : counted("stance")) {
        const std::string target = entry->body->at("target"), who = person(entry->author);
        said[{who, target}].push_back(entry->body->at("value"));
        targets.insert(kept(target));
        persons.insert(who);
    }
    Json out = Json::object();
    for (const std::string& target : targets) {
        std::int64_t n = 0, sum = 0, both = 0, first_sum = 0, last_sum = 0;
        for (const std::string& who : persons) {
            for (const std::string& claim : family(target)) {
                const auto found = said.find({who, claim});
                if (found == said.end() || found->second.back().is_null()) continue;
                std::vector<std::int64_t> values;
                for (const Json& value : found->second) {
                    if (!value.is_null()) values.push_back(value);
                }
                ++n;
                sum += values.back();
                if (values.size() > 1) {
                    ++both;
                    first_sum += values.front();
                    last_sum += values.back();
                }
                break;
            }
        }
        out[target] = {{"n", n}, {"mean", exact(sum, n)}};
        if (n == 0) continue;
        out[target]["first_mean"] = exact(first_sum, both);
        out[target]["last_mean"] = exact(last_sum, both);
    }
    return out;
}

Json Fold::print_questions() {
    std::vector<std::pair<std::size_t, std::string>> asked;
    for (const auto& [id, place] : question_places_) {
        if (questions_[id]["pending"] == false) asked.emplace_back(place, id);
    }
    std::sort(asked.begin(), asked.end());
    std::vector<std::string> all = declared_questions_;
    for (const auto& [place, id] : asked) all.push_back(id);

    Json out = Json::array();
    for (const std::string& id : all) {
        const Json& question = questions_[id];
        std::vector<const Entry*> here;
        for (const Entry* ballot : ballots_) {
            if (ballot->body->at("question") == id) here.push_back(ballot);
        }
        std::sort(here.begin(), here.end(), [](auto* a, auto* b) { return a->place < b->place; });
        std::map<std::string, Json> last;
        std::map<std::string, std::string> last_ids;
        int pending = 0, sealed = 0, erased = 0;
        for (const Entry* ballot : here) {
            if (ballot->pending)
                ++pending;
            else {
                last[person(ballot->author)] = ballot->body->at("choice");
                last_ids[person(ballot->author)] = ballot->id;
            }
        }
        int voters = 0;
        std::set<std::string> counted_ballots;
        for (const auto& [who, choice] : last) {
            if (choice.is_null()) continue;
            ++voters;
            counted_ballots.insert(last_ids[who]);
        }
        Json present;
        const std::vector<Json> votes = votes_cast(id, last, present);
        Json put = question;
        put["members"] = members_votes(question);
        for (const auto& [entry, questions] : held_) {
            const auto found = log_.entries.find(entry);
            sealed += found != log_.entries.end() && found->second.fate == Fate::bodiless &&
                      questions.count(id) > 0;
        }
        for (const auto& [entry, was] : erased_)
            erased += was.is_object() && was["do"] == "ballot" && was["question"] == id;
        Json columns = Json::array();
        for (const Entry* count : counted("count")) {
            const Json& body = *count->body;
            if (body["question"] != id) continue;
            Json column = {{"id", count->id}};
            for (const char* key : {"column", "figures", "source", "counter"})
                column[key] = body[key];
            if (has(body, "sheet")) column["sheet"] = body["sheet"];
            columns.push_back(column);
        }
        out.push_back({{"id", id},
                       {"method", question["method"]},
                       {"tally", tally(put, votes, present, drawn_order(id, counted_ballots))},
                       {"voters", voters},
                       {"pending", pending},
                       {"sealed", sealed},
                       {"erased", erased},
                       {"columns", columns}});
    }
    return out;
}

Json Fold::print_forks() {
    std::map<std::pair<std::string, std::int64_t>, std::vector<std::string>> numbered;
    for (const auto& [id, entry] : log_.entries) numbered[{entry.author, entry.n}].push_back(id);
    Json out = Json::array();
    for (const auto& [name, ids] : numbered) {
        if (ids.size() > 1) out.push_back({name.first, name.second, ids});
    }
    return out;
}

Json Fold::print() {
    for (const Entry* entry : counted("edit"))
        edits_[entry->body->at("target")] = entry->body->at("text");
    for (const Entry* entry : order_) {
        if (entry->fate != Fate::counts) continue;
        if (entry->is("hide") || entry->is("show"))
            hidden_[entry->body->at("target")] = entry->is("hide");
    }
    Json out = {
        {"entries", log_.entries.size()}, {"malformed", log_.malformed}, {"set", set_digest(true)}};
    out["thesis"] = {{"text", thesis_}, {"strength", strength("~", 0.5)}};
    out["claims"] = print_claims();
    out["remarks"] = print_remarks();
    out["tags"] = print_tags();
    out["flags"] = print_flags();
    out["stances"] = print_stances();
    out["questions"] = print_questions();
    out["forks"] = print_forks();
    for (const char* key : {"names", "roles"}) out[key] = Json::object();
    for (const char* key : {"waiting", "missing", "void", "outcomes"}) out[key] = Json::array();
    for (const Entry* name : counted("name")) out["names"][name->author] = name->body->at("text");
    for (const Entry* outcome : counted("outcome")) {
        out["outcomes"].push_back({{"id", outcome->id},
                                   {"target", outcome->body->at("target")},
                                   {"text", outcome->body->at("text")}});
    }

    std::set<std::string> keys, persons;
    if (anchor_) keys.insert(*anchor_);
    for (const Change& role : roles_) keys.insert(role.body["key"]);
    for (const char* role : {"owner", "moderator", "facilitator", "clerk"}) {
        out["roles"][role] = Json::array();
        for (const std::string& key : keys) {
            if (role != std::string("clerk") && has_role(key, role, order_.size()))
                out["roles"][role].push_back(key);
        }
    }
    for (const auto& [key, clerk] : clerks_) {
        if (clerk.on) out["roles"]["clerk"].push_back(key);
    }
    for (const Entry* entry : order_) {
        const bool has_effect =
            entry->fate == Fate::counts && !entry->erased && is_known(entry->verb());
        if (has_effect && !entry->is("stamp")) persons.insert(person(entry->author));
        if (entry->fate == Fate::waiting) out["waiting"].push_back(entry->id);
        if (entry->fate == Fate::bodiless && held_.count(entry->id) == 0)
            out["missing"].push_back(entry->id);
        if (entry->fate == Fate::void_) out["void"].push_back({entry->id, entry->reason});
    }
    out["persons"] = persons.size();

    Json bare = out;
    bare.erase("malformed");
    bare["thesis"].erase("strength");
    for (Json& claim : bare["claims"]) {
        for (Json& place : claim["places"]) {
            place.erase("base");
            place.erase("strength");
        }
    }
    out["state"] = sha256_hex(canonical(bare));
    return out;
}

Json replay(std::string_view log, const ReplayInput& input) {
    return Fold(read_log(log, input.debate, input.check_signatures), input).run();
}

}  // namespace palabre::naive
