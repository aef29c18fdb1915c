#include "tally/schulze.hpp"

#include <algorithm>

#include "tally/condorcet.hpp"

namespace palabre {

namespace {

SchulzeCount strongest_paths(const PairwiseMatrix& pairwise, bool margins) {
    const std::size_t options = pairwise.options();
    SchulzeCount count;
    PairwiseMatrix& paths = count.paths;
    paths = PairwiseMatrix(options);
    for (std::size_t i = 0; i < options; ++i) {
        for (std::size_t j = 0; j < options; ++j) {
            if (!pairwise.beats(i, j)) continue;
            paths(i, j) = margins ? pairwise(i, j) - pairwise(j, i) : pairwise(i, j);
        }
    }
    for (std::size_t via = 0; via < options; ++via) {
        for (std::size_t from = 0; from < options; ++from) {
            const std::int64_t there = paths(from, via);
            if (there == 0) continue;
            for (std::size_t to = 0; to < options; ++to) {
                paths(from, to) = std::max(paths(from, to), std::min(there, paths(via, to)));
            }
            paths(from, from) = 0;
        }
    }
    count.ranking = peel(options, [&paths](Option i, Option j) { return paths.beats(i, j); });
    count.winners = winners_of(count.ranking);
    return count;
}

}  // namespace

SchulzeResult count_schulze(const PairwiseMatrix& pairwise) {
    return {strongest_paths(pairwise, false), strongest_paths(pairwise, true)};
}

}  // namespace palabre
