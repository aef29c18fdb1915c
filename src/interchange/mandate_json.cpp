#include "interchange/mandate_json.hpp"

namespace palabre {

namespace {

std::string_view to_text(ConsentOutcome outcome) {
    switch (outcome) {
        case ConsentOutcome::no_quorum:
            return "no_quorum";
        case ConsentOutcome::blocked:
            return "blocked";
        case ConsentOutcome::not_carried:
            return "not_carried";
        case ConsentOutcome::consent_with_concerns:
            return "consent_with_concerns";
        case ConsentOutcome::consent:
            break;
    }
    return "consent";
}

}  // namespace

void write(JsonWriter& out, const ConsentCounts& counts, const ConsentRule& rule) {
    out.begin_object().key("answered").integer(counts.answered());
    out.key("concerns").integer(counts.concerns).key("objections").integer(counts.objections);
    out.key("outcome").string(to_text(decide_consent(counts, rule)));
    out.key("stand_aside").integer(counts.stand_aside).end_object();
}

std::string_view to_text(ProxyRefusal refusal) {
    switch (refusal) {
        case ProxyRefusal::none:
            break;
        case ProxyRefusal::stranger:
            return "stranger";
        case ProxyRefusal::giver_present:
            return "giver_present";
        case ProxyRefusal::given_before:
            return "given_before";
        case ProxyRefusal::blank:
            return "blank";
        case ProxyRefusal::holder_stranger:
            return "holder_stranger";
        case ProxyRefusal::holder_absent:
            return "holder_absent";
        case ProxyRefusal::holder_full:
            return "holder_full";
    }
    return "kept";
}

std::string_view to_text(LiquidFate fate) {
    switch (fate) {
        case LiquidFate::direct:
            return "direct";
        case LiquidFate::carried:
            return "carried";
        case LiquidFate::silent:
            return "silent";
        case LiquidFate::unheard:
            return "unheard";
        case LiquidFate::circular:
            break;
    }
    return "circular";
}

}  // namespace palabre
