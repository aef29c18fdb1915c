#include "tally/consent.hpp"

namespace palabre {

ConsentOutcome decide_consent(const ConsentCounts& counts, const ConsentRule& rule) {
    if (counts.answered() < rule.quorum) return ConsentOutcome::no_quorum;
    if (counts.objections > rule.max_objections) return ConsentOutcome::blocked;
    if (rule.max_stand_aside && counts.stand_aside > *rule.max_stand_aside) {
        return ConsentOutcome::not_carried;
    }
    return counts.concerns > 0 ? ConsentOutcome::consent_with_concerns : ConsentOutcome::consent;
}

void ConsentCounter::add(ConsentPosition position, std::int64_t weight) {
    switch (position) {
        case ConsentPosition::consent:
            counts_.consents += weight;
            return;
        case ConsentPosition::concern:
            counts_.concerns += weight;
            return;
        case ConsentPosition::objection:
            counts_.objections += weight;
            return;
        case ConsentPosition::stand_aside:
            counts_.stand_aside += weight;
            return;
    }
}

}  // namespace palabre
