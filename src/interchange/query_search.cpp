#include "deliberation/sorting.hpp"
#include "interchange/query_context.hpp"
#include "interchange/text_likeness.hpp"

namespace palabre {

QueryAnswer answer_search(QueryContext& context) {
    const auto text = context.asked.text("text");
    if (!text) return "query";
    const std::string query = folded_words(*text);
    struct Hit {
        ClaimIndex claim;
        std::size_t size;
    };
    std::vector<Hit> hits;
    for (std::size_t i = 1; !query.empty() && i < context.tree().claims().size(); ++i) {
        const ClaimIndex claim(i);
        const Status status = context.debate().status(claim);
        if (status != Status::shown && status != Status::pending) continue;
        const std::string& words = context.overview.folded(claim);
        if (words_found(query, words) > 0) hits.push_back({claim, words.size()});
    }
    // The shorter the text, the more of it is what was looked for.
    sort_by(hits, [&context](const Hit& a, const Hit& b) {
        if (a.size != b.size) return a.size < b.size;
        return context.debate().stands_before(a.claim, b.claim);
    });
    const auto slice = context.slice(hits.size());
    context.out.begin_object().key("total").integer(static_cast<std::int64_t>(hits.size()));
    context.out.key("claims").begin_array();
    for (std::size_t i = slice.begin; i < slice.end; ++i) {
        write_claim(context, hits[i].claim, context.tree().at(hits[i].claim).shown.front());
    }
    context.out.end_array().end_object();
    return "";
}

QueryAnswer answer_similar(QueryContext& context) {
    constexpr double least = 0.5;
    constexpr std::size_t most = 3;
    const auto text = context.asked.text("text");
    if (!text) return "query";
    const std::string folded = folded_words(*text);
    const auto runs = trigrams(folded);
    struct Like {
        double likeness;
        ClaimIndex claim;
    };
    std::vector<Like> like;
    for (std::size_t i = 1; i < context.tree().claims().size(); ++i) {
        const ClaimIndex claim(i);
        if (context.debate().status(claim) != Status::shown) continue;
        const std::string& words = context.overview.folded(claim);
        // Dice cannot reach the least where one text is more than three times as long.
        if (words.size() > 4 * folded.size() + 8 || folded.size() > 4 * words.size() + 8) continue;
        const double likeness = dice(runs, trigrams(words));
        if (likeness >= least) like.push_back({likeness, claim});
    }
    sort_by(like, [&context](const Like& a, const Like& b) {
        if (a.likeness != b.likeness) return a.likeness > b.likeness;
        return context.debate().stands_before(a.claim, b.claim);
    });
    JsonWriter& out = context.out;
    out.begin_object().key("claims").begin_array();
    for (std::size_t i = 0; i < like.size() && i < most; ++i) {
        const Claim& claim = context.tree().at(like[i].claim);
        const Placement& place = context.tree().at(claim.shown.front());
        out.begin_object().key("id").string(context.text(claim.id));
        out.key("parent").string(context.text(context.tree().at(place.parent).id));
        out.key("stance").string(to_text(place.stance));
        out.key("text").string(context.live.text(like[i].claim).value_or(""));
        out.key("likeness").number(like[i].likeness).end_object();
    }
    out.end_array().end_object();
    return "";
}

}  // namespace palabre
