// Which rule keeps which promise: on random profiles where it holds, by a counter-example where it
// does not. Counts are large and odd in all, so that ties, which no criterion speaks of, stay away.
// D. Woodall, Monotonicity of single-seat preferential election rules, Discrete Applied Mathematics
// 77 (1997), 81-98; N. Tideman, Social Choice and Welfare 4 (1987), 185-206 (clones); M. Schulze,
// Social Choice and Welfare 36 (2011), 267-303 (reversal); H. Moulin, Condorcet's principle implies
// the no show paradox, J. Economic Theory 45 (1988), 53-64 (participation).
#include <algorithm>
#include <catch2/catch_all.hpp>
#include <functional>
#include <string>
#include <vector>

#include "literature/profile.hpp"
#include "support/random.hpp"

namespace criteria_test {

using namespace palabre;
using support::Random;
using Winners = std::vector<Option>;

namespace {

struct Vote {
    std::int64_t count;
    std::string order;
};
using Votes = std::vector<Vote>;

enum class Rule {
    plurality,
    two_round,
    borda,
    copeland,
    minimax,
    schulze,
    ranked_pairs,
    instant_runoff,
    hierarchy
};

std::size_t options_of(const Votes& votes) {
    return votes.front().order.size();
}

RankedBallots box_of(const Votes& votes) {
    RankedBallots ballots(options_of(votes));
    for (const Vote& vote : votes) ballots.add(vote.count, test::groups_of(vote.order));
    return ballots;
}

PairwiseMatrix duels_of(const Votes& votes) {
    return RankedSums::of(box_of(votes)).pairwise();
}

Winners alone(const std::optional<Option>& winner) {
    return winner ? Winners{*winner} : Winners{};
}

/// Nobody where only a lot or an arbitrary order could tell.
Winners winners(Rule rule, const Votes& votes) {
    const RankedBallots ballots = box_of(votes);
    const RankedSums sums = RankedSums::of(ballots);
    const PairwiseMatrix& duels = sums.pairwise();
    switch (rule) {
        case Rule::plurality:
            return count_plurality(sums).winners;
        case Rule::two_round:
            return alone(count_two_round(sums).winner);
        case Rule::borda:
            return count_borda(sums).symmetric.winners;
        case Rule::copeland:
            return count_copeland(duels).winners;
        case Rule::minimax:
            return count_minimax(duels).margins.winners;
        case Rule::schulze:
            return count_schulze(duels).margins.winners;
        case Rule::ranked_pairs: {
            const RankedPairsCount count = count_ranked_pairs(duels).margins;
            return count.tied_strengths ? Winners{} : count.winners;
        }
        case Rule::instant_runoff:
            return alone(count_instant_runoff(ballots, EqualRanks::exhaust).winner);
        case Rule::hierarchy:
            return count_hierarchy(sums).winners;
    }
    return {};
}

/// The one winner, or nobody.
std::optional<Option> winner(Rule rule, const Votes& votes) {
    const Winners all = winners(rule, votes);
    return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
}

std::string random_order(Random& random, std::size_t options) {
    std::vector<char> letters;
    for (std::size_t i = 0; i < options; ++i) letters.push_back(static_cast<char>('A' + i));
    random.shuffle(letters);
    return {letters.begin(), letters.end()};
}

Votes random_votes(Random& random) {
    const std::size_t options = 3 + random.below(2);
    Votes votes;
    std::int64_t all = 0;
    const std::size_t kinds = 3 + random.below(4);
    for (std::size_t i = 0; i < kinds; ++i) {
        votes.push_back({random.between(1, 1'000'000), random_order(random, options)});
        all += votes.back().count;
    }
    votes.front().count += all % 2 == 0 ? 1 : 0;
    return votes;
}

/// Whether the promise is kept, where there is one winner; `random` draws what is changed.
using Promise = std::function<bool(Rule, const Votes&, Option, Random&)>;

void check_promise(const std::vector<Rule>& kept_by, const Promise& keeps) {
    for (const Rule rule : kept_by) {
        Random random(7);
        int asked = 0;
        for (int round = 0; round < support::rounds(600); ++round) {
            const Votes votes = random_votes(random);
            const auto first = winner(rule, votes);
            if (!first) continue;
            ++asked;
            INFO("rule " << static_cast<int>(rule) << ", round " << round);
            REQUIRE(keeps(rule, votes, *first, random));
        }
        REQUIRE(asked > support::rounds(100));
    }
}

constexpr Option a = 0, b = 1, c = 2, d = 3, e = 4;

}  // namespace

TEST_CASE("who wins every duel wins by every pairwise rule, and only by these",
          "[tally][property]") {
    check_promise({Rule::copeland, Rule::minimax, Rule::schulze, Rule::ranked_pairs},
                  [](Rule, const Votes& votes, Option first, Random&) {
                      const auto best = find_condorcet(duels_of(votes)).winner;
                      return !best || *best == first;
                  });
    const Votes squeezed{{3, "BAC"}, {3, "CAB"}, {2, "ACB"}};
    REQUIRE(find_condorcet(duels_of(squeezed)).winner == a);
    CHECK(winner(Rule::two_round, squeezed) == c);
    CHECK(winner(Rule::instant_runoff, squeezed) == c);
    const Votes split{{3, "CBA"}, {2, "BCA"}, {2, "ABC"}};
    REQUIRE(find_condorcet(duels_of(split)).winner == b);
    CHECK(winner(Rule::plurality, split) == c);
    CHECK(winner(Rule::hierarchy, split) == c);
    const Votes broad{{5, "CBA"}, {3, "BAC"}};
    REQUIRE(find_condorcet(duels_of(broad)).winner == c);
    CHECK(winner(Rule::borda, broad) == b);
}

TEST_CASE("who loses every duel may win by plurality, the hierarchy and minimax alone",
          "[tally][property]") {
    check_promise({Rule::two_round, Rule::borda, Rule::copeland, Rule::schulze, Rule::ranked_pairs,
                   Rule::instant_runoff},
                  [](Rule, const Votes& votes, Option first, Random&) {
                      return find_condorcet(duels_of(votes)).loser != first;
                  });
    const Votes split{{3, "BCA"}, {2, "CAB"}, {2, "ACB"}};
    REQUIRE(find_condorcet(duels_of(split)).loser == b);
    CHECK(winner(Rule::plurality, split) == b);
    CHECK(winner(Rule::hierarchy, split) == b);
    const Votes cycle{{2, "ABDC"}, {3, "DACB"}, {3, "BCDA"}, {1, "CABD"}};
    REQUIRE(find_condorcet(duels_of(cycle)).loser == c);
    CHECK(winner(Rule::minimax, cycle) == c);
}

TEST_CASE("Copeland, Schulze and ranked pairs choose from the Smith set, minimax may not",
          "[tally][property]") {
    check_promise({Rule::copeland, Rule::schulze, Rule::ranked_pairs},
                  [](Rule, const Votes& votes, Option first, Random&) {
                      const Winners smith = find_condorcet(duels_of(votes)).smith;
                      return std::find(smith.begin(), smith.end(), first) != smith.end();
                  });
    const Votes cycle{{2, "ABDC"}, {3, "DACB"}, {3, "BCDA"}, {1, "CABD"}};
    REQUIRE(find_condorcet(duels_of(cycle)).smith == Winners{a, b, d});
    CHECK(winner(Rule::minimax, cycle) == c);
}

TEST_CASE("to be put higher never costs a victory, but for runoffs and the hierarchy",
          "[tally][property]") {
    check_promise({Rule::plurality, Rule::borda, Rule::copeland, Rule::minimax, Rule::schulze,
                   Rule::ranked_pairs},
                  [](Rule rule, const Votes& votes, Option first, Random& random) {
                      Votes after = votes;
                      Vote& moved = after[random.below(after.size())];
                      const auto letter = static_cast<char>('A' + first);
                      const std::size_t at = moved.order.find(letter);
                      moved.order.erase(at, 1);
                      moved.order.insert(random.below(at + 1), 1, letter);
                      const Winners now = winners(rule, after);
                      return now.empty() || now == Winners{first};
                  });
    // Four who now put C first, not B, bring A into the final, who beats C there.
    const Votes before{{2, "CAB"}, {5, "ACB"}, {4, "CAB"}, {2, "BCA"}, {4, "BAC"}};
    const Votes after{{2, "CAB"}, {5, "ACB"}, {4, "CAB"}, {2, "CBA"}, {4, "BAC"}};
    for (const Rule rule : {Rule::two_round, Rule::instant_runoff}) {
        CHECK(winner(rule, before) == c);
        CHECK(winner(rule, after) == a);
    }
    // A is first by settling a tie of the others; two voters more, and B leads without one.
    CHECK(winner(Rule::hierarchy, {{1, "CBA"}, {2, "CAB"}, {3, "BAC"}}) == a);
    CHECK(winner(Rule::hierarchy, {{1, "CBA"}, {2, "ACB"}, {3, "BAC"}}) == b);
}

// J. Ornstein, R. Norman, Public Choice 161 (2014), 1-9: the same happened at Burlington in 2009.
TEST_CASE("Kiss of Burlington would have lost with 753 voters more", "[tally][literature]") {
    const auto burlington = [](std::int64_t turned_full, std::int64_t turned_short) {
        return count_instant_runoff(test::ballots_of(3, {{1332, "ABC"},
                                                         {767, "ACB"},
                                                         {455, "A"},
                                                         {2043, "BAC"},
                                                         {371 + turned_full, "BCA"},
                                                         {568 + turned_short, "B"},
                                                         {1513, "CAB"},
                                                         {495 - turned_full, "CBA"},
                                                         {1289 - turned_short, "C"}}),
                                    EqualRanks::exhaust)
            .winner;
    };
    CHECK(burlington(0, 0) == b);
    CHECK(burlington(495, 258) == a);
}

TEST_CASE("to come and vote never harms by plurality and Borda, and may by all others",
          "[tally][property]") {
    check_promise({Rule::plurality, Rule::borda}, [](Rule rule, const Votes& votes, Option first,
                                                     Random& random) {
        Votes after = votes;
        after.push_back({2 * random.between(1, 500'000), random_order(random, options_of(votes))});
        const auto now = winner(rule, after);
        const std::string& order = after.back().order;
        return !now || *now == first ||
               order.find(static_cast<char>('A' + *now)) <
                   order.find(static_cast<char>('A' + first));
    });
    const auto harmed = [](Rule rule, const Votes& votes, const Vote& late, Option better,
                           Option worse) {
        Votes after = votes;
        after.push_back(late);
        CHECK(late.order.find(static_cast<char>('A' + better)) <
              late.order.find(static_cast<char>('A' + worse)));
        CHECK(winner(rule, votes) == better);
        CHECK(winner(rule, after) == worse);
    };
    harmed(Rule::two_round, {{1, "ACB"}, {3, "ABC"}, {3, "BAC"}, {2, "CBA"}}, {3, "CBA"}, b, a);
    harmed(Rule::instant_runoff, {{2, "ACB"}, {3, "CBA"}, {4, "BAC"}}, {3, "ACB"}, c, b);
    harmed(Rule::copeland, {{3, "DCBA"}, {2, "CBAD"}, {1, "ADBC"}}, {2, "BADC"}, d, c);
    harmed(Rule::minimax, {{3, "DABC"}, {2, "BCDA"}, {2, "ABCD"}}, {2, "CDBA"}, d, b);
    harmed(Rule::schulze, {{3, "DABC"}, {2, "BCDA"}, {2, "ABCD"}}, {2, "CDBA"}, d, b);
    harmed(Rule::ranked_pairs,
           {{4, "BCDA"}, {11, "CDBA"}, {9, "ACDB"}, {9, "DACB"}, {3, "CDAB"}, {10, "DBAC"}},
           {6, "DCBA"}, d, c);
    harmed(Rule::hierarchy, {{2, "CAB"}, {2, "ACB"}, {3, "BAC"}}, {1, "CBA"}, b, a);
}

TEST_CASE("a clone changes nothing by Schulze, ranked pairs and instant runoff alone",
          "[tally][property]") {
    check_promise({Rule::schulze, Rule::ranked_pairs, Rule::instant_runoff},
                  [](Rule rule, const Votes& votes, Option first, Random& random) {
                      const std::size_t options = options_of(votes);
                      const auto cloned = static_cast<Option>(random.below(options));
                      Votes after = votes;
                      for (Vote& vote : after) {
                          const auto letter = static_cast<char>('A' + cloned);
                          vote.order.insert(vote.order.find(letter) + random.below(2), 1,
                                            static_cast<char>('A' + options));
                      }
                      for (const Option now : winners(rule, after)) {
                          if ((now == options ? cloned : now) != first) return false;
                      }
                      return true;
                  });
    const auto changed = [](Rule rule, const Votes& votes, const Votes& with_clones, Option before,
                            Option after) {
        CHECK(winner(rule, votes) == before);
        CHECK(winner(rule, with_clones) == after);
    };
    // The clones are D of B, of B, of C and of B.
    changed(Rule::plurality, {{3, "CBA"}, {2, "BCA"}, {2, "BAC"}},
            {{3, "CBDA"}, {2, "DBCA"}, {2, "BDAC"}}, b, c);
    changed(Rule::hierarchy, {{1, "CBA"}, {2, "CAB"}, {3, "BAC"}},
            {{1, "CBDA"}, {2, "CABD"}, {3, "BDAC"}}, a, b);
    changed(Rule::two_round, {{3, "ABC"}, {3, "BCA"}, {3, "ACB"}, {2, "CAB"}, {2, "CBA"}},
            {{3, "ABDC"}, {3, "BCDA"}, {3, "ACDB"}, {2, "CDAB"}, {2, "DCBA"}}, c, a);
    changed(Rule::borda, {{3, "ACB"}, {1, "ABC"}, {3, "CBA"}},
            {{3, "ADCB"}, {1, "ADBC"}, {3, "CBAD"}}, c, a);
    // E is a clone of B; D and E are clones of B in a cycle with it.
    changed(Rule::copeland, {{1, "ACDB"}, {3, "ABDC"}, {4, "CBDA"}, {2, "DACB"}},
            {{1, "ACEDB"}, {3, "ABEDC"}, {4, "CBEDA"}, {2, "DEACB"}}, a, e);
    changed(Rule::minimax, {{3, "BCA"}, {4, "BAC"}, {4, "CAB"}, {2, "CBA"}},
            {{3, "DEBCA"}, {4, "EBDAC"}, {4, "CABDE"}, {2, "CDEBA"}}, b, c);
}

TEST_CASE("the best is not also the worst by Borda, Copeland, Schulze and ranked pairs",
          "[tally][property]") {
    const auto reversed = [](Votes votes) {
        for (Vote& vote : votes) std::reverse(vote.order.begin(), vote.order.end());
        return votes;
    };
    check_promise({Rule::borda, Rule::copeland, Rule::schulze, Rule::ranked_pairs},
                  [&reversed](Rule rule, const Votes& votes, Option first, Random&) {
                      return winner(rule, reversed(votes)) != first;
                  });
    const auto both = [&reversed](Rule rule, const Votes& votes, Option which) {
        CHECK(winner(rule, votes) == which);
        CHECK(winner(rule, reversed(votes)) == which);
    };
    both(Rule::plurality, {{3, "ACB"}, {2, "BCA"}, {2, "BAC"}}, b);
    both(Rule::two_round, {{3, "CAB"}, {3, "ABC"}, {2, "BCA"}}, c);
    both(Rule::instant_runoff, {{3, "CAB"}, {3, "ABC"}, {2, "BCA"}}, c);
    both(Rule::hierarchy, {{3, "CBA"}, {3, "ABC"}}, b);
    both(Rule::minimax, {{2, "DABC"}, {2, "ABDC"}, {1, "CADB"}, {3, "CBDA"}}, c);
}

}  // namespace criteria_test
