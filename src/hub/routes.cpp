#include "hub/routes.hpp"

#include <algorithm>

#include "hub/list_routes.hpp"
#include "hub/reading_request.hpp"
#include "hub/tree_routes.hpp"
#include "interchange/json_writer.hpp"

namespace palabre::hub {

namespace {

constexpr std::string_view plain = "text/plain; charset=utf-8";
constexpr std::size_t page_bytes_max = 1U << 20;
constexpr std::uint64_t wait_ms_max = 25000;
constexpr std::size_t acts_max = 1000;
constexpr int snapshot_tries = 20;
constexpr std::int64_t busy_retry_ms = 1000;

HttpAnswer message(unsigned status, std::string text) {
    HttpAnswer answer;
    answer.status = status;
    answer.type = plain;
    answer.body = std::move(text);
    return answer;
}

unsigned status_of(std::string_view code) {
    if (code == "rate") return 429;
    if (code == "busy" || code == "storage" || code == "restart") return 503;
    if (code == "site" || code == "origin" || code == "owner") return 403;
    if (code == "ended") return 410;
    return 400;
}

HttpAnswer over() {
    return error_answer(410, {"ended", "This debate came to the end of its life.", {}, "", {}, {}});
}

// A message `bodies`, as long as a page may be; `read` gives the entries.
template <class Read>
HttpAnswer bodies_page(std::string_view question, Position after, Read read) {
    std::string lines;
    Position last = after;
    bool more = false;
    read([&](const StoredEntry& entry) {
        const std::string line = line_of(entry);
        more = last > after && lines.size() + line.size() > page_bytes_max;
        if (more) return false;
        lines.append("\n").append(line);
        last = entry.position;
        return true;
    });
    std::string members = R"(,"after":)" + std::to_string(after);
    members.append(R"(,"to":)").append(std::to_string(last));
    members.append(R"(,"more":)").append(more ? "true" : "false");
    HttpAnswer whole = message(200, bodies_header(question, members).append(lines));
    whole.headers.emplace_back("Cache-Control", "no-store");
    return whole;
}

}  // namespace

HttpAnswer error_answer(unsigned status, const ErrorWords& words) {
    HttpAnswer answer;
    answer.status = status;
    answer.body = error_message(words);
    if (words.retry_ms) {
        answer.headers.emplace_back("Retry-After", std::to_string((*words.retry_ms + 999) / 1000));
    }
    return answer;
}

namespace {

HttpAnswer other_list(const Room& room) {
    const StoredDebate& stored = room.stored();
    return message(409, reset_message("epoch", stored.id, stored.epoch, room.head()));
}

}  // namespace

// A request that waits for something new.
struct Routes::Poll final : Follower, std::enable_shared_from_this<Routes::Poll> {
    Poll(Routes& to, Room& in, Position from, Position end, Answer then)
        : routes(to),
          room(in),
          epoch(in.stored().epoch),
          after(from),
          to_position(end),
          answer(std::move(then)) {}

    void wake() override {
        if (room.head() <= after && !room.is_over() && !is_other()) return;
        // It may not leave the room in this call.
        routes.hub_.loop().post([self = shared_from_this()] { self->finish(); });
    }
    void finish() {
        if (!answer) return;
        const Answer then = std::move(answer);
        answer = nullptr;
        then(room.is_over() ? over()
             : is_other()   ? other_list(room)
                            : routes.page(room, after, to_position));
        // What was posted may keep it for longer than the hub lasts.
        routes.hub_.leave(room, *this);
        routes.polls_.erase(shared_from_this());
    }

    // A body came late: who waits has read the list without it.
    [[nodiscard]] bool is_other() const { return room.stored().epoch != epoch; }

    Routes& routes;
    Room& room;
    std::string epoch;
    Position after;
    Position to_position;
    Answer answer;
};

void Routes::handle(const HttpRequest& request, const Answer& answer) {
    ++hub_.figures().requests;
    if (request.method == "OPTIONS") {
        HttpAnswer allowed = message(204, "");
        allowed.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST");
        allowed.headers.emplace_back("Access-Control-Allow-Headers", "Content-Type");
        allowed.headers.emplace_back("Access-Control-Max-Age", "86400");
        return answer(std::move(allowed));
    }
    if (request.path.substr(0, 9) == "/debates/") return debate(request, answer);
    if (request.method != "GET" && request.method != "HEAD") {
        return answer(error_answer(405, {"method", "This is only read.", {}, "", {}, {}}));
    }
    if (request.path == "/healthz") {
        const bool well = !draining_ && hub_.healthy();
        return answer(message(well ? 200 : 503, well        ? "ok\n"
                                                : draining_ ? "draining\n"
                                                            : "the disk refuses\n"));
    }
    if (request.path == "/metrics") return answer(metrics());
    if (request.path == "/hub") return answer(about());
    auto file = files_.find(request);
    if (file) return answer(std::move(*file));
    answer(error_answer(404, {"path", "There is nothing here.", {}, "", {}, {}}));
}

Routes::~Routes() {
    for (const auto& poll : polls_) hub_.leave(poll->room, *poll);
}

void Routes::drain() {
    draining_ = true;
    const auto polls = polls_;
    for (const auto& poll : polls) poll->finish();
}

void Routes::debate(const HttpRequest& request, const Answer& answer) {
    const std::string rest = request.path.substr(9);
    const std::size_t site_end = rest.find('/');
    const std::size_t name_end =
        site_end == std::string::npos ? std::string::npos : rest.find('/', site_end + 1);
    const std::string id = rest.substr(0, name_end);
    const std::string what = name_end == std::string::npos ? "" : rest.substr(name_end + 1);
    if (!is_debate_id(id)) {
        return answer(error_answer(404, {"path", "This is no debate's id.", {}, "", {}, {}}));
    }
    if (request.method == "POST" && what == "entries") return publish(id, request, answer);
    const bool unread_asked = request.method == "POST" && what == "unread";
    if (request.method != "GET" && request.method != "HEAD" && !unread_asked) {
        return answer(error_answer(405, {"method", "This is only read.", {}, "", {}, {}}));
    }
    Room* const room = hub_.find(id);
    if (room == nullptr || room->is_over()) {
        if (auto last = hub_.store().last_checkpoint(id)) {
            return answer(what == "checkpoint" ? message(200, std::move(*last)) : over());
        }
    }
    if (room == nullptr || room->stored().row == 0) {
        return answer(
            error_answer(404, {"debate", "This hub has no such debate.", {}, "", {}, {}}));
    }
    if (what.empty()) {
        const StoredDebate& stored = room->stored();
        Welcome welcome{stored.id,
                        stored.epoch,
                        room->head(),
                        stored.owner,
                        hub_.clerk().key(),
                        hub_.loop().now(),
                        terms_of(hub_.settings(), stored.id).read_first};
        HttpAnswer greeting;
        greeting.body = welcome_message(welcome, hub_.settings());
        return answer(std::move(greeting));
    }
    if (unread_asked) return unread(*room, request, answer);
    if (what == "entries") return entries(*room, request, answer);
    if (what == "snapshot") return snapshot(*room, snapshot_tries, answer);
    if (what == "log") return answer(own_log(hub_, *room));
    if (auto of_tree = answer_of_tree(own_list(hub_, *room), what, request.query)) {
        return answer(std::move(*of_tree));
    }
    if (auto of_lists = answer_of_lists(hub_, *room, what, request.query)) {
        return answer(std::move(*of_lists));
    }
    if (what == "moderation") return moderation(*room, request, answer);
    if (what == "bodies") return bodies(*room, request, answer);
    answer(error_answer(404, {"path", "A debate has nothing of that name.", {}, "", {}, {}}));
}

HttpAnswer Routes::page(const Room& room, Position after, Position to) {
    std::string lines;
    Position last = after;
    hub_.store().read(room.stored().row, after, std::min(to, room.head()),
                      [&](const StoredEntry& entry) {
                          const std::string line = line_of(entry);
                          if (last > after && lines.size() + line.size() > page_bytes_max) {
                              return false;
                          }
                          lines.append("\n").append(line);
                          last = entry.position;
                          return true;
                      });
    JsonWriter more;
    more.begin_object().key("epoch").string(room.stored().epoch);
    more.key("head").integer(static_cast<std::int64_t>(room.head())).end_object();
    std::string members = "," + more.take().substr(1);
    members.pop_back();
    members += room.released_in(after, last);
    HttpAnswer answer = message(200, entries_header(after, last, members).append(lines));
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

void Routes::entries(Room& room, const HttpRequest& request, const Answer& answer) {
    const std::string epoch = query_value(request.query, "epoch");
    const Position after = whole_or(query_value(request.query, "after"), 0);
    const Position to = whole_or(query_value(request.query, "to"), UINT64_MAX);
    const std::uint64_t wait =
        std::min(whole_or(query_value(request.query, "wait"), 0), wait_ms_max);
    const StoredDebate& stored = room.stored();
    if ((!epoch.empty() && epoch != stored.epoch) || after > stored.head) {
        return answer(other_list(room));
    }
    if (after < std::min(to, room.head()) || to <= after || wait == 0 || draining_) {
        return answer(page(room, after, to));
    }
    const auto poll = std::make_shared<Poll>(*this, room, after, to, answer);
    polls_.insert(poll);
    hub_.follow(room, *poll);
    hub_.loop().after(static_cast<std::int64_t>(wait), [weak = std::weak_ptr<Poll>(poll)] {
        if (const auto self = weak.lock()) self->finish();
    });
}

void Routes::publish(const std::string& id, const HttpRequest& request, const Answer& answer) {
    if (draining_) {
        return answer(
            error_answer(503, {"restart", "The hub restarts.", {}, "", {}, busy_retry_ms}));
    }
    const Hub::Caller caller{request.address, request.origin};
    const std::string owner = query_value(request.query, "owner");
    if (!owner.empty() && !is_key(owner)) {
        return answer(error_answer(400, {"owner", "This is no key.", {}, "", {}, {}}));
    }
    const auto room = hub_.enter(id, owner, caller);
    if (!room) {
        const Fault& fault = room.fault();
        return answer(
            error_answer(status_of(fault.code),
                         {fault.code, fault.what, {}, "", {}, hub_.retry_of(fault, caller)}));
    }
    const auto said = std::make_shared<std::string>();
    const Say say = [said](const std::string& text) {
        if (!said->empty()) said->append("\n\n");
        said->append(text);
    };
    const std::string work = query_value(request.query, "work");
    hub_.publish(*room.value(), {request.body, {}, work, true}, caller, say,
                 [said, answer] { answer(message(200, std::move(*said))); });
}

void Routes::snapshot(Room& room, int tries, const Answer& answer) {
    std::string json = hub_.snapshot(room, tries == 0);
    if (!json.empty()) {
        HttpAnswer found;
        found.body = std::move(json);
        return answer(std::move(found));
    }
    if (tries == 0) {
        return answer(error_answer(
            503, {"busy", "It cannot be signed at the moment.", {}, "", {}, busy_retry_ms}));
    }
    room.when_shown(room.accepted(), [this, &room, tries, answer](bool) {
        // Not in the middle of what else hears of this commit.
        hub_.loop().post([this, &room, tries, answer] { snapshot(room, tries - 1, answer); });
    });
}

void Routes::bodies(const Room& room, const HttpRequest& request, const Answer& answer) {
    const std::string question = query_value(request.query, "question");
    const Position after = whole_or(query_value(request.query, "after"), 0);
    const Position since = whole_or(query_value(request.query, "since"), 0);
    answer(bodies_page(question, after, [&](const auto& each) {
        hub_.store().read_released(room.stored().row, question, after, since, each);
    }));
}

void Routes::unread(Room& room, const HttpRequest& request, const Answer& answer) {
    const Position after = whole_or(query_value(request.query, "after"), 0);
    const auto key =
        reading_key(request.body, room.stored().id, hub_.clerk().key(), hub_.loop().now());
    if (!key) {
        const Fault& fault = key.fault();
        return answer(error_answer(400, {fault.code, fault.what, {}, "", {}, {}}));
    }
    if (!room.judge(hub_.store()).is_moderator(key.value())) {
        return answer(error_answer(
            403, {"right", "This key is no moderator's in this debate.", {}, "", {}, {}}));
    }
    answer(bodies_page(held_for_reading, after, [&](const auto& each) {
        hub_.store().read_unread(room.stored().row, after, each);
    }));
}

void Routes::moderation(Room& room, const HttpRequest& request, const Answer& answer) {
    const std::uint64_t after = whole_or(query_value(request.query, "after"), 0);
    HttpAnswer found;
    found.body = hub_.moderation(room, static_cast<std::size_t>(after), acts_max);
    found.headers.emplace_back("Cache-Control", "no-store");
    answer(std::move(found));
}

HttpAnswer Routes::about() {
    JsonWriter json;
    json.begin_object().key("protocol").string("palabre.v1").key("version").string(PALABRE_VERSION);
    json.key("name").string(hub_.settings().name).key("clerk").string(hub_.clerk().key());
    json.key("limits").raw(limits_json(hub_.settings())).end_object();
    HttpAnswer answer;
    answer.body = json.take();
    return answer;
}

HttpAnswer Routes::metrics() {
    const Figures& figures = hub_.figures();
    std::string text;
    const auto add = [&text](std::string_view name, std::string_view type, std::string_view help,
                             std::uint64_t value) {
        const std::string whole = "palabre_hub_" + std::string(name);
        text.append("# HELP ").append(whole).append(" ").append(help).append("\n");
        text.append("# TYPE ").append(whole).append(" ").append(type).append("\n");
        text.append(whole).append(" ").append(std::to_string(value)).append("\n");
    };
    add("connections", "gauge", "Open connections of any kind.", figures.connections);
    add("readers", "gauge", "Open WebSocket connections.", figures.readers);
    add("debates", "gauge", "Debates in memory.", hub_.rooms());
    add("healthy", "gauge", "1 where the disk takes what it is given.", hub_.healthy() ? 1 : 0);
    add("connections_total", "counter", "Connections accepted.", figures.accepted);
    add("connections_refused_total", "counter", "Connections turned away.", figures.turned_away);
    add("requests_total", "counter", "Requests over HTTP.", figures.requests);
    add("entries_total", "counter", "Entries made durable, stamps too.", figures.entries);
    add("commits_total", "counter", "Transactions written.", figures.commits);
    add("commits_failed_total", "counter", "Transactions that the disk refused.",
        figures.failed_commits);
    add("refusals_total", "counter", "Entries refused.", figures.refusals);
    add("errors_total", "counter", "Errors said to readers.", figures.errors);
    add("batches_total", "counter", "Batches handed to readers.", figures.frames);
    add("slow_readers_total", "counter", "Readers let go for not taking what they are sent.",
        figures.slow);
    if (!hub_.settings().cluster.servers.empty()) {
        add("hubs", "gauge", "Other hubs that are heard.", figures.hubs);
        add("compared", "gauge", "1 while this hub knows what the others have.", figures.compared);
        add("uncovered", "gauge", "Commits that are on this hub's disk alone.", figures.uncovered);
        add("bodiless_total", "counter", "Messages of heads whose bodies no hub had.",
            figures.bodiless);
    }
    return message(200, std::move(text));
}

}  // namespace palabre::hub
