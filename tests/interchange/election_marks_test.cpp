#include <catch2/catch_all.hpp>
#include <string>

#include "interchange/election_rules.hpp"

namespace election_marks_test {

using namespace palabre;

namespace {

/// What `palabre tally` prints, or the place of the fault.
std::string tally(const std::string& rule, std::string_view text) {
    const auto json = parse_election(text);
    if (!json.ok()) return json.fault().where;
    JsonWriter out;
    const auto done = find_election_rule(rule)->tally({JsonPlace(json.value(), ""), {}}, out);
    return done.ok() ? out.take() : done.fault().where;
}

}  // namespace

TEST_CASE("committees stand beside the approvals when there are seats", "[interchange]") {
    CHECK(tally("approval", R"({"options":3,"seats":1,"ballots":[[2,[0]],[2,[1,2]]]})") ==
          R"({"av":[[0],[1],[2]],"counts":[2,2,2],"equal-shares":[[0],[1],[2]],)"
          R"("ranking":[[0,1,2]],"sav":[[0]],"seqpav":[[0],[1],[2]],)"
          R"("seqphragmen":[[0],[1],[2]],"shares":["1/2","1/2","1/2"],"winners":[0,1,2]})");
    // More seats than options: all of them.
    CHECK(tally("approval", R"({"options":1,"seats":9007199254740991,"ballots":[]})")
              .starts_with(R"({"av":[[0]],"counts":[0],"equal-shares":[[0]])"));
    CHECK(tally("approval", R"({"options":3,"seats":0,"ballots":[]})") == "line 1: seats");
    CHECK(tally("approval", R"({"options":40,"seats":20,"ballots":[]})") == "seats");
}

TEST_CASE("scores are printed with exact means", "[interchange]") {
    CHECK(tally("score", R"({"options":3,"scale":[-1,5],"ballots":[[2,[[0,5]]],[1,[[0,-1]]]]})") ==
          R"({"count":[3,0,0],"mean":[3,null,null],"ranking_by_mean":[[0],[1,2]],)"
          R"("ranking_by_sum":[[0],[1,2]],"sum":[9,0,0]})");
    CHECK(tally("star", R"({"options":2,"scale":[0,5],"ballots":[[2,[[0,5]]],[1,[[1,3]]]]})") ==
          R"({"finalists":[0,1],"ranking_by_sum":[[0],[1]],"resolved_by":[],)"
          R"("runoff":{"no_preference":0,"votes":[2,1]},"sums":[10,3],"tied_for_final":[],)"
          R"("top_counts":[2,0],"winner":0})");
}

TEST_CASE("grades come as tallies or as ballots", "[interchange]") {
    const std::string printed =
        R"({"gauge":[{"p":"1/2","q":0,"sign":"+"},{"p":0,"q":0,"sign":"-"}],)"
        R"("gauge_agrees_with_removal":true,"median":[0,1],"ranking_gauge":[[1],[0]],)"
        R"("ranking_removal":[[1],[0]],"sequence":[[[0,1],[2,1]],[[1,2]]],"totals":[2,2]})";
    CHECK(tally("majority-judgment", R"({"tallies":[[1,0,1],[0,2,0]]})") == printed);
    CHECK(tally("majority-judgment",
                R"({"options":2,"grades":3,"ballots":[[1,[0,1]],[1,[2,1]],[7,[null,null]]]})") ==
          printed);
}

TEST_CASE("a fraction makes a ballot of points invalid, not the file", "[interchange]") {
    CHECK(tally("quadratic",
                R"({"options":2,"credits":9,"ballots":[[3,[[0,1.5]]],[1,[[1,-3.0]]]]})") ==
          R"({"invalid":3,"ranking":[[0],[1]],"spent":9,"votes":[0,-3],"winners":[0]})");
    CHECK(tally("cumulative", R"({"options":2,"points":9,"max_per_option":null,)"
                              R"("ballots":[[1,[[0,9]]],[2,[[1,-1]]]]})") ==
          R"({"invalid":2,"points":[9,0],"ranking":[[0],[1]],"winners":[0]})");
}

TEST_CASE("consensus is printed for grades and for rankings", "[interchange]") {
    CHECK(tally("consensus", R"({"histogram":[1,0,1]})") ==
          R"({"mean":2,"n":2,"std":1,"tastle_wierman":0,"top_share":"1/2","van_der_eijk_A":-1})");
    CHECK(tally("consensus", R"({"histogram":[]})") == R"({"n":0})");
    CHECK(tally("consensus", R"({"rankings":[[0,1],[1,0]]})") == R"({"W":0,"rank_sums":[3,3]})");
}

TEST_CASE("a mistake in marks, points or costs is named where it stands", "[interchange]") {
    const auto [rule, text, where] = GENERATE(table<std::string, std::string, std::string>({
        {"score", R"({"options":2,"scale":[0,5],"ballots":[[1,[[0,6]]]]})",
         "line 1: ballots[0][1][0][1]"},
        {"score", R"({"options":2,"scale":[0,5],"ballots":[[1,[[2,5]]]]})",
         "line 1: ballots[0][1][0][0]"},
        {"score", R"({"options":2,"scale":[0,5],"ballots":[[1,[[0,1.5]]]]})",
         "line 1: ballots[0][1][0][1]"},
        {"score", R"({"options":2,"scale":[5,0],"ballots":[]})", "line 1: scale[1]"},
        {"star", R"({"options":2,"scale":[0,5],"ballots":[[1,[[0,1],[0,2]]]]})",
         "line 1: ballots[0][1]"},
        {"star", R"({"options":2,"scale":[0,5],"ballots":[[-1,[]]]})", "line 1: ballots[0][0]"},
        {"majority-judgment", R"({"tallies":[[1,2],[1]]})", "line 1: tallies[1]"},
        {"majority-judgment", R"({"tallies":[[1,-2]]})", "line 1: tallies[0][1]"},
        {"majority-judgment", R"({"tallies":[[9007199254740992]]})", "line 1: tallies[0][0]"},
        {"majority-judgment", R"({"options":1,"grades":2,"ballots":[[1,[2]]]})",
         "line 1: ballots[0][1][0]"},
        {"majority-judgment", R"({"options":1,"grades":0,"ballots":[]})", "line 1: grades"},
        {"majority-judgment", R"({"options":2,"grades":2,"ballots":[[1,[1]]]})",
         "line 1: ballots[0][1]"},
        {"quadratic", R"({"options":1,"credits":4,"ballots":[[1,[[0,"2"]]]]})",
         "line 1: ballots[0][1][0][1]"},
        {"quadratic", R"({"options":1,"credits":4,"ballots":[[1,[[0,9007199254740993]]]]})",
         "line 1: ballots[0][1][0][1]"},
        {"quadratic", R"({"options":1,"credits":-4,"ballots":[]})", "line 1: credits"},
        {"cumulative", R"({"options":1,"points":4,"ballots":[[1,[[0,1],[0,1]]]]})",
         "line 1: ballots[0][1]"},
        {"consensus", R"({"histogram":[1,-1]})", "line 1: histogram[1]"},
        {"consensus", R"({"rankings":[[0,1],[0]]})", "line 1: rankings[1]"},
        {"consensus", R"({"rankings":[[0,1],[0,0]]})", "line 1: rankings[1]"},
        {"equal-shares", R"({"cost":[1,0],"budget":5,"ballots":[]})", "line 1: cost[1]"},
        {"equal-shares", R"({"cost":[1],"budget":-5,"ballots":[]})", "line 1: budget"},
        {"phragmen", R"({"cost":[1],"budget":5,"ballots":[[1,[1]]]})", "line 1: ballots[0][1][0]"},
        {"phragmen", R"({"cost":[1],"budget":5,"ballots":[[1,[0,0]]]})", "line 1: ballots[0][1]"},
    }));
    CHECK(tally(rule, text) == where);
}

}  // namespace election_marks_test
