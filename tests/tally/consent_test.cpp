#include "tally/consent.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <vector>

#include "support/random.hpp"

namespace consent_test {

using namespace palabre;
using support::Random;

TEST_CASE("one objection stops what all others want", "[tally]") {
    const ConsentCounts counts{9, 0, 1, 0};
    CHECK(counts.answered() == 10);
    CHECK(decide_consent(counts, {}) == ConsentOutcome::blocked);
    CHECK(decide_consent(counts, {1, 0, {}}) == ConsentOutcome::consent);
}

TEST_CASE("concerns are heard and stop nothing", "[tally]") {
    CHECK(decide_consent({3, 2, 0, 0}, {}) == ConsentOutcome::consent_with_concerns);
    CHECK(decide_consent({0, 5, 0, 0}, {}) == ConsentOutcome::consent_with_concerns);
}

TEST_CASE("a proposal that too many stand aside from is not carried", "[tally]") {
    CHECK(decide_consent({3, 0, 0, 2}, {0, 0, 1}) == ConsentOutcome::not_carried);
    CHECK(decide_consent({3, 0, 0, 1}, {0, 0, 1}) == ConsentOutcome::consent);
    CHECK(decide_consent({3, 0, 0, 90}, {}) == ConsentOutcome::consent);
}

TEST_CASE("of several things that go wrong the first in order is named", "[tally]") {
    const ConsentCounts all_wrong{1, 1, 1, 1};
    CHECK(decide_consent(all_wrong, {0, 5, 0}) == ConsentOutcome::no_quorum);
    CHECK(decide_consent(all_wrong, {0, 4, 0}) == ConsentOutcome::blocked);
    CHECK(decide_consent(all_wrong, {1, 4, 0}) == ConsentOutcome::not_carried);
    CHECK(decide_consent(all_wrong, {1, 4, 1}) == ConsentOutcome::consent_with_concerns);
}

TEST_CASE("positions counted one by one are those counted all at once", "[tally][property]") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Random random(seed);
        ConsentCounter counter;
        std::vector<ConsentPosition> held;
        for (int change = 0; change < 60; ++change) {
            if (!held.empty() && random.below(3) == 0) {
                const auto gone =
                    held.begin() + static_cast<std::ptrdiff_t>(random.below(held.size()));
                counter.add(*gone, -1);
                held.erase(gone);
            } else {
                held.push_back(static_cast<ConsentPosition>(random.below(4)));
                counter.add(held.back(), 1);
            }
            const auto all = [&held](ConsentPosition position) {
                return std::count(held.begin(), held.end(), position);
            };
            const ConsentCounts whole{all(ConsentPosition::consent), all(ConsentPosition::concern),
                                      all(ConsentPosition::objection),
                                      all(ConsentPosition::stand_aside)};
            REQUIRE(counter.counts() == whole);
            const ConsentRule rule{random.below(3) == 0 ? 1 : 0, 2, 1};
            REQUIRE(decide_consent(counter.counts(), rule) == decide_consent(whole, rule));
        }
    }
}

TEST_CASE("positions taken back leave no trace", "[tally]") {
    ConsentCounter counter;
    counter.add(ConsentPosition::consent, 3);
    counter.add(ConsentPosition::objection, 1);
    counter.add(ConsentPosition::objection, -1);
    counter.add(ConsentPosition::stand_aside, 2);
    counter.add(ConsentPosition::concern, 1);
    CHECK(counter.counts() == ConsentCounts{3, 1, 0, 2});
}

}  // namespace consent_test
