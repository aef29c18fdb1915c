#include "tally/consent.hpp"

#include <catch2/catch_all.hpp>

using namespace palabre;

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

TEST_CASE("positions taken back leave no trace", "[tally]") {
    ConsentCounter counter;
    counter.add(ConsentPosition::consent, 3);
    counter.add(ConsentPosition::objection, 1);
    counter.add(ConsentPosition::objection, -1);
    counter.add(ConsentPosition::stand_aside, 2);
    counter.add(ConsentPosition::concern, 1);
    CHECK(counter.counts() == ConsentCounts{3, 1, 0, 2});
}
