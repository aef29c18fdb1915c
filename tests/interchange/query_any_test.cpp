// Whatever a log holds, each question about each of its ids has an answer in JSON or a fault.
#include <catch2/catch_all.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "interchange/composition.hpp"
#include "interchange/replay.hpp"
#include "support/random.hpp"
#include "support/random_log.hpp"
#include "wasm/module_questions.hpp"

namespace query_any_test {

using namespace palabre;
using nlohmann::json;

namespace {

constexpr auto questions = with_reader_questions(std::array{
    KnownQuestion{"digest", answer_digest},
    KnownQuestion{"export", answer_export},
    KnownQuestion{"replay", answer_replay},
    KnownQuestion{"minutes", answer_minutes},
    KnownQuestion{"mandates", answer_mandates},
    KnownQuestion{"counts", answer_counts},
    KnownQuestion{"faults", answer_faults},
    KnownQuestion{"mine", answer_mine},
    KnownQuestion{"outline", answer_outline},
    KnownQuestion{"person", answer_person},
    KnownQuestion{"clock", answer_clock},
});

std::vector<json> questions_about(const std::string& id) {
    return {{{"q", "children"}, {"of", id}, {"sort", "strongest"}},
            {{"q", "children"}, {"of", id}, {"sort", "debated"}, {"stance", "con"}},
            {{"q", "claim"}, {"id", id}},
            {{"q", "path"}, {"id", id}},
            {{"q", "tally"}, {"id", id}},
            {{"q", "counts"}, {"id", id}},
            {{"q", "mandates"}, {"id", id}}};
}

const std::vector<json> questions_about_all{
    {{"q", "thesis"}},
    {{"q", "questions"}},
    {{"q", "search"}, {"text", "a"}},
    {{"q", "similar"}, {"text", "a claim"}},
    {{"q", "news"}, {"after", 0}, {"count", 500}},
    {{"q", "mine"}, {"count", 500}},
    {{"q", "marks"}},
    {{"q", "faults"}},
    {{"q", "log"}, {"count", 500}},
    {{"q", "clock"}},
    {{"q", "outline"}},
    {{"q", "digest"}},
    {{"q", "export"}, {"format", "csv"}},
    {{"q", "export"}, {"format", "html"}},
    {{"q", "export"}, {"format", "json"}},
    {{"q", "minutes"}},
    {{"q", "replay"}},
};

}  // namespace

TEST_CASE("each question about anything in any log has an answer or a fault", "[query][property]") {
    std::size_t answers = 0;
    for (std::uint64_t seed = 1000; seed < 1000 + support::rounds<std::uint64_t>(60); ++seed) {
        support::RandomLogShape shape;
        shape.seed = seed;
        shape.sign = false;
        const support::RandomLog log = support::random_log(shape);
        ReplayOptions options;
        options.owner = log.owner;
        options.debate = log.debate;
        if (log.declared) {
            auto page = outline_from_json(*log.declared);
            REQUIRE(page.ok());
            options.page = std::move(page).value();
        }
        const Replayed replayed = replay_log(log.text(), options);
        LiveDebate& live = *replayed.debate;
        Overview overview(live);
        const Ledger& ledger = live.debate().ledger();
        const auto asked = [&](json question, const std::string& me) {
            question["me"] = me;
            INFO("seed " << seed << ": " << question.dump());
            const auto answer = query(live, overview, questions, question.dump());
            if (answer.ok()) {
                ++answers;
                REQUIRE(json::accept(answer.value()));
            } else {
                REQUIRE_FALSE(answer.fault().code.empty());
            }
        };
        std::set<std::string> people{"nobody"};
        for (std::uint32_t i = 0; i < ledger.keys.size(); ++i) people.emplace(ledger.keys.text(i));
        for (const std::string& me : people) {
            for (const json& question : questions_about_all) asked(question, me);
            asked({{"q", "person"}, {"key", me}}, me);
        }
        for (std::uint32_t i = 0; i < ledger.refs.size(); ++i) {
            const std::string id(ledger.refs.text(i));
            if (!json(id).is_string() || id.size() > 64) continue;
            for (const json& question : questions_about(id)) asked(question, *people.begin());
        }
    }
    CHECK(answers > support::rounds<std::size_t>(5000));
}

}  // namespace query_any_test
