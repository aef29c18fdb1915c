// Strengths that follow a debate, beside a recount of the debate as it stands.
#include "weighing/live_strengths.hpp"

#include <catch2/catch_all.hpp>

#include "interchange/live_debate.hpp"
#include "interchange/replay.hpp"
#include "support/random.hpp"
#include "support/random_log.hpp"
#include "weighing/base_score.hpp"
#include "weighing/strengths.hpp"

namespace live_strengths_test {

using namespace palabre;
using Catch::Matchers::WithinAbs;
using support::Random;

namespace {

/// The strengths of the shown places of a debate, anew from its tree. A place is an argument: its
/// base, and below it what stands below its claim. A claim's places are told apart by their bases
/// alone, so what hangs below a claim is listed for each.
class Recount {
  public:
    explicit Recount(const Debate& debate) : tree_(debate.tree()) {
        std::vector<double> base{base_score_unjudged};
        of_.assign(tree_.placement_slots(), 0);
        for (std::size_t i = 1; i < tree_.claims().size(); ++i) {
            for (const PlacementIndex at : tree_.at(ClaimIndex(i)).shown) {
                of_[at.value] = static_cast<Argument>(base.size());
                base.push_back(base_score(tree_.at(at).judgement_sum, tree_.at(at).judged));
            }
        }
        std::vector<ArgumentEdge> edges;
        for (std::size_t i = 1; i < tree_.claims().size(); ++i) {
            const ClaimIndex claim(i);
            if (!tree_.weighs(claim)) continue;
            for (const PlacementIndex at : tree_.at(claim).shown) {
                const Placement& place = tree_.at(at);
                const auto kind =
                    place.stance == Stance::pro ? EdgeKind::support : EdgeKind::attack;
                if (place.parent == thesis_index) {
                    edges.push_back({of_[at.value], 0, kind});
                    continue;
                }
                for (const PlacementIndex above : tree_.at(place.parent).shown) {
                    edges.push_back({of_[at.value], of_[above.value], kind});
                }
            }
        }
        auto graph = ArgumentGraph::create(std::move(base), std::move(edges));
        REQUIRE(graph.ok());
        strengths_ = compute_strengths(graph.value(), Semantics::df_quad).strength;
    }
    [[nodiscard]] double thesis() const { return strengths_[0]; }
    [[nodiscard]] double at(PlacementIndex place) const { return strengths_[of_[place.value]]; }

  private:
    const ClaimTree& tree_;
    std::vector<Argument> of_;
    std::vector<double> strengths_;
};

/// Every figure: to the last bits that rounding in another order may change against the recount,
/// to the bit against strengths made anew.
void compare(const LiveDebate& live) {
    const Debate& debate = live.debate();
    const Recount recount(debate);
    LiveStrengths anew(debate);
    Changes all;
    all.all = true;
    anew.follow(all);
    REQUIRE_THAT(live.strengths().thesis(), WithinAbs(recount.thesis(), 1e-13));
    REQUIRE(live.strengths().thesis() == anew.thesis());
    for (std::size_t i = 1; i < debate.tree().claims().size(); ++i) {
        for (const PlacementIndex at : debate.tree().at(ClaimIndex(i)).shown) {
            REQUIRE_THAT(live.strengths().strength(at), WithinAbs(recount.at(at), 1e-13));
            REQUIRE(live.strengths().strength(at) == anew.strength(at));
            REQUIRE(live.strengths().weight(at, 0.5) == anew.weight(at, 0.5));
        }
    }
}

}  // namespace

TEST_CASE("after each entry of any log the strengths are those of a recount", "[property]") {
    std::size_t compared = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        support::RandomLogShape shape;
        shape.seed = seed;
        shape.largest = 80;
        shape.sign = false;
        shape.malformed = false;
        const support::RandomLog log = support::random_log(shape);
        Outline page;
        if (log.declared) {
            auto read = outline_from_json(*log.declared);
            REQUIRE(read.ok());
            page = std::move(read).value();
        }
        LiveDebate live(log.debate.value_or("test.example/square"), log.owner.value_or(""), page);
        INFO("seed " << seed);
        for (const std::string& line : log.lines) {
            LiveDebate::Applied applied;
            live.take(line, 2, applied);
            live.settle();
            if (live.debate().unsupported()) break;
            compare(live);
            ++compared;
        }
    }
    CHECK(compared > 1000);
}

}  // namespace live_strengths_test
