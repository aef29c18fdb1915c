// docs/entry.md, "Who decides, and in what order": the open, clerks, stamps, places.

#include <algorithm>

#include "deliberation/naive/fold_state.hpp"
#include "deliberation/naive/verbs.hpp"

namespace palabre::naive {
namespace {

bool by_clock(const Entry* a, const Entry* b) {
    return std::tie(a->clock, a->n, a->id) < std::tie(b->clock, b->n, b->id);
}

}  // namespace

Fold::Fold(Log log, const ReplayInput& input)
    : log_(std::move(log)), anchor_(input.owner ? input.owner : log_.owner) {
    check_signatures_ = input.check_signatures;
    if (input.declared) page_ = parse_strict(*input.declared);
}

Json Fold::run() {
    judge_bodies();
    find_open();
    if (open_ != nullptr && open_->body->at("fold") != 1) {
        return {{"entries", log_.entries.size()},
                {"malformed", log_.malformed},
                {"set", set_digest(false)},
                {"unsupported", open_->body->at("fold")}};
    }
    name_clerks();
    check_stamps();
    set_places();
    know_first();
    erase();
    judge_by_itself();
    bring_back_gone();
    take_all();
    return print();
}

void Fold::judge_bodies() {
    for (auto& [id, entry] : log_.entries) {
        if (entry.has) entry.reason = entry.body ? fault_of_body(*entry.body) : "body";
    }
}

std::vector<Entry*> Fold::of_anchor(std::string_view verb, bool sound) {
    std::vector<Entry*> out;
    for (auto& [id, entry] : log_.entries) {
        if (entry.author != anchor_ || !entry.is(verb)) continue;
        if (entry.reason.empty() || !sound) out.push_back(&entry);
    }
    std::sort(out.begin(), out.end(), by_clock);
    return out;
}

void Fold::find_open() {
    const auto opens = of_anchor("open", true);
    if (!opens.empty()) open_ = opens.front();
}

void Fold::name_clerks() {
    if (open_ == nullptr) return;
    if (has(*open_->body, "clerks")) {
        for (const Json& key : open_->body->at("clerks")) clerks_[key] = Clerk{};
    }
    for (const Entry* role : of_anchor("role", true)) {
        const Json& body = *role->body;
        if (body["role"] != "clerk" || !has(body, "key")) continue;
        const std::string key = body["key"];
        if (body["on"] == true) {
            clerks_[key] = Clerk{};
        } else if (clerks_.count(key) > 0) {
            clerks_[key] = {false, has(body, "from") ? body["from"].get<std::int64_t>() : 0};
        }
    }
    has_clerk_ =
        std::any_of(clerks_.begin(), clerks_.end(), [](const auto& c) { return c.second.on; });
}

void Fold::check_stamps() {
    std::vector<Entry*> stamps;
    for (auto& [id, entry] : log_.entries) {
        if (entry.is("stamp") && entry.reason.empty()) stamps.push_back(&entry);
    }
    const auto time = [](const Entry* stamp) {
        return stamp->body->at("time").get<std::int64_t>();
    };
    for (Entry* stamp : stamps) {
        const auto clerk = clerks_.find(stamp->author);
        const bool goes_back = std::any_of(stamps.begin(), stamps.end(), [&](const Entry* other) {
            return other->author == stamp->author && other->n < stamp->n &&
                   time(other) > time(stamp);
        });
        if (clerk == clerks_.end()) {
            stamp->reason = "right";
        } else if (goes_back || (!clerk->second.on && time(stamp) >= clerk->second.removed_from)) {
            stamp->reason = "stamp";
        }
    }
    for (const Entry* stamp : stamps) {
        if (!stamp->reason.empty()) continue;
        const Json& ids = stamp->body->at("ids");
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const auto found = log_.entries.find(ids[i]);
            if (found == log_.entries.end() || found->second.is("stamp")) continue;
            const Stamped here{time(stamp), stamp->n, stamp->id, i};
            auto& earliest = found->second.stamp;
            if (!earliest || here.key() < earliest->key()) earliest = here;
        }
        if (!has(*stamp->body, "held")) continue;
        for (const auto& [question, held] : stamp->body->at("held").items()) {
            for (const Json& id : held) {
                if (std::find(ids.begin(), ids.end(), id) != ids.end()) held_[id].insert(question);
            }
        }
    }
}

bool Fold::is_far(const Entry& entry) const {
    if (entry.clock <= static_cast<std::int64_t>(log_.entries.size()) + 1000) return false;
    const bool decides = entry.author == anchor_ && (entry.is("open") || entry.is("role"));
    return !entry.is("stamp") && !entry.stamp && !decides;
}

void Fold::set_places() {
    std::vector<Entry*> stamped, others, roles_stamped, roles_loose;
    for (Entry* role : of_anchor("role", false))
        (role->stamp ? roles_stamped : roles_loose).push_back(role);
    for (auto& [id, entry] : log_.entries) {
        if (&entry == open_ || (entry.author == anchor_ && entry.is("role") && !entry.stamp))
            continue;
        (entry.stamp ? stamped : others).push_back(&entry);
    }
    std::sort(stamped.begin(), stamped.end(),
              [](const Entry* a, const Entry* b) { return a->stamp->key() < b->stamp->key(); });
    std::sort(others.begin(), others.end(), [](const Entry* a, const Entry* b) {
        return std::tie(a->clock, a->author, a->n, a->id) <
               std::tie(b->clock, b->author, b->n, b->id);
    });

    // The roles of the anchor that no stamp names follow the one that he gave before them.
    std::map<const Entry*, std::vector<Entry*>> followers;
    for (Entry* role : roles_loose) {
        const Entry* before = open_;
        for (const Entry* candidate : roles_stamped) {
            if (by_clock(candidate, role)) before = candidate;
        }
        followers[before].push_back(role);
    }
    if (open_ == nullptr) {
        for (Entry* role : followers[nullptr]) order_.push_back(role);
    } else {
        stamped.insert(stamped.begin(), open_);
    }
    stamped.insert(stamped.end(), others.begin(), others.end());
    for (Entry* entry : stamped) {
        order_.push_back(entry);
        for (Entry* role : followers[entry]) order_.push_back(role);
    }

    for (std::size_t i = 0; i < order_.size(); ++i) {
        Entry& entry = *order_[i];
        const bool role_of_anchor = entry.author == anchor_ && entry.is("role");
        entry.place = i;
        if (has_clerk_ && entry.stamp) entry.time = entry.stamp->time;
        entry.pending =
            has_clerk_ && !entry.stamp && &entry != open_ && !role_of_anchor && !entry.is("stamp");
        entry.far = is_far(entry);
        if (entry.far)
            entry.fate = Fate::waiting;
        else if (!entry.reason.empty())
            entry.fate = Fate::void_;
    }
}

}  // namespace palabre::naive
