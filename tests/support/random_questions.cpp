#include <algorithm>

#include "deliberation/naive/bytes.hpp"
#include "support/random_pieces.hpp"

namespace palabre::support {
namespace {

OrderedJson some_share(World& world) {
    return world.random.pick<std::string>(
        {"1/2", "2/3", "1/3", "2/4", "0/1", "1/1", "3/2", "1/9007199254740991"});
}

std::string some_meeting(World& world) {
    return world.random.chance(80) ? "assembly" : "*";
}

/// How far a delegation or a proxy reaches.
std::string some_scope(World& world) {
    Random& random = world.random;
    switch (random.below(6)) {
        case 0:
            return random.chance(80) ? "*" : "~";
        case 1:
            return some_claim(world);
        case 2:
            return some_meeting(world);
        default:
            return some_question(world);
    }
}

/// Mostly a person's key.
OrderedJson some_holder(World& world) {
    Random& random = world.random;
    if (random.chance(12)) return nullptr;
    if (random.chance(8)) return random.pick<std::string>({"", "ada", "AAAA"});
    return some_key(world);
}

OrderedJson some_rule(World& world) {
    Random& random = world.random;
    OrderedJson rule = OrderedJson::object();
    if (random.chance(50)) {
        rule["quorum"] = {{"share", some_share(world)}};
        if (random.chance(30)) rule["quorum"]["count"] = random.chance(50) ? "present" : "voters";
        if (random.chance(20)) rule["quorum"]["strict"] = random.chance(50);
        if (random.chance(20)) rule["quorum"]["of"] = "eligible";
    }
    if (random.chance(50)) {
        rule["majority"] = {{"share", some_share(world)}};
        if (random.chance(60))
            rule["majority"]["of"] =
                random.pick<std::string>({"expressed", "voters", "present", "eligible"});
        if (random.chance(50)) rule["majority"]["strict"] = random.chance(70);
    }
    if (random.chance(30)) rule["casting_vote"] = random.chance(50) ? "yes" : "no";
    if (random.chance(40)) rule["eligible_number"] = random.between(0, 9);
    if (random.chance(30)) rule["bins"] = random.between(1, 7);
    if (random.chance(20)) rule["grades"] = random.between(1, 4);
    if (random.chance(25)) rule["seats"] = random.between(1, 2);
    if (random.chance(30)) rule["liquid"] = random.chance(90);
    if (random.chance(20)) rule["meeting"] = some_meeting(world);
    if (random.chance(40)) rule["max_proxies"] = random.between(-1, 2);
    if (random.chance(25)) {
        rule["weights"] = OrderedJson::object();
        for (int i = 0; i < 3; ++i) rule["weights"][some_key(world)] = random.between(0, 4);
        if (random.chance(10)) rule["weights"]["nobody"] = "many";
    }
    if (random.chance(30)) rule["ties"] = random.chance(90) ? "draw" : "report";
    if (random.chance(20)) rule["max_objections"] = random.between(0, 2);
    if (random.chance(20)) rule["max_stand_aside"] = random.between(-1, 2);
    return rule;
}

/// Secrets with what is published of them.
const std::vector<std::pair<std::string, std::string>>& secrets() {
    static const std::vector<std::pair<std::string, std::string>> all = [] {
        std::vector<std::pair<std::string, std::string>> out;
        for (const char* secret : {"one", "two", ""})
            out.emplace_back(secret, naive::base64url(naive::sha256(secret)));
        return out;
    }();
    return all;
}

OrderedJson some_draw(World& world) {
    Random& random = world.random;
    const auto& [secret, commitment] = random.pick(secrets());
    if (random.chance(5)) return {{"commit", random.pick(secrets()).second}, {"reveal", secret}};
    if (random.chance(5)) return {{"commit", "x"}};
    return random.chance(50) ? OrderedJson{{"commit", commitment}}
                             : OrderedJson{{"reveal", secret}};
}

}  // namespace

OrderedJson some_question_fields(World& world) {
    Random& random = world.random;
    OrderedJson q = {{"title", some_text(world)}};
    static const std::vector<std::string> usual = {"yes-no", "yes-no", "approval", "slider"};
    static const std::vector<std::string> rare = {
        "plurality",  "two-round",     "borda",
        "irv",        "score",         "star",
        "cumulative", "quadratic",     "majority-judgment",
        "consent",    "budget-greedy", "equal-shares",
        "phragmen",   "hierarchy"};
    q["method"] = random.chance(85) ? random.pick(usual) : random.pick(rare);
    if (random.chance(10)) q["text"] = some_text(world);
    if (random.chance(20)) q["about"] = some_claim(world);
    if (random.chance(80)) {
        q["options"] = OrderedJson::array();
        for (std::size_t i = random.below(4); i > 0; --i) q["options"].push_back(some_text(world));
    }
    if (random.chance(50)) q["rule"] = some_rule(world);
    if (random.chance(30)) q["opens"] = some_time(world);
    if (random.chance(50)) q["closes"] = some_time(world);
    if (random.chance(10)) q["closes"] = nullptr;
    if (random.chance(20))
        q["results"] = random.pick<std::string>({"live", "after-vote", "after-close"});
    if (random.chance(world.association ? 80 : 25))
        q["eligible"] = random.chance(30) ? "anyone" : "members";
    return q;
}

OrderedJson some_choice(World& world, const std::string& question) {
    Random& random = world.random;
    const auto found = world.bodies.find(question);
    std::string method = "yes-no";
    if (found != world.bodies.end() && found->second.contains("method") &&
        found->second["method"].is_string()) {
        method = found->second["method"];
    }
    if (random.chance(8)) return nullptr;
    if (random.chance(8))
        method =
            random.pick<std::string>({"yes-no", "approval", "slider", "borda", "score", "consent"});
    if (method == "yes-no")
        return random.pick<std::string>({"yes", "yes", "no", "no", "abstain", "blank", "maybe"});
    if (method == "slider") return random.between(-101, 101);
    if (method == "plurality" || method == "two-round")
        return random.chance(20) ? OrderedJson("blank") : OrderedJson(random.below(4));
    if (method == "consent")
        return {{"position", random.pick<std::string>(
                                 {"consent", "concern", "objection", "stand_aside", "none"})}};
    OrderedJson list = OrderedJson::array();
    for (std::size_t option = 0; option < 3; ++option) {
        if (method == "majority-judgment")
            list.push_back(random.chance(20) ? OrderedJson() : OrderedJson(random.below(4)));
        else if (random.chance(40))
            continue;
        else if (method == "borda" || method == "irv" || method == "hierarchy")
            list.push_back(OrderedJson::array({option}));
        else if (method == "score" || method == "star" || method == "cumulative" ||
                 method == "quadratic")
            list.push_back(OrderedJson::array({option, random.between(-2, 5)}));
        else
            list.push_back(option);
    }
    if (random.chance(10)) std::reverse(list.begin(), list.end());
    return list;
}

OrderedJson some_mandate(World& world, const std::string& verb) {
    if (verb == "delegate") return {{"to", some_holder(world)}, {"scope", some_scope(world)}};
    if (verb == "proxy") return {{"holder", some_holder(world)}, {"scope", some_scope(world)}};
    if (verb == "draw") return some_draw(world);
    OrderedJson present = {{"member", some_holder(world)}, {"meeting", some_meeting(world)}};
    if (world.random.chance(5)) present["meeting"] = 1;
    return present;
}

}  // namespace palabre::support
