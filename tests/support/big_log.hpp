#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace palabre::support {

/// A large debate without surprises, as benchmarks want it.
struct BigLogShape {
    std::size_t claims = 1000;
    std::size_t fan_out = 1000;  ///< claims directly below one parent, at most
    std::size_t judgements = 0;  ///< `impact` entries
    std::size_t ballots = 0;     ///< of one yes-no question, asked first
    std::size_t people = 200;    ///< authors, the owner aside
    std::uint64_t seed = 1;
};

/// Its lines in order, the first naming the owner: an `open`, the question, claims each below an
/// earlier one, judgements and ballots mixed among them. Signatures are well formed and false;
/// keys are well formed and no points of the curve.
std::string big_log(const BigLogShape& shape);

struct BigLogAndMore {
    std::string log;
    std::vector<std::string>
        more;  ///< lines in order after it: a claim, a judgement, a ballot, in turn
};
BigLogAndMore big_log_and_more(const BigLogShape& shape, std::size_t more);

}  // namespace palabre::support
