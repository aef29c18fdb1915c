// What raises and lowers a claim: by removal, by gradient, and the judgement that would change it
// most. Source: A. Cyras, T. Kampik, Q. Weng: Dispute Trees as Explanations in Quantitative
// Argumentation; gradients by one sweep as in X. Yin, N. Potyka, F. Toni, ECAI 2023 (AAE).
#include <algorithm>
#include <cmath>

#include "interchange/query_context.hpp"
#include "weighing/base_score.hpp"
#include "weighing/explanation.hpp"

namespace palabre {

QueryAnswer answer_why(QueryContext& context) {
    constexpr std::size_t moves_shown = 12;
    const ClaimIndex index = context.claim("id");
    if (index.is_none()) return "no-such-claim";
    const bool thesis = index == thesis_index;
    const PlacementIndex at = thesis ? PlacementIndex{} : context.tree().at(index).shown.front();
    const Explanation why = explain(context.debate(), context.live.strengths(), index);
    JsonWriter& out = context.out;
    out.begin_object().key("id").string(context.text(context.tree().at(index).id));
    out.key("base").number(thesis ? base_score_unjudged : context.live.strengths().base(at));
    out.key("strength")
        .number(thesis ? context.live.strengths().thesis() : context.live.strengths().strength(at));
    out.key("judged").integer(thesis ? 0 : context.tree().at(at).judged);
    out.key("pro_force").number(context.live.strengths().pro_force(index));
    out.key("con_force").number(context.live.strengths().con_force(index));
    out.key("saturated").boolean(why.saturated).key("moves").begin_array();
    for (std::size_t i = 0; i < why.moves.size() && i < moves_shown; ++i) {
        const Explanation::Move& move = why.moves[i];
        const Placement& place = context.tree().at(move.placement);
        out.begin_object().key("id").string(context.text(context.tree().at(place.claim).id));
        out.key("parent").string(context.text(context.tree().at(place.parent).id));
        out.key("stance").string(to_text(place.stance)).key("text");
        if (const auto text = context.live.text(place.claim))
            out.string(*text);
        else
            out.null();
        out.key("removal").number(move.removal).key("gradient").number(move.gradient).end_object();
    }
    out.end_array().key("judgement");
    if (why.judgement) {
        const Placement& place = context.tree().at(why.judgement->placement);
        out.begin_object().key("id").string(context.text(context.tree().at(place.claim).id));
        out.key("parent").string(context.text(context.tree().at(place.parent).id));
        out.key("value").integer(why.judgement->value);
        out.key("change").number(why.judgement->change).end_object();
    } else {
        out.null();
    }
    out.end_object();
    return "";
}

}  // namespace palabre
