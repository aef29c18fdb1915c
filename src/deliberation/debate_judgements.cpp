// What readers' judgements of one claim at one place come to, merges and all (docs/entry.md,
// section 5).
#include "deliberation/debate.hpp"

namespace palabre {

std::optional<std::uint32_t> Debate::judgement(RegisterIndex said) const {
    const Register& one = registers_.at(said);
    if (one.kind != RegisterKind::impact || one.latest.is_none()) return std::nullopt;
    const Body& body = ledger_.at(one.latest).body;
    if (!body.has_value) return std::nullopt;
    return static_cast<std::uint32_t>(body.value);
}

void Debate::judgement_changed(RefId claim_ref, RefId parent_ref,
                               std::optional<std::uint32_t> before,
                               std::optional<std::uint32_t> after) {
    if (bulk_) return;
    const ClaimIndex claim = claim_of(claim_ref);
    const ClaimIndex said_parent = claim_of(parent_ref);
    const ClaimIndex parent = tree_.kept(said_parent);
    if (!tree_.is_alone(claim) || !tree_.is_alone(said_parent)) {
        for (const ClaimIndex where : {claim, tree_.kept(claim)}) {
            const PlacementIndex place = tree_.placement(where, parent);
            if (place.is_some()) settle_judgement(place);
        }
        return;
    }
    const PlacementIndex index = tree_.placement(claim, parent);
    if (index.is_none() || before == after) return;
    Placement& place = tree_.at(index);
    if (before) --place.judged;
    if (after) ++place.judged;
    place.judgement_sum += after.value_or(0) - before.value_or(0);
    tree_.touch(index);
    changes_.claims.push_back(claim);
}

void Debate::settle_judgement(PlacementIndex index) {
    Placement& place = tree_.at(index);
    if (place.claim.is_none()) return;
    std::uint32_t judged = 0;
    std::uint32_t sum = 0;
    if (tree_.is_alone(place.claim) && tree_.is_alone(place.parent)) {
        RegisterIndex said = registers_.group(RegisterKind::impact, tree_.at(place.claim).id,
                                              tree_.at(place.parent).id);
        for (; said.is_some(); said = registers_.at(said).next_in_group) {
            const auto value = judgement(said);
            if (!value) continue;
            ++judged;
            sum += *value;
        }
    } else {
        KeyIndex heard;
        for (const ClaimIndex claim : tree_.family(place.claim)) {
            for (const ClaimIndex parent : tree_.family(place.parent)) {
                RegisterIndex said =
                    registers_.group(RegisterKind::impact, tree_.at(claim).id, tree_.at(parent).id);
                for (; said.is_some(); said = registers_.at(said).next_in_group) {
                    const auto value = judgement(said);
                    if (!value) continue;
                    if (!heard.add(registers_.at(said).person.value)) continue;
                    ++judged;
                    sum += *value;
                }
            }
        }
    }
    if (judged == place.judged && sum == place.judgement_sum) return;
    place.judged = judged;
    place.judgement_sum = sum;
    tree_.touch(index);
    changes_.claims.push_back(place.claim);
}

void Debate::settle_judgements() {
    const std::vector<PlacementIndex> unsettled = tree_.take_unsettled();
    constexpr std::size_t near = 12;  // placements ahead
    for (std::size_t i = 0; i < unsettled.size(); ++i) {
        if (can_expect && i + near < unsettled.size()) {
            const Placement& next = tree_.at(unsettled[i + near]);
            if (next.claim.is_some()) {
                registers_.expect(RegisterKind::impact, tree_.at(next.claim).id,
                                  tree_.at(next.parent).id);
            }
        }
        settle_judgement(unsettled[i]);
    }
}

}  // namespace palabre
