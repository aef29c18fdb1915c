#include "support/random_log.hpp"

#include <algorithm>
#include <set>

#include "support/random_bodies.hpp"

namespace palabre::support {
namespace {

constexpr std::int64_t largest_clock = 9007199254740991;

class LogMaker {
  public:
    explicit LogMaker(const RandomLogShape& shape) : shape_(shape), world_(make_world(shape.seed)) {
        if (shape.household) make_household(world_);
    }

    RandomLog make() {
        RandomLog log;
        Random& random = world_.random;
        if (random.chance(50)) log.declared = random_outline(world_, 6).dump();
        const bool anchored = shape_.household || random.chance(92);
        stamping_ = random.chance(75);
        if (shape_.household || (anchored && random.chance(93))) add("open", 0);
        std::size_t size =
            1 + random.below(random.chance(60) ? (shape_.largest + 2) / 3 : shape_.largest);
        if (shape_.household) size = shape_.largest - size / 2;
        while (made_.size() < size) {
            if (stamping_ && random.chance(12)) add_stamp();
            const std::string verb = random_verb();
            add(verb, random_author(verb));
        }
        if (stamping_ && random.chance(85)) add_stamp();
        write_lines();

        std::string first;
        const std::string& owner = world_.authors[0].key;
        if (anchored && random.chance(60))
            first = "{\"debate\":\"test.example/square\",\"owner\":\"" + owner + "\"}";
        if (anchored && (first.empty() || random.chance(15))) log.owner = owner;
        if (log.owner && !first.empty() && random.chance(30))
            log.owner = random.pick(world_.authors).key;
        if (random.chance(15))
            log.debate = random.chance(95) ? "test.example/square" : "test.example/market";
        lines_.insert(lines_.begin(), first);
        log.lines = lines_;
        return log;
    }

  private:
    std::string random_verb() {
        unsigned total = 0;
        for (const auto& [verb, weight] : world_.weights) total += weight;
        std::size_t at = world_.random.below(total);
        for (const auto& [verb, weight] : world_.weights) {
            if (at < weight) return verb;
            at -= weight;
        }
        return "claim";
    }

    /// Mostly one who may; the anchor may all.
    std::size_t random_author(const std::string& verb) {
        static const std::set<std::string> reserved = {
            "hide",  "show",    "move", "merge",   "ban",     "ask",  "phase",
            "count", "present", "draw", "outcome", "declare", "role", "key"};
        const unsigned anchor = reserved.count(verb) > 0 ? 75 : 15;
        return world_.random.chance(anchor) ? 0 : world_.random.below(world_.authors.size());
    }

    HeadFields next_head(std::size_t by) {
        Random& random = world_.random;
        HeadFields head;
        head.n = ++n_[by];
        if (random.chance(3) && head.n > 1) head.n = random.between(1, head.n - 1);
        const std::int64_t lag = random.chance(25) ? random.between(1, 6) : 0;
        head.clock = std::max<std::int64_t>(1, clock_ + 1 - lag);
        clock_ = std::max(clock_, head.clock);
        if (random.chance(1))
            head.clock = random.pick<std::int64_t>(
                {largest_clock, largest_clock - 1, 1000 + random.between(0, 60)});
        if (!world_.stamps.empty() && random.chance(50)) head.seen = random.pick(world_.stamps);
        head.at = random.between(0, 5);
        return head;
    }

    void add(const std::string& verb, std::size_t by) {
        Random& random = world_.random;
        OrderedJson fields = random_fields(world_, verb, by);
        if (random.chance(4)) spoil_fields(world_, fields);
        std::string body = body_text(++world_.salts, verb, fields);
        if (random.chance(2)) body = spoil_text(world_, body);
        keep(verb, by, make_entry(world_.authors[by], next_head(by), body, shape_.sign), fields);
    }

    void keep(const std::string& verb, std::size_t by, const SignedEntry& entry,
              OrderedJson fields) {
        made_.push_back(entry);
        writers_.push_back(by);
        world_.entries.push_back(entry.id);
        world_.written_by[entry.id] = by;
        if (verb == "claim") world_.claims.push_back(entry.id);
        if (verb == "remark") world_.remarks.push_back(entry.id);
        if (verb == "link") world_.links.push_back(entry.id);
        if (verb == "ask") world_.questions.push_back(entry.id);
        if (verb == "stamp")
            world_.stamps.push_back(entry.id);
        else
            unstamped_.push_back(entry.id);
        const bool whole =
            verb != "claim" || (fields.contains("parent") && fields.contains("stance"));
        const bool asks = verb != "ballot" || fields.contains("question");
        if (!whole || !asks || (verb == "remark" && !fields.contains("parent"))) return;
        fields["do"] = verb;
        world_.bodies[entry.id] = fields;
        if (fields.contains("parent") && !fields["parent"].is_string())
            world_.bodies.erase(entry.id);
    }

    /// A clerk names what it received, in order, or nearly; sometimes long after.
    void add_stamp() {
        Random& random = world_.random;
        std::size_t by = random.chance(85) ? 1 : random.chance(70) ? 2 : random_author("stamp");
        world_.time += random.between(0, 60);
        std::int64_t time = random.chance(6) ? random.between(0, 600) : world_.time;
        OrderedJson ids = OrderedJson::array(), held = OrderedJson::object();
        std::vector<std::string> left;
        for (const std::string& id : unstamped_) {
            if (!random.chance(80)) {
                left.push_back(id);
                continue;
            }
            ids.push_back(id);
            if (random.chance(8)) left.push_back(id);  // stamped again later
            const auto body = world_.bodies.find(id);
            const bool ballot = body != world_.bodies.end() && body->second["do"] == "ballot" &&
                                body->second["question"].is_string();
            if (ballot && random.chance(20)) {
                held[body->second["question"].get<std::string>()].push_back(id);
                held_.push_back(id);
            }
        }
        if (random.chance(10)) ids.push_back("AAAAAAAAAAAAAAAAAAAAAA");
        if (random.chance(10) && !world_.entries.empty())
            ids.push_back(random.pick(world_.entries));
        if (random.chance(5) && !world_.entries.empty())
            held["~"].push_back(random.pick(world_.entries));
        if (random.chance(10)) random.shuffle(ids.get_ref<OrderedJson::array_t&>());
        unstamped_ = left;
        OrderedJson fields = {{"time", time}, {"ids", ids}};
        if (!held.empty()) fields["held"] = held;
        if (random.chance(2)) spoil_fields(world_, fields);
        const std::string body = body_text(++world_.salts, "stamp", fields);
        keep("stamp", by, make_entry(world_.authors[by], next_head(by), body, shape_.sign), fields);
    }

    void write_lines() {
        Random& random = world_.random;
        const unsigned bodiless = random.pick<unsigned>({0, 0, 3, 10});
        for (std::size_t i = 0; i < made_.size(); ++i) {
            const SignedEntry& entry = made_[i];
            const bool is_held = std::find(held_.begin(), held_.end(), entry.id) != held_.end();
            const bool drop = random.chance(is_held ? 60 : bodiless);
            if (random.chance(2)) continue;  // never came
            lines_.push_back(drop ? entry.line_without_body() : entry.line());
            if (random.chance(drop ? 30 : 4))
                lines_.push_back(random.chance(70) ? entry.line() : entry.line_without_body());
            if (shape_.malformed && random.chance(5))
                lines_.push_back(
                    hostile_line(world_, entry, world_.authors[writers_[i]], shape_.sign));
        }
        if (random.chance(60)) random.shuffle(lines_);
    }

    RandomLogShape shape_;
    World world_;
    bool stamping_ = false;
    std::int64_t clock_ = 0;
    std::map<std::size_t, std::int64_t> n_;
    std::vector<SignedEntry> made_;
    std::vector<std::size_t> writers_;
    std::vector<std::string> unstamped_, held_, lines_;
};

}  // namespace

std::string join_lines(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
}

std::string RandomLog::text() const {
    return join_lines(lines);
}

RandomLog random_log(const RandomLogShape& shape) {
    return LogMaker(shape).make();
}

}  // namespace palabre::support
