#include "workbench/lent_votes.hpp"

#include <algorithm>

#include "interchange/debate_words.hpp"
#include "interchange/live_mandates.hpp"
#include "interchange/mandate_json.hpp"

namespace palabre::workbench {

namespace {

void tell_delegations(const LiveDebate& live, const LiquidForest& forest, LentVotes& told) {
    const std::vector<LiquidFate> fates = forest.fates();
    for (Voter who = 0; who < forest.size(); ++who) {
        if (forest.votes(who) && forest.carried(who) > forest.own(who)) {
            told.carriers.push_back({person_words(live, KeyId(who)), forest.carried(who)});
        }
        const Voter to = forest.to(who);
        if (to == nobody) continue;
        const bool cast = fates[who] == LiquidFate::carried;
        told.lent.push_back({person_words(live, KeyId(who)), person_words(live, KeyId(to)),
                             cast ? to_text(ProxyRefusal::none) : to_text(fates[who])});
    }
    const LiquidTotals totals = liquid_totals(forest);
    told.lost = totals.unheard + totals.circular;
}

void tell_proxies(const LiveDebate& live, const LiveMandate& mandate, LentVotes& told) {
    for (const LiveMandate::Given& given : mandate.given()) {
        const bool is_kept = given.refusal == ProxyRefusal::none;
        told.lent.push_back(
            {person_words(live, given.giver),
             given.holder.is_some() ? person_words(live, given.holder) : std::string(),
             to_text(given.refusal)});
        if (!is_kept) {
            ++told.lost;
            continue;
        }
        const std::string& holder = told.lent.back().to;
        const auto found =
            std::find_if(told.carriers.begin(), told.carriers.end(),
                         [&holder](const Carrier& each) { return each.who == holder; });
        if (found == told.carriers.end()) {
            told.carriers.push_back({holder, 2});  // one's own, and this one
        } else {
            ++found->votes;
        }
    }
}

}  // namespace

LentVotes lent_votes(const LiveDebate& live, QuestionIndex question) {
    LentVotes told;
    const LiveMandate* mandate = live.tallies().mandate(question);
    if (mandate == nullptr) return told;
    if (mandate->at_meeting()) {
        told.kind = "meeting";
        tell_proxies(live, *mandate, told);
    } else if (mandate->liquid()) {
        told.kind = "liquid";
        tell_delegations(live, mandate->forest(), told);
    } else {
        told.kind = "weights";
    }
    std::stable_sort(told.carriers.begin(), told.carriers.end(),
                     [](const Carrier& a, const Carrier& b) { return a.votes > b.votes; });
    return told;
}

}  // namespace palabre::workbench
