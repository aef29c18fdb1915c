#pragma once

#include <cstdint>
#include <vector>

#include "tally/voter.hpp"

namespace palabre {

// Liquid delegation: a vote goes to a person, on from there, and ends with whoever votes.
// Source: Blum and Zuber, Liquid Democracy: Potentials, Problems, and Perspectives, Journal of
// Political Philosophy 24, 2016.

/// How far a delegation reaches; the narrowest one of a voter counts.
enum class DelegationScope : std::uint8_t { issue, topic, all };

struct Delegation {
    Voter from = nobody;
    Voter to = nobody;
    DelegationScope scope = DelegationScope::all;
};

/// What became of a vote.
enum class LiquidFate : std::uint8_t {
    direct,
    carried,  ///< ends with somebody who votes
    silent,   ///< lost: neither voted nor delegated
    unheard,  ///< lost: ends with somebody silent
    circular  ///< lost: ends in a cycle
};
/// What becomes of a vote that goes to somebody whose own has this fate.
[[nodiscard]] LiquidFate fate_behind(LiquidFate fate);

struct LiquidResult {
    std::vector<Voter> to;              ///< the delegation that counts; `nobody` without
    std::vector<Voter> end;             ///< who votes with it; `nobody` where it is lost
    std::vector<LiquidFate> fates;      ///< by voter
    std::vector<std::int64_t> weights;  ///< votes that a direct voter carries, own included; else 0
};

/// `voted` says of each voter whether they vote themselves, which wins over any delegation.
/// Delegations of and to strangers (not below the number of voters) and to oneself are ignored;
/// of two with one scope the later counts. A chain that is lost does not fall back to a wider
/// scope. O(voters + delegations).
[[nodiscard]] LiquidResult count_liquid(const std::vector<bool>& voted,
                                        const std::vector<Delegation>& delegations);

/// The way of one vote: the voter, those it passes, and the last who is named. In a cycle it
/// stops where it comes round.
[[nodiscard]] std::vector<Voter> path_of(const LiquidResult& result, Voter voter);

}  // namespace palabre
