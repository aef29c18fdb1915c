// docs/entry.md, "Taking" and "The tree".

#include <algorithm>

#include "deliberation/naive/fold_state.hpp"
#include "deliberation/naive/verbs.hpp"

namespace palabre::naive {
namespace {

constexpr std::size_t place_limit = 16;
constexpr std::size_t deepest = 1000;

}  // namespace

/// t(hesis) c(laim) r(emark) q(uestion) l(ink) o(ther)
char Fold::kind(const std::string& id) const {
    if (id == "~") return 't';
    if (claims_.count(id) > 0) return 'c';
    if (remarks_.count(id) > 0) return 'r';
    if (questions_.count(id) > 0) return 'q';
    return links_.count(id) > 0 ? 'l' : 'o';
}

bool Fold::is_taken(const std::string& id) const {
    if (id.starts_with('~')) return kind(id) != 'o';
    const auto found = log_.entries.find(id);
    if (found == log_.entries.end()) return false;
    const Fate fate = found->second.fate;
    return fate == Fate::void_ || fate == Fate::pending || fate == Fate::counts ||
           fate == Fate::gone;
}

void Fold::take_all() {
    std::vector<Entry*> left;
    for (Entry* entry : order_) {
        if (entry->fate == Fate::undecided) left.push_back(entry);
    }
    for (;;) {
        const auto next = std::find_if(left.begin(), left.end(), [&](const Entry* entry) {
            const auto& references = references_of(entry->verb());
            return std::all_of(references.begin(), references.end(),
                               [&](const Reference& reference) {
                                   return is_taken(entry->body->at(reference.field));
                               });
        });
        if (next == left.end()) break;
        settle(**next, take(**next));
        left.erase(next);
    }
    for (Entry* entry : left) entry->fate = Fate::waiting;
}

std::string Fold::take(Entry& entry) {
    const Json& body = *entry.body;
    const std::string verb = entry.verb();
    for (const Reference& reference : references_of(verb)) {
        const auto found = log_.entries.find(body[reference.field]);
        if (found != log_.entries.end() && found->second.fate == Fate::void_) return "refers";
    }
    for (const Reference& reference : references_of(verb)) {
        if (reference.kinds.find(kind(body[reference.field])) == std::string::npos) return "kind";
    }
    if (verb == "edit" || verb == "withdraw") {
        const std::string target = body["target"];
        if (target.starts_with('~')) return "kind";
        const bool own = person(log_.entries.at(target).author) == person(entry.author);
        if (!own && !(verb == "edit" && is_moderator(entry))) return "right";
    }
    if (verb == "claim" || verb == "remark") {
        Contribution made;
        made.id = entry.id;
        made.author = entry.author;
        if (!entry.erased) made.text = body["text"];
        made.rank = {2, entry.place};
        made.erased = entry.erased;
        made.pending = entry.pending;
        made.parent = body["parent"];
        if (verb == "remark") {
            remarks_[entry.id] = made;
            return "";
        }
        made.said_under = made.parent;
        made.positions = {{kept(made.parent), body["stance"], "", 0}};
        claims_[entry.id] = made;
        if (claims_.size() <= deepest || depths().at(entry.id) <= deepest) return "";
        claims_.erase(entry.id);
        return "depth";
    }
    if (verb == "link" || verb == "move" || verb == "merge") return take_tree_change(entry);
    if (verb == "withdraw" && !entry.pending) {
        const std::string target = body["target"];
        withdrawn_.insert(target);
        if (const auto link = links_.find(target); link != links_.end()) {
            auto& positions = claims_[link->second].positions;
            positions.erase(std::remove_if(positions.begin(), positions.end(),
                                           [&](const Position& p) { return p.link == target; }),
                            positions.end());
        }
    }
    if (verb == "ballot") {
        const Json& question = questions_.at(body["question"]);
        const bool early = entry.time && has(question, "opens") &&
                           *entry.time < question["opens"].get<std::int64_t>();
        if (early || is_late(entry, body["question"])) return "time";
        if (own_votes(question, person(entry.author)) == 0) return "eligible";
        if (!body["choice"].is_null() && !is_choice(question, body["choice"])) return "choice";
        ballots_.push_back(&entry);
    }
    return "";
}

std::string Fold::take_tree_change(const Entry& entry) {
    const Json& body = *entry.body;
    const std::string verb = entry.verb();
    Contribution& claim = claims_.at(body["claim"]);
    const std::string to = kept(body[verb == "merge" ? "into" : "parent"]);
    if (!claim.into.empty()) return "merged";
    if (above(to).count(claim.id) > 0) return "cycle";
    const auto before = claim.positions;
    if (verb == "merge") {
        claim.into = to;
    } else {
        const auto places = shown(claim);
        const auto same = std::find_if(places.begin(), places.end(),
                                       [&](const Position& p) { return p.parent == to; });
        if (same != places.end() && (verb == "link" || same != places.begin())) return "twice";
        if (verb == "link") claim.positions.push_back({to, body["stance"], entry.id, entry.place});
        if (verb == "move") claim.positions.front() = {to, body["stance"], "", 0};
    }
    std::string reason;
    if (verb != "merge" && shown(claim).size() > place_limit)
        reason = "places";
    else if (is_too_deep(verb == "merge" ? to : claim.id))
        reason = "depth";
    if (!reason.empty() || entry.pending) {
        claim.positions = before;
        claim.into.clear();
    } else if (verb == "merge") {
        mergers_.push_back(claim.id);
    }
    if (reason.empty() && verb == "link") links_[entry.id] = claim.id;
    return reason;
}

std::string Fold::kept(std::string id) const {
    for (auto found = claims_.find(id); found != claims_.end() && !found->second.into.empty();
         found = claims_.find(id)) {
        id = found->second.into;
    }
    return id;
}

std::vector<Position> Fold::shown(const Contribution& claim) const {
    auto positions = claim.positions;
    std::sort(positions.begin() + 1, positions.end(),
              [](const Position& a, const Position& b) { return a.place < b.place; });
    std::vector<Position> out;
    for (Position position : positions) {
        position.parent = kept(position.parent);
        const bool there = std::any_of(
            out.begin(), out.end(), [&](const Position& p) { return p.parent == position.parent; });
        if (!there) out.push_back(position);
    }
    return out;
}

/// The claim's ancestors and itself.
std::set<std::string> Fold::above(const std::string& id) const {
    std::set<std::string> out;
    std::vector<std::string> next = {id};
    while (!next.empty()) {
        const std::string here = next.back();
        next.pop_back();
        if (here == "~" || !out.insert(here).second) continue;
        for (const Position& position : shown(claims_.at(here))) next.push_back(position.parent);
    }
    return out;
}

/// How deep each claim stands by its deepest way; those below the thesis 1.
std::map<std::string, std::size_t> Fold::depths() const {
    std::map<std::string, std::size_t> out = {{"~", 0}};
    const std::function<std::size_t(const std::string&)> depth = [&](const std::string& id) {
        if (const auto known = out.find(id); known != out.end()) return known->second;
        std::size_t above_it = 0;
        for (const Position& position : shown(claims_.at(id)))
            above_it = std::max(above_it, depth(position.parent));
        return out[id] = above_it + 1;
    };
    for (const auto& [id, claim] : claims_) depth(id);
    return out;
}

/// Whether `top` or something below it stands too deep.
bool Fold::is_too_deep(const std::string& top) const {
    if (claims_.size() <= deepest) return false;
    for (const auto& [id, depth] : depths()) {
        if (depth > deepest && above(id).count(top) > 0) return true;
    }
    return false;
}

}  // namespace palabre::naive
