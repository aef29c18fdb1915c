#include "interchange/rule_book.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <deque>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "deliberation/ballot.hpp"
#include "interchange/election_rules.hpp"
#include "interchange/strict_json.hpp"
#include "support/random.hpp"

namespace palabre::rule_book_test {

namespace {

using Json = nlohmann::json;

/// `method`, and the rule of its question, for four options.
struct Asked {
    Method method;
    const char* rule;
};

constexpr std::size_t options = 4;

QuestionText question_of(const Asked& asked) {
    QuestionText question;
    question.method = asked.method;
    question.options = std::vector<std::string>(options, "option");
    StrictJson json;
    REQUIRE(json.parse(asked.rule));
    question.rule = json.value(0);
    return question;
}

Value value_of(const Json& json) {
    StrictJson strict;
    const std::string text = json.dump();
    REQUIRE(strict.parse(text));
    return strict.value(0);
}

Json random_groups(support::Random& random) {
    std::vector<int> order{0, 1, 2, 3};
    random.shuffle(order);
    Json groups = Json::array();
    for (std::size_t i = 0; i < random.below(5); ++i) {
        if (groups.empty() || random.below(3) > 0) groups.push_back(Json::array());
        groups.back().push_back(order[i]);
    }
    return groups;
}

Json random_choice(support::Random& random, Method method) {
    Json choice = Json::array();
    switch (method) {
        case Method::plurality:
        case Method::two_round: {
            const std::size_t option = random.below(5);
            return option == 4 ? Json("blank") : Json(option);
        }
        case Method::approval:
        case Method::budget_greedy:
        case Method::equal_shares:
        case Method::phragmen:
            for (std::size_t i = 0; i < options; ++i) {
                if (random.below(2) == 0) choice.push_back(i);
            }
            return choice;
        case Method::score:
        case Method::star:
        case Method::cumulative:
        case Method::quadratic:
            for (std::size_t i = 0; i < options; ++i) {
                if (random.below(2) == 0) choice.push_back({i, random.below(4)});
            }
            return choice;
        case Method::majority_judgment:
            for (std::size_t i = 0; i < options; ++i) {
                const std::size_t grade = random.below(4);
                choice.push_back(grade == 3 ? Json() : Json(grade));
            }
            return choice;
        default:
            return random_groups(random);
    }
}

/// The ballots as a file of tally-format.md.
Json file_of(const Asked& asked, const std::map<std::string, std::int64_t>& ballots) {
    Json file = Json::parse(asked.rule);
    file["options"] = options;
    file["ballots"] = Json::array();
    for (const auto& [choice, count] : ballots) {
        Json said = Json::parse(choice);
        if (said.is_string()) said = Json::array();
        if (said.is_number()) said = Json::array({Json::array({said})});
        file["ballots"].push_back({count, said});
    }
    return file;
}

Json tally_of_file(const Json& file, Method method) {
    const ElectionRule* const rule = find_election_rule(to_text(method));
    REQUIRE(rule != nullptr);
    const auto json = parse_election(file.dump());
    REQUIRE(json.ok());
    JsonWriter out;
    REQUIRE(rule->tally({JsonPlace(json.value(), ""), std::nullopt}, out).ok());
    return Json::parse(out.take());
}

const std::vector<Asked> every_method{
    {Method::plurality, "{}"},
    {Method::two_round, "{}"},
    {Method::borda, "{}"},
    {Method::stv_scottish, R"({"seats":2})"},
    {Method::approval, R"({"seats":2})"},
    {Method::equal_shares, R"({"budget":9,"cost":[2,5,4,3]})"},
    {Method::score, R"({"scale":[0,3]})"},
    {Method::cumulative, R"({"points":5,"max_per_option":2})"},
    {Method::quadratic, R"({"credits":9})"},
    {Method::majority_judgment, R"({"grades":3})"},
};

}  // namespace

TEST_CASE("After every ballot that comes or goes, each rule says what it says of the whole file") {
    std::set<std::string_view> compared;
    for (const Asked& asked : every_method) {
        for (std::uint64_t seed = 1; seed <= support::rounds<std::uint64_t>(8); ++seed) {
            support::Random random(seed);
            const QuestionText question = question_of(asked);
            const auto count = count_by_the_book(question);
            REQUIRE(count != nullptr);
            std::map<std::string, std::int64_t> ballots;
            std::deque<Value> choices;
            // Sums of ranks, scores and grades begin with the seventeenth for four options.
            for (int change = 0; change < 25; ++change) {
                Json choice = random_choice(random, asked.method);
                std::int64_t weight = 1 + static_cast<std::int64_t>(random.below(3));
                if (!ballots.empty() && random.below(3) == 0) {
                    choice = Json::parse(ballots.begin()->first);
                    weight = -ballots.begin()->second;
                }
                const Value& said = choices.emplace_back(value_of(choice));
                REQUIRE(choice_fits(question, said));
                count->change(said, weight);
                if ((ballots[choice.dump()] += weight) == 0) ballots.erase(choice.dump());
                for (const Method rule : count->rules()) {
                    compared.insert(to_text(rule));
                    std::size_t steps = std::numeric_limits<std::size_t>::max();
                    const Json live = Json::parse(*count->tally(rule, steps));
                    Json whole = tally_of_file(file_of(asked, ballots), rule);
                    whole.erase("price_per_supporter");
                    if (rule != Method::budget_greedy) whole.erase("approvals");
                    INFO(to_text(rule) << " " << file_of(asked, ballots).dump());
                    // What an approval file with seats has, and every other figure alike.
                    CHECK(live == whole);
                }
            }
        }
    }
    // Yes and no, sliders and consent keep sums alone: their own tests compare those.
    CHECK(compared ==
          std::set<std::string_view>{"approval",  "borda",      "budget-greedy",     "condorcet",
                                     "copeland",  "cumulative", "equal-shares",      "hierarchy",
                                     "irv",       "minimax",    "majority-judgment", "phragmen",
                                     "plurality", "quadratic",  "ranked-pairs",      "schulze",
                                     "score",     "star",       "stv-meek",          "stv-scottish",
                                     "two-round"});
}

TEST_CASE(
    "A count without sums goes on where the last slice stopped, and begins anew when a "
    "ballot comes") {
    const QuestionText question = question_of({Method::irv, "{}"});
    // No two options are ever equal: a tie would end the count for want of a lot.
    const std::vector<std::pair<Json, std::int64_t>> cast{{Json::parse("[[0]]"), 10},
                                                          {Json::parse("[[1]]"), 6},
                                                          {Json::parse("[[2]]"), 3},
                                                          {Json::parse("[[3],[1]]"), 1}};
    std::vector<Value> choices;
    for (const auto& [choice, weight] : cast) choices.push_back(value_of(choice));
    const auto sliced = count_by_the_book(question);
    for (std::size_t i = 0; i < cast.size(); ++i) sliced->change(choices[i], cast[i].second);
    std::size_t one = 1;
    CHECK(sliced->tally(Method::irv, one) == nullptr);
    CHECK(one == 0);
    sliced->change(choices[2], 20);
    const auto at_once = count_by_the_book(question);
    at_once->change(choices[2], 20);
    for (std::size_t i = 0; i < cast.size(); ++i) at_once->change(choices[i], cast[i].second);
    std::size_t all = 1000;
    const std::string whole = *at_once->tally(Method::irv, all);
    std::size_t slices = 0;
    const std::string* found = nullptr;
    while (found == nullptr) {
        std::size_t steps = 1;
        found = sliced->tally(Method::irv, steps);
        ++slices;
    }
    CHECK(*found == whole);
    CHECK(slices > 2);
}

TEST_CASE("A score outside the scale and a question without what its rule needs count nothing") {
    const auto count = count_by_the_book(question_of({Method::score, R"({"scale":[0,3]})"}));
    const Value beyond = value_of({{0, 4}, {1, 1}});
    count->change(beyond, 5);
    std::size_t steps = 10;
    CHECK(Json::parse(*count->tally(Method::score, steps))["sum"] == Json({0, 0, 0, 0}));
    CHECK(count_by_the_book(question_of({Method::score, "{}"})) == nullptr);
    CHECK(count_by_the_book(question_of({Method::stv_meek, R"({"seats":0})"})) == nullptr);
    CHECK(count_by_the_book(question_of({Method::phragmen, R"({"budget":1,"cost":[1]})"})) ==
          nullptr);
    CHECK(count_by_the_book(question_of({Method::majority_judgment, "{}"})) == nullptr);
}

TEST_CASE("A question with more options than anybody could count has no tally, and others go on") {
    const auto of_options = [](std::size_t many, Method method, const char* rule = "{}") {
        QuestionText question = question_of({method, rule});
        question.options = std::vector<std::string>(many, "option");
        return question;
    };
    CHECK(count_by_the_book(of_options(1000, Method::schulze)) == nullptr);
    CHECK(count_by_the_book(of_options(1000, Method::ranked_pairs)) == nullptr);
    CHECK(count_by_the_book(of_options(1000, Method::approval, R"({"seats":1000})")) == nullptr);
    CHECK(count_by_the_book(of_options(1000, Method::approval, R"({"seats":20})")) != nullptr);
    const auto borda = count_by_the_book(of_options(1000, Method::borda));
    REQUIRE(borda != nullptr);
    const auto rules = borda->rules();
    CHECK(std::count(rules.begin(), rules.end(), Method::schulze) == 0);
    CHECK(std::count(rules.begin(), rules.end(), Method::copeland) == 1);

    const auto schulze = count_by_the_book(of_options(100, Method::schulze));
    REQUIRE(schulze->effort() == 2'000'000);
    const auto written = [&schulze](std::uint64_t& left) {
        JsonWriter out;
        schulze->write_own(out, Method::schulze, left);
        return out.take();
    };
    std::uint64_t left = 3'000'000;
    CHECK(Json::parse(written(left))["margins"]["winners"].size() == 100);
    CHECK(left == 1'000'000);
    CHECK(written(left) == "null");
    CHECK(left == 1'000'000);
}

}  // namespace palabre::rule_book_test
