// Who votes for whom on a question that lets them.
#include <algorithm>

#include "deliberation/sorting.hpp"
#include "interchange/live_mandates.hpp"
#include "interchange/mandate_json.hpp"
#include "interchange/query_context.hpp"

namespace palabre {

namespace {

/// Of those who cast most votes, and of lost votes, so many are named.
constexpr std::size_t named_max = 50;
constexpr std::size_t people_max = 500;

class MandateTeller {
  public:
    MandateTeller(QueryContext& context, const LiveMandate& mandate)
        : context_(context), out_(context.out), mandate_(mandate) {}

    void tell() {
        out_.begin_object().key("kind");
        out_.string(mandate_.at_meeting() ? "meeting" : mandate_.liquid() ? "liquid" : "weights");
        tell_people();
        if (mandate_.at_meeting()) tell_meeting();
        if (mandate_.liquid()) tell_delegations();
        tell_mine();
        out_.end_object();
    }

  private:
    void person(KeyId key) {
        out_.begin_object().key("key").string(context_.ledger().text(key));
        out_.key("name").string(context_.live.name(key)).end_object();
    }
    void person_or_null(KeyId key) {
        if (key.is_some())
            person(key);
        else
            out_.null();
    }

    // To choose from: everybody who gave a name.
    void tell_people() {
        out_.key("people").begin_array();
        std::size_t told = 0;
        for (std::uint32_t i = 0; i < context_.ledger().keys.size() && told < people_max; ++i) {
            const KeyId key(i);
            if (context_.is_mine(key) || context_.live.name(key).empty()) continue;
            person(key);
            ++told;
        }
        out_.end_array();
    }

    void tell_meeting() {
        out_.key("max_proxies");
        if (const auto most = mandate_.max_proxies())
            out_.integer(static_cast<std::int64_t>(*most));
        else
            out_.null();
        out_.key("members").integer(mandate_.members());
        out_.key("votes").integer(mandate_.present().value_or(0));
        out_.key("present").begin_array();
        for (const KeyId key : mandate_.attending()) person(key);
        out_.end_array().key("proxies").begin_array();
        for (const LiveMandate::Given& given : mandate_.given()) {
            out_.begin_object().key("giver");
            person(given.giver);
            out_.key("holder");
            person_or_null(given.holder);
            out_.key("fate").string(to_text(given.refusal)).end_object();
        }
        out_.end_array();
    }

    void tell_delegations() {
        const LiquidForest& forest = mandate_.forest();
        const LiquidTotals totals = liquid_totals(forest);
        out_.key("cast").integer(totals.cast).key("carried").integer(totals.carried);
        const std::vector<LiquidFate> fates = forest.fates();
        std::vector<Voter> carriers, lost;
        for (Voter who = 0; who < forest.size(); ++who) {
            if (forest.votes(who) && forest.carried(who) > forest.own(who)) carriers.push_back(who);
            const bool is_lost =
                fates[who] == LiquidFate::unheard || fates[who] == LiquidFate::circular;
            if (is_lost) lost.push_back(who);
        }
        sort_by(carriers, [&forest](Voter a, Voter b) {
            const std::int64_t left = forest.carried(a), right = forest.carried(b);
            return left != right ? left > right : a < b;
        });
        out_.key("most").begin_array();
        for (std::size_t i = 0; i < std::min(carriers.size(), named_max); ++i) {
            out_.begin_object().key("votes").integer(forest.carried(carriers[i])).key("who");
            person(KeyId(carriers[i]));
            out_.end_object();
        }
        out_.end_array().key("lost").integer(totals.unheard + totals.circular);
        out_.key("lost_votes").begin_array();
        for (std::size_t i = 0; i < std::min(lost.size(), named_max); ++i) {
            out_.begin_object().key("who");
            person(KeyId(lost[i]));
            out_.key("why").string(to_text(fates[lost[i]])).end_object();
        }
        out_.end_array();
    }

    // What the reader lent, how far that reaches, and whose votes they cast.
    void tell_mine() {
        if (!context_.me) return;
        const KeyId me = context_.debate().person(*context_.me);
        const LiquidForest& forest = mandate_.forest();
        out_.key("mine").begin_object().key("given").begin_array();
        for (const auto& [scope, entry] : mandate_.said(me)) {
            const Body& body = context_.ledger().at(entry).body;
            if (!body.has_value) continue;
            out_.begin_object().key("scope").string(context_.text(scope)).key("to");
            person_or_null(body.key.is_some() ? context_.debate().person(body.key) : body.key);
            out_.end_object();
        }
        const bool votes = forest.votes(me.value);
        out_.end_array().key("votes").integer(votes ? forest.carried(me.value) : 0);
        out_.key("cast_by");
        const Voter end = forest.end(me.value);
        if (!votes && end != me.value && forest.votes(end))
            person(KeyId(end));
        else
            out_.null();
        out_.end_object();
    }

    QueryContext& context_;
    JsonWriter& out_;
    const LiveMandate& mandate_;
};

}  // namespace

QueryAnswer answer_mandates(QueryContext& context) {
    const QuestionIndex index = context.question("id");
    if (index.is_none()) return "no-such-question";
    const LiveMandate* mandate = context.live.tallies().mandate(index);
    if (mandate == nullptr)
        context.out.null();
    else
        MandateTeller(context, *mandate).tell();
    return "";
}

}  // namespace palabre
