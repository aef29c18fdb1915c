#include <catch2/catch_all.hpp>
#include <string>

#include "interchange/election_rules.hpp"

namespace election_mandates_test {

using namespace palabre;

namespace {

/// What a rule prints, or where its fault stands.
std::string counted(std::string_view rule, std::string_view text) {
    const auto json = parse_election(text);
    if (!json.ok()) return json.fault().where;
    JsonWriter out;
    const Election election{JsonPlace(json.value(), ""), std::nullopt};
    const auto result = find_election_rule(rule)->tally(election, out);
    return result.ok() ? out.take() : result.fault().where;
}

}  // namespace

TEST_CASE("consent counts who answered, and a null is no answer", "[interchange]") {
    CHECK(counted("consent", R"({"positions":{"a":"consent","b":"concern","c":null,
                                 "d":"objection","e":"stand_aside"},"rule":{"quorum":4}})") ==
          R"({"answered":4,"concerns":1,"objections":1,"outcome":"blocked","stand_aside":1})");
    CHECK(counted("consent", R"({"positions":{"a":null},"rule":{"quorum":1}})") ==
          R"({"answered":0,"concerns":0,"objections":0,"outcome":"no_quorum","stand_aside":0})");
}

TEST_CASE("proxies are refused with the number of the paper and the reason", "[interchange]") {
    CHECK(counted("proxies", R"({"members":["ada","bo","cy","di"],"weights":{"cy":3},
            "present":["ada","guest"],"max_proxies":1,"proxies":[
              {"giver":"bo","holder":"di","blank":false},{"giver":"bo","holder":null,"blank":true},
              {"giver":"cy","holder":"ada"},{"giver":"di","holder":"ada"}]})") ==
          R"({"kept":[2],"present_or_represented":2,)"
          R"("refused":[[0,"holder_absent"],[1,"blank"],[3,"holder_full"]],)"
          R"("total_votes":4,"votes":{"ada":4}})");
}

TEST_CASE("liquid votes tell their way, their end and their loss", "[interchange]") {
    CHECK(counted("liquid", R"({"voters":["a","b","c","d","e","f"],
            "direct":{"c":"yes","f":"no","stranger":"yes"},"topic":"roads",
            "delegations":[["a","b","*"],["b","c","roads"],["b","f","schools"],["d","e","*"],
                           ["e","d","issue"],["a","stranger","issue"]]})") ==
          R"({"lost":["d","e"],"lost_because":{"d":"circular","e":"circular"},)"
          R"("paths":{"a":["a","b","c"],"b":["b","c"]},"tally":{"no":1,"yes":3},)"
          R"("weights":{"c":3,"f":1},"largest_share":"3/4"})");
}

TEST_CASE("a mistake in a file of mandates is named by line and path", "[interchange]") {
    CHECK(counted("consent", "{\"positions\":{\n\"a\":\"maybe\"}}") == "line 2: positions.a");
    CHECK(counted("consent", R"({"positions":{},"rule":{"max_objections":-1}})") ==
          "line 1: rule.max_objections");
    CHECK(counted("proxies", R"({"members":["a","a"],"present":[]})") == "line 1: members[1]");
    CHECK(counted("proxies", "{\"members\":[\"a\"],\n\"present\":[],\n\"weights\":{\"a\":1.5}}") ==
          "line 3: weights.a");
    CHECK(
        counted("proxies", R"({"members":["a"],"present":[],"weights":{"a":9007199254740992}})") ==
        "line 1: weights.a");
    CHECK(counted("proxies", R"({"members":["a"],"present":[],"proxies":[{"holder":"a"}]})") ==
          "line 1: proxies[0]");
    CHECK(counted("liquid", R"({"voters":["a"],"direct":{},"delegations":[["a","a"]]})") ==
          "line 1: delegations[0]");
    CHECK(counted("liquid", R"({"voters":["a"],"direct":{"a":[1]}})") == "line 1: direct.a");
    CHECK(counted("liquid", R"({"direct":{}})") == "line 1");
}

// Articles as French statutes have them, worked out by hand.

TEST_CASE("a quarter of 199 members is 50, and 49 are no quorum", "[interchange][literature]") {
    const auto assembly = [](const char* present) {
        return counted("motion",
                       std::string(R"({"yes":40,"no":9,"abstain":0,"blank":0,"eligible":199,)") +
                           R"("present":)" + present +
                           R"(,"rule":{"quorum":{"share":"1/4","of":"eligible"},)"
                           R"("majority":{"share":"2/3","of":"present"}}})");
    };
    CHECK(assembly("49").find(R"("outcome":"no_quorum","quorum_met":false,"quorum_need":50)") !=
          std::string::npos);
    CHECK(assembly("50").find(R"("outcome":"adopted","quorum_met":true,"quorum_need":50)") !=
          std::string::npos);
    CHECK(assembly("50").find(R"("yes_needed":34)") != std::string::npos);
}

TEST_CASE("blank votes count against a majority of those present and not of the expressed",
          "[interchange][literature]") {
    // 60 yes, 30 no, 10 blank: two thirds of 90 expressed, three fifths of 100 present.
    const auto of = [](const char* base) {
        return counted("motion", std::string(R"({"yes":60,"no":30,"blank":10,"present":100,)") +
                                     R"("rule":{"majority":{"share":"2/3","of":")" + base +
                                     R"("}}})");
    };
    CHECK(of("expressed").find(R"("adopted":true,"expressed":90)") != std::string::npos);
    CHECK(of("expressed").find(R"("yes_needed":60)") != std::string::npos);
    CHECK(of("present").find(R"("adopted":false)") != std::string::npos);
    CHECK(of("present").find(R"("yes_needed":67)") != std::string::npos);
}

TEST_CASE("half plus one of an odd number is more than half and not half rounded up plus one",
          "[interchange][literature]") {
    const auto motion = [](const char* yes, const char* no) {
        return counted("motion", std::string(R"({"yes":)") + yes + R"(,"no":)" + no + "}");
    };
    CHECK(motion("11", "10").find(R"("yes_needed":11)") != std::string::npos);
    CHECK(motion("11", "10").find(R"("adopted":true)") != std::string::npos);
    CHECK(motion("10", "10").find(R"("adopted":false)") != std::string::npos);
}

TEST_CASE("unanimity, three quarters and two colleges are rules like any other",
          "[interchange][literature]") {
    const std::string all = R"("rule":{"majority":{"share":"1/1","of":"eligible"}}})";
    CHECK(counted("motion", R"({"yes":12,"no":0,"eligible":12,)" + all).find(R"("adopted":true)") !=
          std::string::npos);
    CHECK(
        counted("motion", R"({"yes":11,"no":0,"eligible":12,)" + all).find(R"("adopted":false)") !=
        std::string::npos);
    // Alsace-Moselle, code civil local, art. 33: three quarters of the members present.
    CHECK(counted("motion", R"({"yes":74,"no":20,"present":99,
                     "rule":{"majority":{"share":"3/4","of":"present"}}})")
              .find(R"("yes_needed":75)") != std::string::npos);
    CHECK(counted("motion", R"({"colleges":{"tenants":{"yes":30,"no":2},"owners":{"yes":4,"no":4}},
                     "rule":{"majority":{"share":"1/2","strict":true}}})")
              .find(R"("outcome":"rejected")") != std::string::npos);
}

}  // namespace election_mandates_test
