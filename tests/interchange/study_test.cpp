#include "interchange/study.hpp"

#include <catch2/catch_all.hpp>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "interchange/column_reader.hpp"
#include "interchange/flat_columns.hpp"
#include "support/log_book.hpp"
#include "support/random.hpp"
#include "weighing/explanation.hpp"

namespace study_test {

using namespace palabre;
using nlohmann::json;
using support::LogBook;
using support::Random;

namespace {

/// A debate with shared claims, hidden and withdrawn ones, and judgements.
std::unique_ptr<LiveDebate> random_debate(std::uint64_t seed) {
    Random random(seed);
    LogBook log;
    log.open();
    std::vector<std::string> claims{"~"};
    const std::vector<std::string> people{"ada", "bob", "cleo", "dan"};
    const auto stance = [&] { return random.chance(50) ? "pro" : "con"; };
    for (int i = 0; i < 30; ++i)
        claims.push_back(log.claim(random.pick(people), random.pick(claims), stance()));
    for (int i = 0; i < 12; ++i) {
        log.entry("ada", "link",
                  {{"claim", random.pick(claims)},
                   {"parent", random.pick(claims)},
                   {"stance", stance()}});
    }
    for (int i = 0; i < 4; ++i)
        log.entry("owner", "hide", {{"target", random.pick(claims)}, {"reason", "off topic"}});
    auto made =
        std::make_unique<LiveDebate>("test.example/square", LogBook::key("owner"), Outline{});
    LiveDebate& live = *made;
    LiveDebate::Applied applied;
    live.take(log.text(), 2, applied);
    live.settle();
    // Judgements where claims really stand.
    LogBook more = log;
    const ClaimTree& tree = live.debate().tree();
    const Ledger& ledger = live.debate().ledger();
    for (std::size_t i = 1; i < tree.claims().size(); ++i) {
        for (const PlacementIndex at : tree.at(ClaimIndex(i)).shown) {
            for (const std::string& person : people) {
                if (random.chance(60)) continue;
                more.entry(person, "impact",
                           {{"claim", ledger.text(tree.at(tree.at(at).claim).id)},
                            {"parent", ledger.text(tree.at(tree.at(at).parent).id)},
                            {"value", random.below(5)}});
            }
        }
    }
    live.take(more.text(), 2, applied);
    live.settle();
    return made;
}

Study study_of(const LiveDebate& live) {
    auto study = Study::read(flat_columns(live, 0));
    REQUIRE(study.ok());
    return std::move(study).value();
}

json asked(const Study& study, const json& question) {
    const auto answer = ask(study, question.dump());
    INFO(question.dump() << (answer.ok() ? "" : answer.fault().code));
    REQUIRE(answer.ok());
    return json::parse(answer.value());
}

}  // namespace

TEST_CASE("a study of a debate's columns has the debate's strengths", "[interchange][property]") {
    for (std::uint64_t seed = 1; seed <= support::rounds(40U); ++seed) {
        const auto made = random_debate(seed);
        LiveDebate& live = *made;
        const Study study = study_of(live);
        const Strengths strengths = compute_strengths(study.graph(), Semantics::df_quad);
        REQUIRE(std::abs(strengths.strength[0] - live.strengths().thesis()) < 1e-13);
        const ClaimTree& tree = live.debate().tree();
        const Ledger& ledger = live.debate().ledger();
        std::size_t compared = 1;
        for (std::size_t i = 1; i < tree.claims().size(); ++i) {
            for (const PlacementIndex at : tree.at(ClaimIndex(i)).shown) {
                const std::size_t row = study.row_of(ledger.text(tree.at(tree.at(at).claim).id),
                                                     ledger.text(tree.at(tree.at(at).parent).id));
                REQUIRE(row < study.rows().size());
                REQUIRE(study.graph().base(static_cast<Argument>(row)) ==
                        live.strengths().base(at));
                REQUIRE(std::abs(strengths.strength[row] - live.strengths().strength(at)) < 1e-13);
                ++compared;
            }
        }
        REQUIRE(compared == study.rows().size());
    }
}

TEST_CASE("a study explains the thesis as the core does", "[interchange][property]") {
    for (std::uint64_t seed = 50; seed < 50 + support::rounds(21U); ++seed) {
        const auto made = random_debate(seed);
        LiveDebate& live = *made;
        const Study study = study_of(live);
        const json why = asked(study, {{"q", "why"}, {"id", "~"}});
        const Explanation expected = explain(live.debate(), live.strengths(), thesis_index);
        REQUIRE(why["moves"].size() == std::min<std::size_t>(12, expected.moves.size()));
        for (std::size_t i = 0; i < why["moves"].size(); ++i) {
            const auto& move = expected.moves[i];
            // Two claims may move it equally far, one up and one down.
            REQUIRE(std::abs(std::abs(why["moves"][i]["removal"].get<double>()) -
                             std::abs(move.removal)) < 1e-12);
        }
        REQUIRE(why["judgement"].is_null() == !expected.judgement.has_value());
        if (expected.judgement) {
            REQUIRE(std::abs(std::abs(why["judgement"]["change"].get<double>()) -
                             std::abs(expected.judgement->change)) < 1e-12);
        }
        REQUIRE(why["band"][0].get<double>() <= why["strength"].get<double>());
        REQUIRE(why["band"][1].get<double>() >= why["strength"].get<double>());
        REQUIRE(why["spread"]["df-quad"] == why["strength"]);
    }
}

TEST_CASE("supposing a base score moves the thesis as the graph with that base would",
          "[interchange]") {
    const auto made = random_debate(3);
    LiveDebate& live = *made;
    const Study study = study_of(live);
    for (std::size_t row = 1; row < study.rows().size(); ++row) {
        const auto& of = study.rows()[row];
        const json answer =
            asked(study, {{"q", "suppose"},
                          {"bases", json::array({{{"id", of.id},
                                                  {"parent", study.rows()[of.parent].id},
                                                  {"base", 900}}})}});
        std::vector<double> bases = study.graph().bases();
        bases[row] = 0.9;
        const auto other = ArgumentGraph::create(bases, study.graph().edges()).value();
        REQUIRE(answer["thesis"].get<double>() ==
                compute_strengths(other, Semantics::df_quad).strength[0]);
        REQUIRE(answer["recorded"].get<double>() ==
                compute_strengths(study.graph(), Semantics::df_quad).strength[0]);
    }
}

TEST_CASE("what a turn names turns the thesis when supposed", "[interchange]") {
    const auto made = random_debate(4);
    LiveDebate& live = *made;
    const Study study = study_of(live);
    const double now = compute_strengths(study.graph(), Semantics::df_quad).strength[0];
    const auto level = static_cast<int>(now * 1000) + 20;
    const json turn = asked(study, {{"q", "turn"}, {"id", "~"}, {"level", level}});
    REQUIRE(turn["moved"].get<int>() > 0);
    REQUIRE(turn["together"].size() <= 6);
    double before = 2;
    for (const json& one : turn["together"]) {
        const double by = std::abs(one["to"].get<double>() - one["base"].get<double>());
        REQUIRE(by <= before);
        before = by;
    }
}

TEST_CASE("who needs readers first is who sways the thesis and few have judged", "[interchange]") {
    LogBook log;
    log.open();
    const auto judged = log.claim("ada");
    const auto neglected = log.claim("bob", "~", "con");
    for (const char* person : {"ada", "bob", "cleo", "dan", "eve", "fay"})
        log.entry(person, "impact", {{"claim", judged}, {"parent", "~"}, {"value", 2}});
    LiveDebate live("test.example/square", LogBook::key("owner"), {});
    LiveDebate::Applied applied;
    live.take(log.text(), 2, applied);
    live.settle();
    const json needs = asked(study_of(live), {{"q", "needs-you"}, {"count", 2}});
    REQUIRE(needs["claims"].size() == 2);
    CHECK(needs["claims"][0]["id"] == neglected);
    CHECK(needs["claims"][0]["judged"] == 0);
    CHECK(needs["claims"][1]["id"] == judged);
    // Both sides at 1/2 with base 1/2: slope 1/2; deviations sqrt(1/4 / 5) and sqrt(1/4 / 11).
    CHECK(std::abs(needs["claims"][0]["sway"].get<double>() - 0.5 * std::sqrt(0.25 / 5)) < 1e-12);
    CHECK(std::abs(needs["claims"][1]["sway"].get<double>() - 0.5 * std::sqrt(0.25 / 11)) < 1e-12);
}

TEST_CASE("supposing what is recorded gives what is recorded, to the bit",
          "[interchange][property]") {
    for (std::uint64_t seed = 80; seed < 80 + support::rounds(21U); ++seed) {
        const auto made = random_debate(seed);
        const Study study = study_of(*made);
        json bases = json::array();
        for (std::size_t row = 1; row < study.rows().size(); ++row) {
            const double base = study.graph().base(static_cast<Argument>(row));
            bases.push_back({{"id", study.rows()[row].id},
                             {"parent", study.rows()[study.rows()[row].parent].id},
                             {"base", std::llround(base * 1000)}});
        }
        for (const json& supposed : {bases, json::array()}) {
            const json answer = asked(study, {{"q", "suppose"}, {"bases", supposed}});
            CHECK(answer["thesis"].get<double>() == answer["recorded"].get<double>());
            CHECK(answer["changed"].empty());
        }
    }
}

TEST_CASE("under another semantics the strengths are set beside the recorded ones",
          "[interchange]") {
    const auto made = random_debate(6);
    const Study study = study_of(*made);
    const Strengths recorded = compute_strengths(study.graph(), Semantics::df_quad);
    const Strengths other = compute_strengths(study.graph(), Semantics::quadratic_energy);
    const json answer = asked(
        study, {{"q", "suppose"}, {"bases", json::array()}, {"semantics", "quadratic-energy"}});
    CHECK(answer["thesis"].get<double>() == other.strength[0]);
    CHECK(answer["recorded"].get<double>() == recorded.strength[0]);
    std::size_t differ = 0;
    for (std::size_t i = 1; i < study.rows().size(); ++i)
        if (other.strength[i] != recorded.strength[i]) ++differ;
    CHECK(answer["changed"].size() == differ);
    for (const json& one : answer["changed"]) {
        const std::size_t row =
            study.row_of(one["id"].get<std::string>(), one["parent"].get<std::string>());
        CHECK(one["strength"].get<double>() == other.strength[row]);
    }
}

TEST_CASE("the smallest change, listed whole and supposed, brings the thesis there",
          "[interchange][property]") {
    std::size_t found = 0;
    for (std::uint64_t seed = 110; seed <= 125; ++seed) {
        const auto made = random_debate(seed);
        const Study study = study_of(*made);
        const double now = compute_strengths(study.graph(), Semantics::df_quad).strength[0];
        const auto level = static_cast<int>(now * 1000) + 40;
        const json turn =
            asked(study, {{"q", "turn"}, {"id", "~"}, {"level", level}, {"count", 500}});
        REQUIRE(turn["together"].size() == turn["moved"].get<std::size_t>());
        if (turn["together"].empty()) continue;
        ++found;
        json bases = json::array();
        for (const json& one : turn["together"]) {
            // Whole thousandths, away from where the base score stands.
            const double to = one["to"].get<double>() * 1000;
            const bool up = one["to"].get<double>() > one["base"].get<double>();
            bases.push_back({{"id", one["id"]},
                             {"parent", one["parent"]},
                             {"base", static_cast<int>(up ? std::ceil(to) : std::floor(to))}});
        }
        const json answer = asked(study, {{"q", "suppose"}, {"bases", bases}});
        CHECK(answer["thesis"].get<double>() >= level / 1000.0 - 1e-9);
        // The whole thousandths carry it no further than they are apart from what was asked.
        CHECK(answer["thesis"].get<double>() <=
              level / 1000.0 + 0.001 * static_cast<double>(bases.size()));
    }
    CHECK(found > 0);
}

TEST_CASE("below one claim, those come first that sway the thesis most",
          "[interchange][property]") {
    for (std::uint64_t seed = 130; seed <= 140; ++seed) {
        const auto made = random_debate(seed);
        const Study study = study_of(*made);
        const json all = asked(study, {{"q", "needs-you"}, {"count", 500}});
        double before = 2;
        for (const json& one : all["claims"]) {
            CHECK(one["sway"].get<double>() <= before);
            before = one["sway"].get<double>();
        }
        std::size_t listed = 0;
        for (const json& parent : all["claims"]) {
            const json below =
                asked(study, {{"q", "needs-you"}, {"count", 500}, {"of", parent["id"]}});
            for (const json& one : below["claims"]) CHECK(one["parent"] == parent["id"]);
            listed += below["claims"].size();
        }
        const json top = asked(study, {{"q", "needs-you"}, {"count", 500}, {"of", "~"}});
        CHECK(listed + top["claims"].size() >= all["claims"].size());
        json expected = json::array();
        for (const json& one : all["claims"])
            if (one["parent"] == "~") expected.push_back(one);
        CHECK(top["claims"] == expected);
    }
}

TEST_CASE("columns that are cut short or torn give a fault or a study, never a crash",
          "[interchange]") {
    const std::string whole = flat_columns(*random_debate(9), 0);
    for (std::size_t size = 0; size < whole.size(); size += 3)
        CHECK_FALSE(Study::read(std::string_view(whole).substr(0, size)).ok());
    Random random(10);
    for (int i = 0; i < support::rounds(3000); ++i) {
        std::string torn = whole;
        for (int k = 0; k < 3; ++k)
            torn[random.below(torn.size())] = static_cast<char>(random.below(256));
        const auto study = Study::read(torn);
        if (study.ok()) (void)ask(study.value(), R"({"q":"why","id":"~"})");
    }
}

TEST_CASE("no row's parent may lie beyond the rows, though it has no weight", "[interchange]") {
    const std::string whole = flat_columns(*random_debate(9), 0);
    const Study study = Study::read(whole).value();
    const std::size_t count = study.rows().size();
    for (std::size_t row = 0; row < count; ++row) {
        for (const bool weighs : {true, false}) {
            // Behind the revision and the count: the parents, then a byte of bits for each.
            std::string torn = whole;
            const std::size_t at = 8 + 4 * row;
            torn.replace(at, 4, std::string("\xFF\xFF\xFF\x7F", 4));
            char& bits = torn[8 + 4 * count + row];
            if (!weighs)
                bits = static_cast<char>(static_cast<unsigned char>(bits) | column_weightless);
            INFO(row << (weighs ? "" : ", without weight"));
            const auto read = Study::read(torn);
            REQUIRE_FALSE(read.ok());
            CHECK(std::string(read.fault().what) == "a parent that is not there");
        }
    }
}

TEST_CASE("a study refuses what it cannot answer", "[interchange]") {
    const Study study = study_of(*random_debate(2));
    const auto code = [&](std::string_view question) {
        const auto answer = ask(study, question);
        return answer.ok() ? std::string("fine") : std::string(answer.fault().code);
    };
    CHECK(code("[]") == "query");
    CHECK(code(R"({"q":"nothing"})") == "query");
    CHECK(code(R"({"q":"why","id":"none"})") == "no-such-claim");
    CHECK(code(R"({"q":"turn","level":1001})") == "query");
    CHECK(code(R"({"q":"suppose"})") == "query");
    CHECK(code(R"({"q":"suppose","bases":[{"id":"~","parent":"~","base":1}]})") == "no-such-claim");
    CHECK(code(R"({"q":"suppose","bases":[{"id":"~","base":-1}]})") == "query");
    CHECK(code(R"({"q":"suppose","bases":[],"semantics":"other"})") == "query");
    CHECK(code(R"({"q":"suppose","bases":[]})") == "fine");
    CHECK(code(R"({"q":"turn","count":-1})") == "query");
    CHECK(code(R"({"q":"needs-you","count":-1})") == "query");
    CHECK(code(R"({"q":"needs-you","of":"none"})") == "no-such-claim");
}

}  // namespace study_test
