// What a group may expect of a committee: who are large enough for so many seats and agree on as
// many options are represented so often. H. Aziz, M. Brill, V. Conitzer, E. Elkind, R. Freeman, T.
// Walsh, Justified representation in approval-based committee voting, Social Choice and Welfare 48
// (2017), 461-485; L. Sanchez-Fernandez et al., Proportional justified representation, AAAI 2017,
// 670-676.
#include <catch2/catch_all.hpp>
#include <vector>

#include "support/random.hpp"
#include "tally/committees.hpp"

namespace justice_test {

using namespace palabre;
using support::Random;

namespace {

using Ballots = std::vector<ApprovalBallot>;
using Bits = std::uint32_t;

int size_of(Bits bits) {
    return __builtin_popcount(bits);
}

Bits bits_of(const std::vector<Option>& options) {
    Bits bits = 0;
    for (const Option option : options) bits |= Bits{1} << option;
    return bits;
}

struct Election {
    std::size_t options = 6;
    std::int64_t seats = 3;
    Ballots ballots;

    [[nodiscard]] std::int64_t voters() const {
        std::int64_t all = 0;
        for (const ApprovalBallot& ballot : ballots) all += ballot.count;
        return all;
    }
    /// Voters who approve all of `agreed`, and of whom `wanting` is true.
    template <class Wanting>
    [[nodiscard]] std::int64_t group(Bits agreed, Wanting wanting) const {
        std::int64_t group = 0;
        for (const ApprovalBallot& ballot : ballots) {
            const Bits approved = bits_of(ballot.approved);
            if ((approved & agreed) == agreed && wanting(approved)) group += ballot.count;
        }
        return group;
    }
};

/// Extended: somebody in each group of `share` seats has as many options of theirs elected.
bool extended(const Election& election, Bits elected) {
    for (Bits agreed = 1; agreed < Bits{1} << election.options; ++agreed) {
        const int share = size_of(agreed);
        const std::int64_t left_out = election.group(
            agreed, [&](Bits approved) { return size_of(approved & elected) < share; });
        if (left_out * election.seats >= share * election.voters()) return false;
    }
    return true;
}

/// Proportional: all of the group together do. Whoever they have elected lies in some `few`.
bool proportional(const Election& election, Bits elected) {
    for (Bits agreed = 1; agreed < Bits{1} << election.options; ++agreed) {
        const int share = size_of(agreed);
        for (Bits few = 0; few < Bits{1} << election.options; ++few) {
            if ((few & elected) != few || size_of(few) >= share) continue;
            const std::int64_t left_out = election.group(
                agreed, [&](Bits approved) { return (approved & elected & ~few) == 0; });
            if (left_out * election.seats >= share * election.voters()) return false;
        }
    }
    return true;
}

Election random_election(Random& random) {
    Election election;
    election.options = 4 + random.below(2);
    election.seats = random.between(2, 4);
    const std::size_t kinds = 2 + random.below(5);
    for (std::size_t i = 0; i < kinds; ++i) {
        ApprovalBallot ballot{random.between(1, 5), {}};
        for (Option option = 0; option < election.options; ++option) {
            if (random.chance(45)) ballot.approved.push_back(option);
        }
        election.ballots.push_back(ballot);
    }
    return election;
}

}  // namespace

TEST_CASE("equal shares represent every group that agrees, Phragmen's rule all of it together",
          "[tally][property]") {
    Random random(51);
    for (int round = 0; round < support::rounds(800); ++round) {
        const Election election = random_election(random);
        const auto result =
            elect_committees(election.options, {.seats = static_cast<std::size_t>(election.seats)},
                             election.ballots);
        for (const auto& committee : result->by_equal_shares) {
            REQUIRE(extended(election, bits_of(committee)));
        }
        for (const auto& committee : result->by_phragmen) {
            REQUIRE(proportional(election, bits_of(committee)));
        }
    }
}

TEST_CASE("most approvals leave a third of the voters without any of three seats",
          "[tally][property]") {
    const Election election{5, 3, {{6, {0, 1, 2}}, {3, {3, 4}}}};
    const auto elected = elect_by_approvals(5, {.seats = 3}, election.ballots).value();
    REQUIRE(elected == Committees{{0, 1, 2}});
    CHECK_FALSE(extended(election, bits_of(elected.front())));
    CHECK_FALSE(proportional(election, bits_of(elected.front())));
    // Sequential PAV, Phragmen's rule and equal shares all give the third its seat.
    const auto all = elect_committees(5, {.seats = 3}, election.ballots).value();
    for (const Committees& some : {all.by_sequential_pav, all.by_phragmen, all.by_equal_shares}) {
        for (const auto& committee : some) CHECK(extended(election, bits_of(committee)));
    }
}

}  // namespace justice_test
