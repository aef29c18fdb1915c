#include "tally/liquid.hpp"

#include <algorithm>
#include <array>

namespace palabre {

namespace {

std::vector<Voter> standing(std::size_t voters, const std::vector<Delegation>& delegations) {
    std::vector<std::array<Voter, 3>> said(voters, {nobody, nobody, nobody});
    for (const Delegation& each : delegations) {
        if (each.from >= voters || each.to >= voters || each.from == each.to) continue;
        said[each.from][static_cast<std::size_t>(each.scope)] = each.to;
    }
    std::vector<Voter> to(voters, nobody);
    for (std::size_t i = 0; i < voters; ++i) {
        const auto named = std::find_if(said[i].begin(), said[i].end(),
                                        [](Voter voter) { return voter != nobody; });
        if (named != said[i].end()) to[i] = *named;
    }
    return to;
}

}  // namespace

LiquidFate fate_behind(LiquidFate fate) {
    if (fate == LiquidFate::direct) return LiquidFate::carried;
    return fate == LiquidFate::silent ? LiquidFate::unheard : fate;
}

LiquidResult count_liquid(const std::vector<bool>& voted,
                          const std::vector<Delegation>& delegations) {
    const std::size_t voters = voted.size();
    LiquidResult result;
    result.to = standing(voters, delegations);
    result.end.assign(voters, nobody);
    result.fates.assign(voters, LiquidFate::silent);
    result.weights.assign(voters, 0);
    enum class Mark : std::uint8_t { fresh, on_the_way, known };
    std::vector<Mark> marks(voters, Mark::fresh);
    std::vector<Voter> way;
    for (std::size_t i = 0; i < voters; ++i) {
        auto at = static_cast<Voter>(i);
        way.clear();
        while (marks[at] == Mark::fresh) {
            marks[at] = Mark::on_the_way;
            way.push_back(at);
            if (voted[at]) {
                result.to[at] = nobody;
                result.fates[at] = LiquidFate::direct;
                result.end[at] = at;
            }
            if (result.to[at] == nobody) break;
            at = result.to[at];
        }
        LiquidFate fate = LiquidFate::circular;
        if (marks[at] == Mark::known || result.to[at] == nobody) {
            fate = fate_behind(result.fates[at]);
        }
        for (const Voter passed : way) {
            marks[passed] = Mark::known;
            if (result.to[passed] == nobody) continue;
            result.fates[passed] = fate;
            result.end[passed] = result.end[at];
        }
    }
    for (std::size_t i = 0; i < voters; ++i) {
        if (result.end[i] != nobody) ++result.weights[result.end[i]];
    }
    return result;
}

std::vector<Voter> path_of(const LiquidResult& result, Voter voter) {
    const bool circular = result.fates[voter] == LiquidFate::circular;
    std::vector<Voter> path{voter};
    while (result.to[path.back()] != nobody) {
        const Voter next = result.to[path.back()];
        const bool round = circular && std::find(path.begin(), path.end(), next) != path.end();
        path.push_back(next);
        if (round) break;
    }
    return path;
}

}  // namespace palabre
