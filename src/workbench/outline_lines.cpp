#include "workbench/outline_lines.hpp"

#include <algorithm>

#include "interchange/debate_words.hpp"
#include "interchange/reading_order.hpp"

namespace palabre::workbench {

std::vector<OutlineLine> outline_lines(const LiveDebate& live) {
    const Debate& debate = live.debate();
    std::vector<OutlineLine> lines;
    for (const ReadClaim& read : reading_order(debate)) {
        const Placement& place = debate.tree().at(read.place);
        OutlineLine line;
        line.claim = read.claim;
        line.depth = read.depth;
        line.stance = place.stance;
        line.status = debate.status(read.claim);
        line.strength = live.strengths().strength(read.place);
        line.judged = place.judged;
        lines.push_back(line);
    }
    return lines;
}

std::string one_line(const LiveDebate& live, ClaimIndex claim) {
    if (claim == thesis_index) {
        if (const auto& thesis = live.debate().thesis()) return folded_space(*thesis);
        const std::string title = open_words(live).title;
        return folded_space(title.empty() ? live.id() : std::string_view(title));
    }
    return folded_space(live.text(claim).value_or(""));
}

SidesBelow sides_below(const LiveDebate& live, ClaimIndex claim) {
    const Debate& debate = live.debate();
    const ClaimTree& tree = debate.tree();
    const ClaimIndex kept = tree.kept(claim);
    std::vector<PlacementIndex> places(tree.at(kept).children.begin(),
                                       tree.at(kept).children.end());
    std::erase_if(places, [&](PlacementIndex at) {
        return debate.status(tree.at(at).claim) != Status::shown;
    });
    std::sort(places.begin(), places.end(), [&](PlacementIndex a, PlacementIndex b) {
        const double left = live.strengths().strength(a);
        const double right = live.strengths().strength(b);
        if (left != right) return left > right;
        return debate.stands_before(tree.at(a).claim, tree.at(b).claim);
    });
    SidesBelow sides;
    for (const PlacementIndex at : places) {
        const Placement& place = tree.at(at);
        (place.stance == Stance::pro ? sides.pros : sides.cons).push_back(place.claim);
    }
    return sides;
}

}  // namespace palabre::workbench
