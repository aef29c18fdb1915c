#include "support/random_bodies.hpp"

#include <algorithm>

#include "support/random_pieces.hpp"

namespace palabre::support {
namespace {

const std::vector<std::string> stances = {"pro", "con"};

/// The claim of a change in the tree.
std::string changed_claim(World& world) {
    if (world.crowded && !world.claims.empty() && world.random.chance(85))
        return world.claims.front();
    return some_claim(world);
}

std::string some_parent(World& world) {
    return world.random.chance(25) ? "~" : some_claim(world);
}

std::string some_thing(World& world) {
    Random& random = world.random;
    switch (random.below(6)) {
        case 0:
            return any_of(world, world.remarks, "~");
        case 1:
            return some_question(world);
        case 2:
            return "~";
        default:
            return some_claim(world);
    }
}

std::string claim_or_remark(World& world) {
    return world.random.chance(20) ? any_of(world, world.remarks, "~") : some_claim(world);
}

/// What a declared claim was when its entry was written; now and then not what it was.
OrderedJson some_quote(World& world, const OrderedJson& fields) {
    Random& random = world.random;
    std::string id;
    for (const char* key : {"parent", "claim", "target"}) {
        if (fields.contains(key) && (id.empty() || random.chance(50))) id = fields[key];
    }
    const auto known = world.declared_claims.find(id);
    OrderedJson quote = {
        {"id", id}, {"parent", "~"}, {"stance", "pro"}, {"text", "what the page said"}};
    if (known != world.declared_claims.end()) quote = known->second;
    if (random.chance(15)) quote["parent"] = some_parent(world);
    if (random.chance(8)) quote["text"] = some_text(world);
    if (random.chance(5)) quote["id"] = some_declared(world);
    return quote;
}

/// A quote of a claim that no outline has.
void refer_to_gone(World& world, OrderedJson& fields) {
    Random& random = world.random;
    const std::string text = random.pick<std::string>({"gone one", "gone two", " gone  two "}),
                      stance = random.pick(stances);
    OrderedJson quote = {{"id", declared_claim_id(stance, text)},
                         {"parent", some_declared(world)},
                         {"stance", stance},
                         {"text", text}};
    if (random.chance(30))
        quote["id"] = random.pick<std::string>({"~gone-by-name", "~gone-by-name.2", "~other.1"});
    const char* field = fields.contains("parent") ? "parent" : "target";
    fields[field] = quote["id"];
    fields["quote"] = quote;
}

OrderedJson some_was(World& world, const std::string& target) {
    Random& random = world.random;
    const auto found = world.bodies.find(target);
    OrderedJson was;
    if (found != world.bodies.end() && !random.chance(8)) {
        const OrderedJson& body = found->second;
        if (body["do"] == "claim")
            was = {{"do", "claim"}, {"parent", body["parent"]}, {"stance", body["stance"]}};
        if (body["do"] == "remark") was = {{"do", "remark"}, {"parent", body["parent"]}};
        if (body["do"] == "ballot") was = {{"do", "ballot"}, {"question", body["question"]}};
    } else if (random.chance(70)) {
        const std::vector<OrderedJson> lies = {
            {{"do", "claim"}, {"parent", "~"}, {"stance", "pro"}},
            {{"do", "remark"}, {"parent", some_parent(world)}},
            {{"do", "ballot"}, {"question", some_question(world)}},
            {{"do", "claim"}, {"parent", "~"}},
            {{"do", "edit"}, {"target", "~"}},
            OrderedJson::object()};
        was = random.pick(lies);
    }
    return was;
}

}  // namespace

World make_world(std::uint64_t seed) {
    static const std::vector<Author> people = [] {
        std::vector<Author> out;
        for (const char* name : {"anchor", "clerk one", "clerk two", "ada", "bo", "cy", "di"})
            out.push_back(author_named(name));
        return out;
    }();
    World world;
    world.random = Random(seed);
    world.authors = people;
    for (const char* name : {"site one", "site two", "site three"})
        world.sites.push_back(author_named(name));
    const std::map<std::string, unsigned> usual = {
        {"claim", 24},   {"remark", 5}, {"link", 7},    {"tag", 3},      {"impact", 8},
        {"stance", 5},   {"edit", 4},   {"ballot", 8},  {"delegate", 4}, {"proxy", 3},
        {"name", 2},     {"flag", 2},   {"device", 3},  {"attest", 4},   {"translate", 1},
        {"withdraw", 4}, {"erase", 6},  {"hide", 3},    {"show", 2},     {"move", 6},
        {"merge", 4},    {"ban", 2},    {"ask", 3},     {"phase", 2},    {"count", 2},
        {"present", 2},  {"draw", 2},   {"outcome", 1}, {"open", 1},     {"declare", 1},
        {"role", 4},     {"key", 1},    {"sing", 1}};
    for (const auto& [verb, weight] : usual) {
        world.weights[verb] = weight * world.random.pick<unsigned>({0, 1, 1, 1, 2, 6});
    }
    world.weights["claim"] += 6;
    world.crowded = world.random.chance(4);
    if (world.crowded) {
        for (auto& [verb, weight] : world.weights) weight = std::min(weight, 2u);
        world.weights["claim"] = 25;
        world.weights["link"] = 40;
    }
    world.association = !world.crowded && world.random.chance(15);
    if (world.association) {
        for (auto& [verb, weight] : world.weights) weight = std::min(weight, 1u);
        for (const char* verb : {"attest", "ballot"}) world.weights[verb] = 20;
        for (const char* verb : {"ask", "claim", "device"}) world.weights[verb] = 6;
    }
    return world;
}

void make_household(World& world) {
    world.authors.resize(5);
    world.association = true;
    world.crowded = false;
    for (auto& [verb, weight] : world.weights) weight = 0;
    const std::map<std::string, unsigned> usual = {
        {"attest", 20}, {"device", 14}, {"ballot", 12},  {"erase", 8}, {"claim", 6}, {"key", 5},
        {"ask", 4},     {"ban", 3},     {"withdraw", 2}, {"role", 2},  {"edit", 2},  {"hide", 1}};
    for (const auto& [verb, weight] : usual) {
        world.weights[verb] = weight * world.random.pick<unsigned>({1, 1, 1, 3});
    }
}

OrderedJson random_outline(World& world, std::size_t claims) {
    Random& random = world.random;
    OrderedJson outline = {
        {"thesis", random.chance(20) ? OrderedJson() : OrderedJson(some_text(world))},
        {"claims", OrderedJson::array()},
        {"questions", OrderedJson::array()}};
    for (std::size_t i = random.below(claims + 1); i > 0; --i) {
        const std::string text = some_text(world), stance = random.pick(stances);
        std::string id = declared_claim_id(stance, text);
        if (random.chance(50)) id = "~" + random.pick<std::string>({"a", "b", "c", "long-name-9"});
        if (random.chance(15)) id += random.pick<std::string>({".2", ".3", ".10"});
        const OrderedJson claim = {
            {"id", id}, {"parent", some_parent(world)}, {"stance", stance}, {"text", text}};
        outline["claims"].push_back(claim);
        if (random.chance(90)) world.declared_claims[id] = claim;
    }
    for (std::size_t i = random.below(3); i > 0; --i) {
        OrderedJson question = some_question_fields(world);
        question["id"] = declared_question_id(question);
        outline["questions"].push_back(question);
        world.declared_questions.push_back(question["id"]);
        world.bodies[question["id"]] = question;
        world.bodies[question["id"]]["do"] = "ask";
    }
    return outline;
}

OrderedJson random_fields(World& world, const std::string& verb, std::size_t by) {
    Random& random = world.random;
    const auto own = [&](const std::vector<std::string>& ids, const std::string& otherwise) {
        for (int tries = 0; tries < 4 && !ids.empty(); ++tries) {
            const std::string id = random.pick(ids);
            if (world.written_by[id] == by || random.chance(10)) return id;
        }
        return otherwise;
    };
    OrderedJson f = OrderedJson::object();
    if (verb == "claim")
        f = {{"parent", some_parent(world)},
             {"stance", random.pick(stances)},
             {"text", some_text(world)}};
    if (verb == "remark") f = {{"parent", some_thing(world)}, {"text", some_text(world)}};
    if (verb == "link")
        f = {{"claim", changed_claim(world)},
             {"parent", some_parent(world)},
             {"stance", random.pick(stances)}};
    if (verb == "tag")
        f = {{"target", some_thing(world)}, {"tag", some_text(world)}, {"on", random.chance(70)}};
    if (verb == "impact") {
        f = {{"claim", some_claim(world)},
             {"parent", some_parent(world)},
             {"value", random.chance(10) ? OrderedJson() : OrderedJson(random.between(0, 4))}};
        const auto body = world.bodies.find(f["claim"]);
        if (body != world.bodies.end() && body->second.contains("parent") && random.chance(75))
            f["parent"] = body->second["parent"];
    }
    if (verb == "stance")
        f = {{"target", some_parent(world)},
             {"value", random.chance(10) ? OrderedJson() : OrderedJson(random.between(-100, 100))}};
    if (verb == "edit")
        f = {{"target", own(random.chance(20) ? world.remarks : world.claims, some_claim(world))},
             {"text", "edited " + std::to_string(random.below(9))}};
    if (verb == "ballot") {
        const std::string question = some_question(world);
        f = {{"question", question}, {"choice", some_choice(world, question)}};
    }
    if (verb == "delegate" || verb == "proxy" || verb == "present" || verb == "draw")
        f = some_mandate(world, verb);
    if (verb == "name") f = {{"text", some_text(world)}};
    if (verb == "flag") f = {{"target", claim_or_remark(world)}, {"reason", "rude"}};
    if (verb == "device") f = {{"key", some_key(world)}};
    if (verb == "attest") f = {{"token", some_token(world)}};
    if (verb == "translate")
        f = {{"target", some_thing(world)}, {"lang", "fr"}, {"text", some_text(world)}};
    if (verb == "withdraw")
        f = {{"target",
              own(random.chance(35) ? world.links : world.claims, claim_or_remark(world))}};
    if (verb == "erase") {
        const std::string target =
            own(random.chance(60) ? world.claims : world.entries,
                random.chance(80) ? any_of(world, world.entries, "~") : some_thing(world));
        f = {{"target", target}};
        if (const OrderedJson was = some_was(world, target); !was.is_null()) f["was"] = was;
    }
    if (verb == "hide") f = {{"target", claim_or_remark(world)}, {"reason", "off topic"}};
    if (verb == "show") f = {{"target", claim_or_remark(world)}};
    if (verb == "move")
        f = {{"claim", changed_claim(world)},
             {"parent", some_parent(world)},
             {"stance", random.pick(stances)}};
    if (verb == "merge") f = {{"claim", some_claim(world)}, {"into", some_claim(world)}};
    if (verb == "ban") f = {{"key", some_key(world)}, {"on", random.chance(60)}};
    if (verb == "ask") f = some_question_fields(world);
    if (verb == "phase") {
        f = {{"name", random.pick<std::string>({"open floor", "vote", "quiet"})},
             {"allows", OrderedJson::array()}};
        for (const char* allowed : {"claim", "ballot", "impact", "edit", "link"}) {
            if (random.chance(50)) f["allows"].push_back(allowed);
        }
        if (random.chance(60)) f["from"] = some_time(world);
        if (random.chance(60)) f["to"] = some_time(world);
    }
    if (verb == "count") {
        const std::vector<OrderedJson> figures = {
            {{"yes", 3}, {"no", 1}},
            12,
            "many",
            OrderedJson::array({1, {{"\xF0\x9F\x99\x82", 1}, {"\xEF\xBC\xA1", -2}}})};
        f = {{"question", some_question(world)},
             {"column", "paper"},
             {"figures", random.pick(figures)},
             {"source", "hall"},
             {"counter", "ada"}};
        if (random.chance(30)) f["sheet"] = some_text(world);
    }
    if (verb == "outcome") f = {{"target", some_thing(world)}, {"text", some_text(world)}};
    if (verb == "open") {
        f = {{"title", some_text(world)}, {"fold", random.chance(97) ? 1 : random.between(0, 3)}};
        if (random.chance(world.association ? 50 : 15))
            f["write"] = random.pick<std::string>({"open", "members", "members", "closed"});
        if (random.chance(75)) f["clerks"] = OrderedJson::array({world.authors[1].key});
        if (random.chance(10)) f["clerks"].push_back(world.authors[2].key);
        if (world.association || random.chance(60))
            f["sites"] = OrderedJson::array({world.sites[0].key});
        if (f.contains("sites") && random.chance(30)) f["sites"].push_back(world.sites[1].key);
    }
    if (verb == "declare") f = random_outline(world, 5);
    if (verb == "role") {
        f = {{"key", some_key(world)},
             {"role", random.pick<std::string>(
                          {"owner", "moderator", "moderator", "facilitator", "clerk", "clerk"})},
             {"on", random.chance(65)}};
        if (f["role"] == "clerk" && random.chance(70))
            f["key"] = world.authors[1 + random.below(2)].key;
        if (random.chance(40)) f["from"] = some_time(world);
        if (random.chance(4)) f["member"] = "someone";
    }
    if (verb == "key") {
        f = {{"key", random.pick(world.sites).key}, {"replaces", random.pick(world.sites).key}};
        if (random.chance(20)) f["key"] = some_key(world);
    }
    if (verb == "sing") f = {{"song", "la"}};
    const bool quotes = verb == "claim" || verb == "remark" || verb == "link" || verb == "impact" ||
                        verb == "stance";
    bool refers_to_declared = false;
    for (const char* key : {"parent", "claim", "target"}) {
        refers_to_declared |= f.contains(key) && f[key].get<std::string>().size() > 1 &&
                              f[key].get<std::string>()[0] == '~';
    }
    if (quotes && random.chance(refers_to_declared ? 60 : 1)) f["quote"] = some_quote(world, f);
    if (quotes && random.chance(4)) refer_to_gone(world, f);
    return f;
}

}  // namespace palabre::support
