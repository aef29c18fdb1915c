#include <catch2/catch_all.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/cli.hpp"

namespace weigh_tally_test {

using namespace palabre;

namespace {

struct Outcome {
    int status = 0;
    std::string out;
    std::string err;
};

/// Runs a subcommand over a file that holds `text`, its path standing last.
Outcome run(int (*subcommand)(Arguments, std::ostream&, std::ostream&),
            std::vector<std::string_view> arguments, const std::string& text) {
    const auto path = std::filesystem::temp_directory_path() / "palabre-weigh-tally-test.json";
    std::ofstream(path) << text;
    const std::string name = path.string();
    arguments.push_back(name);
    std::ostringstream out;
    std::ostringstream err;
    const int status = subcommand(arguments, out, err);
    std::filesystem::remove(path);
    return {status, out.str(), err.str()};
}

const std::string graph = R"({"base":[0.5,0.75],"edges":[[1,0,"support"]]})";

}  // namespace

TEST_CASE("weigh prints strengths with all their digits", "[cli]") {
    const Outcome plain = run(run_weigh, {"--semantics", "df-quad"}, graph);
    CHECK(plain.status == exit_status::fine);
    CHECK(plain.out == "{\"strength\":[0.875,0.75],\"converged\":true,\"iterations\":1}\n");
    CHECK(plain.err.empty());
    const Outcome tenths =
        run(run_weigh, {"--semantics=mlp-based"}, R"({"base":[0.1],"edges":[]})");
    CHECK(tenths.out ==
          "{\"strength\":[0.10000000000000001],\"converged\":true,\"iterations\":1}\n");
}

TEST_CASE("weigh explains a topic, with flip points where the graph is a tree", "[cli]") {
    const Outcome tree =
        run(run_weigh, {"--semantics", "df-quad", "--explain", "0", "--level", "0.75"}, graph);
    CHECK(tree.status == exit_status::fine);
    const std::string until_counterfactual =
        "{\"strength\":[0.875,0.75],\"converged\":true,\"iterations\":1,\"contributions\":{"
        "\"removal\":[null,0.375],\"intrinsic_removal\":[null,0.375],\"gradient\":[0.25,0.5],"
        "\"shapley\":[null,0.375]},\"flip_at\":[0,0.5],\"counterfactual\":{\"base\":[";
    CHECK(tree.out.substr(0, until_counterfactual.size()) == until_counterfactual);
    const Outcome lone =
        run(run_weigh, {"--semantics", "df-quad", "--explain", "0", "--level", "0.75"},
            R"({"base":[0.25],"edges":[]})");
    CHECK(lone.out.find("\"counterfactual\":{\"base\":[0.75],\"distance\":0.5}}") !=
          std::string::npos);
    const Outcome cycle = run(run_weigh, {"--semantics", "df-quad", "--explain", "0"},
                              R"({"base":[0.5,0.5],"edges":[[1,0,"attack"],[0,1,"attack"]]})");
    CHECK(cycle.status == exit_status::fine);
    CHECK(cycle.out.find("flip_at") == std::string::npos);
}

TEST_CASE("weigh refuses what it cannot weigh", "[cli]") {
    CHECK(run(run_weigh, {}, graph).status == exit_status::usage);
    CHECK(run(run_weigh, {"--semantics", "trust"}, graph).status == exit_status::usage);
    CHECK(run(run_weigh, {"--semantics", "df-quad", "--explain", "x"}, graph).status ==
          exit_status::usage);
    CHECK(run(run_weigh, {"--semantics", "df-quad", "--level", "1.5"}, graph).status ==
          exit_status::usage);
    CHECK(run(run_weigh, {"--semantics", "df-quad", "--level", "0x1p-1"}, graph).status ==
          exit_status::usage);
    const Outcome beyond = run(run_weigh, {"--semantics", "df-quad", "--explain", "2"}, graph);
    CHECK(beyond.status == exit_status::bad_input);
    CHECK(beyond.out.empty());
    const Outcome bad =
        run(run_weigh, {"--semantics", "df-quad"}, "{\"base\":[0.5,\n2],\"edges\":[]}");
    CHECK(bad.status == exit_status::bad_input);
    CHECK(bad.out.empty());
    CHECK(bad.err.find("palabre-weigh-tally-test.json: line 2: base[1]: ") != std::string::npos);
}

TEST_CASE("tally answers one rule plainly and several by name", "[cli]") {
    const std::string both = R"({"options":2,"ballots":[[3,[1]]],"values":[[1,"1/2"]],"bins":2})";
    CHECK(run(run_tally, {"--rule", "approval"}, both).out ==
          "{\"counts\":[0,3],\"ranking\":[[1],[0]],\"shares\":[0,1],\"winners\":[1]}\n");
    CHECK(run(run_tally, {"--rule", "approval,slider"}, both).out ==
          "{\"approval\":{\"counts\":[0,3],\"ranking\":[[1],[0]],\"shares\":[0,1],\"winners\":[1]},"
          "\"slider\":{\"histogram\":[0,1],\"mean\":\"1/2\",\"median_low\":\"1/2\",\"n\":1,"
          "\"neutral\":0,\"oppose\":0,\"support\":1,\"variance\":0}}\n");
}

TEST_CASE("tally refuses what it cannot count, printing no half result", "[cli]") {
    const std::string motion = R"({"yes":1,"no":0})";
    CHECK(run(run_tally, {}, motion).status == exit_status::usage);
    CHECK(run(run_tally, {"--rule", "acclamation"}, motion).status == exit_status::usage);
    CHECK(run(run_tally, {"--rule", "motion,"}, motion).status == exit_status::usage);
    CHECK(run(run_tally, {"--rule", "motion,motion"}, motion).status == exit_status::usage);
    const Outcome bad = run(run_tally, {"--rule", "motion,approval"}, motion);
    CHECK(bad.status == exit_status::bad_input);
    CHECK(bad.out.empty());
    CHECK(bad.err.find("\"options\" is missing") != std::string::npos);
    CHECK(run(run_tally, {"--rule", "motion"}, "{\"yes\":-1,\"no\":0}").err.find("line 1: yes") !=
          std::string::npos);
}

}  // namespace weigh_tally_test
