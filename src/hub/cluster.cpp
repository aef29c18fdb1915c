#include "hub/cluster.hpp"

#include <algorithm>
#include <utility>

#include "hub/cluster_answers.hpp"
#include "hub/cluster_comparing.hpp"
#include "hub/cluster_messages.hpp"
#include "hub/cluster_own_lists.hpp"
#include "hub/log.hpp"

namespace palabre::hub {

namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t compare_every_ms = 3600000;
// A hub says every second that it is there.
constexpr std::int64_t silent_ms = 5000;
// A silent hub may still reach the streams: these are looked into so often meanwhile.
constexpr std::int64_t look_every_ms = 10000;
// So long after a connection every other hub has been heard.
constexpr std::int64_t gather_ms = 2500;
constexpr std::int64_t compare_again_ms = 2000;
// What took so long to be put into a second place makes new entries wait outside.
constexpr std::int64_t stuck_ms = 5000;
// What a stream has and this hub not may be on its way for so long.
constexpr std::int64_t doubt_ms = 3000;
// After so long heads are taken without bodies: the hub that had them may be gone for good.
constexpr std::int64_t despair_ms = 60000;

std::string random_text() {
    const auto word = random_word();
    return word ? word.value() : std::string("-");
}

}  // namespace

Cluster::Cluster(Hub& hub, Bus& bus, GiveUp give_up)
    : hub_(hub),
      bus_(bus),
      // Answers to an earlier process of this hub are none to this one.
      inbox_(answers_subject(hub.clerk().key()) + "." + random_text()),
      asking_(bus, hub.loop(), inbox_),
      streams_(asking_, hub.settings().cluster.replicas),
      sharing_(hub, asking_, streams_),
      digests_(hub.store()),
      copying_(hub, bus, asking_),
      give_up_(std::move(give_up)) {}

void Cluster::begin() {
    for (const StoredDebate& each : hub_.store().debates()) {
        if (!each.shared || *each.shared >= each.head) continue;
        if (const Room* const room = hub_.find(each.id)) sharing_.share(*room);
    }
    Bus::Events events;
    events.message = [this](const Bus::Message& message) { on_message(message); };
    events.connection = [this](bool up) { on_connection(up); };
    bus_.begin({all_live_subjects, asking_subject(hub_.clerk().key()), inbox_ + ".>"},
               std::move(events));
    tick();
}

bool Cluster::are_reachable() const {
    return !run_.empty() && caught_up_ && sharing_.waiting() < stuck_ms;
}

bool Cluster::are_known() const {
    const bool read = !streams_due_ && (!reading_ || looking_);
    return has_gathered() && read && doubts_.empty() && all_compared();
}

bool Cluster::has_gathered() const {
    return !run_.empty() && hub_.loop().ticks() - up_since_ >= gather_ms;
}

bool Cluster::all_compared() const {
    return std::none_of(others_.begin(), others_.end(),
                        [](const auto& each) { return each.second.due || each.second.comparing; });
}

bool Cluster::is_one_silent() const {
    const auto away = [this](const std::string& hub) {
        return hub != hub_.clerk().key() && !others_.contains(hub);
    };
    const auto& clerks = hub_.settings().cluster.clerks;
    return std::any_of(heard_.begin(), heard_.end(), away) ||
           std::any_of(clerks.begin(), clerks.end(), away);
}

void Cluster::share(const Room& room) {
    sharing_.share(room);
    copying_.note(room.stored().id);
    hub_.figures().uncovered = sharing_.underway();
}

void Cluster::on_connection(bool up) {
    log_event("info", up ? "cluster there" : "cluster away", {});
    // Whoever waits for an answer over the old connection asks again over the new one.
    asking_.forget();
    copying_.forget();
    others_.clear();
    reading_ = looking_ = false;
    streams_due_ = true;
    were_known_ = false;
    hub_.figures().hubs = 0;
    hub_.figures().compared = 0;
    run_ = up ? random_text() : "";
    up_since_ = hub_.loop().ticks();
    if (!up) return sharing_.pause();
    streams_.begin();
    announce();
    sharing_.begin(run_);
}

void Cluster::announce() {
    bus_.send({presence_subject, "",
               hub_line("hub", {{"hub", hub_.clerk().key()}, {"run", run_}},
                        {{"number", sharing_.sent()}})});
}

void Cluster::on_message(const Bus::Message& message) {
    if (run_.empty() || asking_.take(message)) return;
    if (message.subject == asking_subject(hub_.clerk().key())) {
        if (message.reply.empty()) return;
        HubMessage asked;
        const bool of_list = asked.read(message.text) && asked.text("type") == "list";
        return bus_.send({message.reply, "",
                          of_list ? copying_.answer(asked)
                                  : answer_to_hub(message.text, hub_.store(), digests_)});
    }
    HubMessage said;
    if (!said.read(message.text)) return;
    if (said.text("type") == "hub") return on_presence(said);
    if (said.text("type") == "lists") return copying_.on_lists(said);
    if (said.text("type") == "live") return on_live(said, message.reply);
}

void Cluster::on_presence(const HubMessage& said) {
    const std::string hub(said.text("hub"));
    if (!is_key(hub) || hub == hub_.clerk().key()) return;
    Other& other = others_[hub];
    heard_.insert(hub);
    other.heard = hub_.loop().ticks();
    if (other.run != said.text("run")) {
        if (other.run.empty()) {
            log_event("info", "hub there", {{"hub", hub}});
            announce();
        }
        other.run = said.text("run");
        other.due = true;
    } else if (said.number("number") > other.number) {
        other.due = true;
    }
    other.number = said.number("number");
    hub_.figures().hubs = others_.size();
}

void Cluster::on_live(const HubMessage& said, const std::string& reply) {
    if (!is_debate_id(said.text("debate")) || !is_key(said.text("owner"))) return;
    const std::string hub(said.text("hub"));
    if (const auto found = others_.find(hub);
        found != others_.end() && found->second.run == said.text("run")) {
        Other& other = found->second;
        if (said.number("number") != other.number + 1) other.due = true;
        other.number = said.number("number");
        if (!sure_) other.due = true;
    }
    if (!sure_) return;
    hub_.take_from_hub(
        said.text("debate"), said.text("owner"), said.lines(), Sent::live,
        [this, hub, reply](bool all) {
            if (all && !reply.empty()) {
                bus_.send({reply, "", hub_line("kept", {{"hub", hub_.clerk().key()}})});
            }
            // Something before it is not here.
            const auto found = others_.find(hub);
            if (!all && found != others_.end()) found->second.due = true;
        });
}

void Cluster::tick() {
    hub_.loop().after(second_ms, [this] { tick(); });
    if (run_.empty()) return;
    announce();
    asking_.sweep();
    streams_.tick();
    sharing_.tick();
    forget_silent();
    make_sure();
    if (sure_) {
        copying_.tick();
        compare_due();
        read_streams();
        settle_doubts();
    }
    were_known_ = were_known_ || are_known();
    see_whether_caught_up();
    hub_.figures().compared = are_known() ? 1 : 0;
    hub_.figures().uncovered = sharing_.underway();
}

void Cluster::make_sure() {
    if (sure_) return;
    bool all = true;
    for (auto& [hub, other] : others_) {
        if (other.own == Own::unasked) ask_for_own(hub);
        all = all && other.own == Own::told;
    }
    sure_ = all && has_gathered();
}

void Cluster::ask_for_own(const std::string& hub) {
    others_[hub].own = Own::asked;
    const auto done = [this, hub, run = run_](OwnLists::Found is, const std::string& debate) {
        const auto found = others_.find(hub);
        if (run != run_ || found == others_.end()) return;
        found->second.own = is == OwnLists::Found::whole ? Own::told : Own::unasked;
        if (is != OwnLists::Found::lost) return;
        give_up_({"lost", debate,
                  "other hubs have more of what this hub has signed there than its folder: the "
                  "folder was lost or is an old copy. Begin with an empty folder, a new clerk.key "
                  "and another `name`"});
    };
    std::make_shared<OwnLists>(hub_, asking_, hub, done)->start();
}

// Where no other is heard, the streams may know more; where they are not to be had either, nothing
// could be acknowledged.
void Cluster::see_whether_caught_up() {
    const bool compared = sure_ && has_gathered() && all_compared() && !others_.empty();
    caught_up_ = caught_up_ || compared || were_known_;
}

void Cluster::forget_silent() {
    for (auto each = others_.begin(); each != others_.end();) {
        if (hub_.loop().ticks() - each->second.heard < silent_ms) {
            ++each;
            continue;
        }
        log_event("warning", "hub silent", {{"hub", each->first}});
        each = others_.erase(each);
        // What it sent last may be in the streams and nowhere else.
        streams_due_ = true;
    }
    hub_.figures().hubs = others_.size();
}

void Cluster::compare_due() {
    const std::int64_t ticks = hub_.loop().ticks();
    for (auto& [hub, other] : others_) {
        if (other.compared != 0 && ticks - other.compared >= compare_every_ms) other.due = true;
        const bool soon = other.compared != 0 && ticks - other.compared < compare_again_ms;
        if (other.due && !other.comparing && !soon) compare(hub);
    }
}

void Cluster::compare(const std::string& hub) {
    others_[hub].due = false;
    others_[hub].comparing = true;
    const auto done = [this, hub, run = run_](bool whole) {
        const auto found = others_.find(hub);
        if (run != run_ || found == others_.end()) return;
        Other& other = found->second;
        other.comparing = false;
        other.compared = hub_.loop().ticks();
        if (!whole) other.due = true;
        if (whole && all_compared()) {
            for (Doubt& each : doubts_) each.compared = true;
        }
    };
    std::make_shared<Comparing>(hub_, asking_, digests_, copying_, hub, done)->start();
}

void Cluster::read_streams() {
    const std::int64_t ticks = hub_.loop().ticks();
    if (read_ != 0 && ticks - read_ >= compare_every_ms) streams_due_ = true;
    const bool look = is_one_silent() && ticks - read_ >= look_every_ms;
    // What the others have need not be looked for in the streams.
    if ((!streams_due_ && !look) || reading_ || !streams_.are_ready() || !all_compared() ||
        !has_gathered()) {
        return;
    }
    reading_ = true;
    looking_ = !streams_due_;
    streams_due_ = false;
    streams_.read([this](const Streams::Heads& heads) { return is_known(heads); },
                  [this](bool whole, std::vector<Streams::Heads> unknown) {
                      reading_ = looking_ = false;
                      if (whole)
                          read_ = hub_.loop().ticks();
                      else
                          streams_due_ = true;
                      for (Streams::Heads& each : unknown) {
                          doubts_.push_back({std::move(each), hub_.loop().ticks()});
                      }
                  });
}

bool Cluster::is_known(const Streams::Heads& heads) {
    Room* const room = hub_.find(heads.debate);
    // A debate of another owner is not shared, whatever is in the stream.
    if (room == nullptr || room->is_untouched()) return false;
    return room->stored().owner != heads.owner || room->judge(hub_.store()).knows_all(heads.lines);
}

// First they may be on their way, then another hub may have them, then they are taken as they are.
void Cluster::settle_doubts() {
    const std::int64_t ticks = hub_.loop().ticks();
    bool ask = false;
    std::vector<Doubt> left;
    for (Doubt& each : doubts_) {
        if (ticks - each.since < doubt_ms) {
            left.push_back(std::move(each));
            continue;
        }
        if (is_known(each.heads)) continue;
        if (!each.compared && !others_.empty()) {
            ask = true;
            left.push_back(std::move(each));
            continue;
        }
        if (ticks - each.since < despair_ms) {
            left.push_back(std::move(each));
            continue;
        }
        ++hub_.figures().bodiless;
        log_event("warning", "bodiless", {{"debate", each.heads.debate}});
        hub_.take_from_hub(each.heads.debate, each.heads.owner, each.heads.lines, Sent::in_order,
                           [](bool) {});
    }
    doubts_ = std::move(left);
    if (!ask) return;
    for (auto& [hub, other] : others_) {
        other.due = other.due || !other.comparing;
    }
}

}  // namespace palabre::hub
