#include "interchange/election_file.hpp"

#include <catch2/catch_all.hpp>
#include <string>

#include "interchange/graph_file.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/tally_json.hpp"

namespace election_file_test {

using namespace palabre;

namespace {

/// Where the fault of reading `text` stands; "" where it reads.
template <class Read>
std::string fault_of(std::string_view text, Read read) {
    const auto json = LocatedJson::parse(text);
    if (!json.ok()) return json.fault().where;
    const auto result = read(JsonPlace(json.value(), ""));
    return result.ok() ? "" : result.fault().where;
}

template <class Result>
std::string written(const Result& result) {
    JsonWriter out;
    write(out, result);
    return out.take();
}

std::string motion_json(std::string_view text) {
    const auto json = LocatedJson::parse(text).value();
    const MotionFile file = read_motion(JsonPlace(json, "")).value();
    return file.by_colleges ? written(decide_by_colleges(file.colleges, file.rule))
                            : written(decide_motion(file.counts, file.rule));
}

}  // namespace

TEST_CASE("what is no JSON is named by its line", "[interchange]") {
    const auto line = [](std::string_view text) {
        const auto json = LocatedJson::parse(text);
        return json.ok() ? "" : json.fault().where;
    };
    CHECK(line("") == "line 1");
    CHECK(line("{\"a\":1") == "line 1");
    CHECK(line("{\n\"a\":1,\n\"b\":}\n") == "line 3");
    CHECK(line("[1,\n2\n] x") == "line 3");
    CHECK(line("{\"a\":1,\n\"a\":2}") == "line 2");
    CHECK(line(std::string(33, '[') + std::string(33, ']')) == "line 1");
    CHECK(line(std::string(32, '[') + std::string(32, ']')) == "");
    CHECK(line("[\"\xFF\"]") == "line 1");
    CHECK(line("[1e999]") == "line 1");
}

TEST_CASE("a value knows its line, also where a number ends it", "[interchange]") {
    const auto json = LocatedJson::parse("[1,\n2\n,\n[3\n],\"x\"\n]").value();
    CHECK(json.items[0].line == 1);
    CHECK(json.items[1].line == 2);
    CHECK(json.items[2].items[0].line == 4);
    CHECK(json.items[3].line == 5);
}

TEST_CASE("a motion is read with its rule and answers in the documented keys", "[interchange]") {
    CHECK(motion_json(R"({"yes":14,"no":9,"abstain":3,"blank":0,"eligible":50,"present":26,
        "rule":{"quorum":{"share":"1/4","of":"eligible","count":"present","strict":false},
                "majority":{"share":"1/2","strict":true,"of":"expressed"},
                "casting_vote":null}})") ==
          R"({"adopted":true,"expressed":23,"outcome":"adopted","quorum_met":true,)"
          R"("quorum_need":13,"tie":false,"voters":26,"yes_needed":12})");
    // Absent: no quorum, more than half of the expressed.
    CHECK(motion_json(R"({"yes":1,"no":1})") ==
          R"({"adopted":false,"expressed":2,"outcome":"rejected","quorum_met":true,)"
          R"("quorum_need":null,"tie":true,"voters":2,"yes_needed":2})");
    // A majority without `strict` is met by half.
    CHECK(motion_json(R"({"yes":1,"no":1,"rule":{"majority":{"share":"1/2"}}})") ==
          R"({"adopted":true,"expressed":2,"outcome":"adopted","quorum_met":true,)"
          R"("quorum_need":null,"tie":true,"voters":2,"yes_needed":1})");
    CHECK(motion_json(R"({"yes":1,"no":1,"rule":{"casting_vote":"yes"}})") ==
          R"({"adopted":true,"casting_vote_used":true,"expressed":2,"outcome":"adopted",)"
          R"("quorum_met":true,"quorum_need":null,"tie":true,"voters":2,"yes_needed":2})");
    CHECK(motion_json(R"({"colleges":{"b":{"yes":2,"no":1},"a":{"yes":0,"no":1}}})") ==
          R"({"adopted":false,"colleges":{"a":{"adopted":false,"expressed":1,)"
          R"("outcome":"rejected","quorum_met":true,"quorum_need":null,"tie":false,"voters":1,)"
          R"("yes_needed":1},"b":{"adopted":true,"expressed":3,"outcome":"adopted",)"
          R"("quorum_met":true,"quorum_need":null,"tie":false,"voters":3,"yes_needed":2}},)"
          R"("outcome":"rejected"})");
}

TEST_CASE("what is wrong in a motion is named by line and path", "[interchange]") {
    const auto where = [](std::string_view text) { return fault_of(text, read_motion); };
    CHECK(where("[]") == "line 1");
    CHECK(where("{\"no\":\n-1,\"yes\":1}") == "line 2: no");
    CHECK(where(R"({"yes":9007199254740992,"no":0})") == "line 1: yes");
    CHECK(where(R"({"yes":9007199254740991,"no":0})") == "");
    CHECK(where(R"({"yes":1.0,"no":0})") == "line 1: yes");
    CHECK(where(R"({"yes":"1","no":0})") == "line 1: yes");
    CHECK(where(R"({"abstain":1})") == "line 1");
    CHECK(where(R"({"yes":1,"no":0,"rule":[]})") == "line 1: rule");
    CHECK(where(R"({"yes":1,"no":0,"rule":{"quorum":{}}})") == "line 1: rule.quorum");
    CHECK(where(R"({"yes":1,"no":0,"rule":{"quorum":{"share":"1/0"}}})") ==
          "line 1: rule.quorum.share");
    CHECK(where(R"({"yes":1,"no":0,"rule":{"quorum":{"share":0.25}}})") ==
          "line 1: rule.quorum.share");
    CHECK(where(R"({"yes":1,"no":0,"rule":{"quorum":{"share":"1/4","of":"present"}}})") ==
          "line 1: rule.quorum.of");
    CHECK(where(R"({"yes":1,"no":0,"rule":{"majority":{"share":"-1/2"}}})") ==
          "line 1: rule.majority.share");
    CHECK(where(R"({"yes":1,"no":0,"rule":{"majority":{"share":"1/2","of":"all"}}})") ==
          "line 1: rule.majority.of");
    CHECK(where(R"({"yes":1,"no":0,"rule":{"majority":{"share":"1/2","strict":1}}})") ==
          "line 1: rule.majority.strict");
    CHECK(where(R"({"yes":1,"no":0,"rule":{"casting_vote":"chair"}})") ==
          "line 1: rule.casting_vote");
    CHECK(where("{\"colleges\":{\"a\":{\"yes\":1,\"no\":0},\n\"b\":{\"yes\":-1}}}") ==
          "line 2: colleges.b.yes");
    // Nobody votes who is not present or represented.
    CHECK(where("{\"yes\":2,\"no\":1,\"abstain\":1,\"blank\":1,\n\"present\":4}") ==
          "line 2: present");
    CHECK(where(R"({"yes":2,"no":1,"abstain":1,"blank":1,"present":5})") == "");
    CHECK(where(R"({"yes":0,"no":0,"present":0})") == "");
    CHECK(where("{\"colleges\":{\"a\":{\"yes\":1,\"no\":1,\"present\":2},\n"
                "\"b\":{\"yes\":1,\"no\":1,\"present\":1}}}") == "line 2: colleges.b.present");
    CHECK(where("{\n\"colleges\":{}}") == "line 2: colleges");
    CHECK(where(R"({"colleges":[]})") == "line 1: colleges");
}

TEST_CASE("approvals are read and answered", "[interchange]") {
    const auto json =
        LocatedJson::parse(R"({"options":3,"ballots":[[5,[2,0]],[4,[1]],[3,[]]]})").value();
    const ApprovalFile file = read_approval(JsonPlace(json, "")).value();
    CHECK(file.ballots[0].approved == std::vector<Option>{0, 2});
    CHECK(written(count_approvals(file.options, file.ballots)) ==
          R"({"counts":[5,4,5],"ranking":[[0,2],[1]],"shares":["5/12","1/3","5/12"],)"
          R"("winners":[0,2]})");
}

TEST_CASE("what is wrong in approvals is named by line and path", "[interchange]") {
    const auto where = [](std::string_view text) { return fault_of(text, read_approval); };
    CHECK(where(R"({"ballots":[]})") == "line 1");
    CHECK(where(R"({"options":-1,"ballots":[]})") == "line 1: options");
    CHECK(where(R"({"options":2})") == "line 1");
    CHECK(where("{\"options\":2,\"ballots\":[\n[1,[0]],\n[1,[2]]]}") == "line 3: ballots[1][1][0]");
    CHECK(where(R"({"options":2,"ballots":[[1,[-1]]]})") == "line 1: ballots[0][1][0]");
    CHECK(where(R"({"options":2,"ballots":[[1,[0,1,0]]]})") == "line 1: ballots[0][1]");
    CHECK(where(R"({"options":2,"ballots":[[-1,[0]]]})") == "line 1: ballots[0][0]");
    CHECK(where(R"({"options":2,"ballots":[[1]]})") == "line 1: ballots[0]");
    CHECK(where(R"({"options":2,"ballots":[[1,0]]})") == "line 1: ballots[0][1]");
    // 2^62 ballots are the most whose sums are kept.
    std::string many = R"({"options":1,"ballots":[)";
    for (int i = 0; i < 513; ++i)
        many += (i > 0 ? "," : "") + std::string("[9007199254740991,[0]]");
    CHECK(where(many + "]}") == "line 1: ballots[512]");
}

TEST_CASE("sliders are read and answered exactly", "[interchange]") {
    const auto json = LocatedJson::parse(R"({"values":[[1,"-9/25"],[2,1]],"bins":4})").value();
    const SliderFile file = read_slider(JsonPlace(json, "")).value();
    // Mean (-9/25 + 2) / 3 = 41/75; squares (81/625 + 2) / 3 minus its square is 2312/5625.
    CHECK(written(count_slider(file.values, file.bins).value()) ==
          R"({"histogram":[0,1,0,2],"mean":"41/75","median_low":1,"n":3,"neutral":0,"oppose":1,)"
          R"("support":2,"variance":"2312/5625"})");
    const auto where = [](std::string_view text) { return fault_of(text, read_slider); };
    CHECK(where(R"({"values":[[1,"26/25"]]})") == "line 1: values[0][1]");
    CHECK(where(R"({"values":[[1,-2]]})") == "line 1: values[0][1]");
    CHECK(where(R"({"values":[[1,0.5]]})") == "line 1: values[0][1]");
    CHECK(where(R"({"values":[[1,0]],"bins":0})") == "line 1: bins");
    CHECK(where(R"({"values":[[1,0]],"bins":1001})") == "line 1: bins");
    CHECK(where(R"({"values":{}})") == "line 1: values");
}

TEST_CASE("a graph is read with its relevances", "[interchange]") {
    const auto graph = read_graph(
        R"({"base":[0,1,0.25],"edges":[[1,0,"support"],[2,0,"attack",0.5]],"title":"x"})");
    REQUIRE(graph.ok());
    CHECK(graph->bases() == std::vector<double>{0.0, 1.0, 0.25});
    CHECK(graph->edges() ==
          std::vector<ArgumentEdge>{{1, 0, EdgeKind::support, 1.0}, {2, 0, EdgeKind::attack, 0.5}});
}

TEST_CASE("what is wrong in a graph is named by line and path", "[interchange]") {
    const auto where = [](std::string_view text) {
        const auto graph = read_graph(text);
        return graph.ok() ? "" : graph.fault().where;
    };
    CHECK(where(R"({"base":[],"edges":[]})") == "");
    CHECK(where(R"({"edges":[]})") == "line 1");
    CHECK(where("{\"base\":[0.5,\n1.5],\"edges\":[]}") == "line 2: base[1]");
    CHECK(where(R"({"base":[null],"edges":[]})") == "line 1: base[0]");
    CHECK(where(R"({"base":[0.5],"edges":[[0,1,"attack"]]})") == "line 1: edges[0][1]");
    CHECK(where(R"({"base":[0.5],"edges":[[-1,0,"attack"]]})") == "line 1: edges[0][0]");
    CHECK(where(R"({"base":[0.5],"edges":[[0,0,"against"]]})") == "line 1: edges[0][2]");
    CHECK(where(R"({"base":[0.5],"edges":[[0,0]]})") == "line 1: edges[0]");
    CHECK(where(R"({"base":[0.5],"edges":[[0,0,"attack",2]]})") == "line 1: edges[0][3]");
    CHECK(where(R"({"base":[],"edges":[[0,0,"attack"]]})") == "line 1: edges[0]");
}

}  // namespace election_file_test
