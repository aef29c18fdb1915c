#include <algorithm>
#include <array>
#include <cmath>

#include "deliberation/sorting.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/study.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

constexpr std::size_t moves_shown = 12;
constexpr std::int64_t turns_shown = 6;
/// The most that any list holds.
constexpr std::int64_t listed_most = 10'000;
constexpr double least_move = 1e-12;
/// Below both, a product says nothing about the claims it is made of.
constexpr double saturation = 0.01;
/// Levels and supposed base scores come as whole thousandths.
constexpr std::int64_t thousand = 1000;
constexpr std::array every_semantics{Semantics::df_quad, Semantics::quadratic_energy,
                                     Semantics::euler_based, Semantics::mlp_based};

struct Asked {
    const Study& study;
    const StrictJson& json;
    BodyFields fields;
    JsonWriter out;

    [[nodiscard]] const Study::Row& row(std::size_t at) const { return study.rows()[at]; }
    void name(std::size_t at) {
        out.key("id").string(row(at).id);
        out.key("parent").string(study.rows()[row(at).parent].id);
    }
};

/// Writes its answer, or returns the code of a fault; "" is fine.
using Answer = std::string_view;

double influence_of_one_more(const Study::Row& row, unsigned value) {
    return base_score(row.impact_sum + value, std::uint64_t{row.judged} + 1);
}

/// The judgement, 0 or 4, that would change the topic most.
void write_judgement(Asked& asked, const TopicView& view) {
    std::size_t best = view.part.size();
    unsigned best_value = 0;
    double most = 0.0;
    for (const unsigned value : {0U, 4U}) {
        std::vector<double> bases;
        for (const Argument row : view.original)
            bases.push_back(influence_of_one_more(asked.row(row), value));
        const std::vector<double> changes = changes_by_base(view, bases);
        for (std::size_t i = 0; i < changes.size(); ++i) {
            if (i == view.topic || std::fabs(changes[i]) <= std::fabs(most)) continue;
            best = i;
            best_value = value;
            most = changes[i];
        }
    }
    asked.out.key("judgement");
    if (best == view.part.size()) {
        asked.out.null();
        return;
    }
    asked.out.begin_object();
    asked.name(view.original[best]);
    asked.out.key("value").integer(best_value).key("change").number(most).end_object();
}

void write_moves(Asked& asked, const TopicView& view) {
    struct Move {
        std::size_t row;
        double removal;
        double gradient;
    };
    std::vector<Move> moves;
    const Contributions removal = contributions_by_removal(view);
    const auto gradient = contributions_by_gradient(view);
    for (const Argument row : view.original) {
        if (!removal[row]) continue;  // the topic itself
        const Move move{row, *removal[row], gradient ? (*gradient)[row] : 0.0};
        if (std::fabs(move.removal) > least_move || std::fabs(move.gradient) > least_move)
            moves.push_back(move);
    }
    sort_by(moves, [](const Move& a, const Move& b) {
        return std::fabs(a.removal) > std::fabs(b.removal);
    });
    if (moves.size() > moves_shown) moves.resize(moves_shown);
    asked.out.key("moves").begin_array();
    for (const Move& move : moves) {
        asked.out.begin_object();
        asked.name(move.row);
        asked.out.key("stance").string(to_text(asked.row(move.row).stance));
        asked.out.key("removal").number(move.removal);
        asked.out.key("gradient").number(move.gradient).end_object();
    }
    asked.out.end_array();
}

std::vector<ScoreBand> base_bands(const Study& study) {
    std::vector<ScoreBand> bands{{base_score_unjudged, base_score_unjudged}};
    for (std::size_t i = 1; i < study.rows().size(); ++i)
        bands.push_back(base_score_band(study.rows()[i].impact_sum, study.rows()[i].judged));
    return bands;
}

Answer answer_why(Asked& asked) {
    const auto id = asked.fields.text("id");
    const std::size_t at = asked.study.row_of(id.value_or(""));
    if (at == asked.study.rows().size()) return "no-such-claim";
    const TopicView view(asked.study.graph(), Semantics::df_quad, static_cast<Argument>(at));
    ProductForces forces;
    for (const Incoming& each : view.part.incoming(view.topic)) {
        const double strength = view.strengths.strength[each.from];
        each.kind == EdgeKind::support ? forces.add_support(strength) : forces.add_attack(strength);
    }
    JsonWriter& out = asked.out;
    out.begin_object().key("id").string(*id);
    out.key("base").number(view.part.base(view.topic));
    out.key("strength").number(view.strengths.strength[view.topic]);
    out.key("judged").integer(asked.row(at).judged);
    out.key("pro_force").number(1.0 - forces.without_support);
    out.key("con_force").number(1.0 - forces.without_attack);
    out.key("saturated")
        .boolean(forces.without_support < saturation && forces.without_attack < saturation);
    write_moves(asked, view);
    write_judgement(asked, view);
    out.key("band").begin_array();
    const auto bands =
        strength_bands(asked.study.graph(), Semantics::df_quad, base_bands(asked.study));
    if (bands) out.number((*bands)[at].low).number((*bands)[at].high);
    out.end_array().key("spread").begin_object();
    for (const Semantics semantics : every_semantics) {
        out.key(to_text(semantics))
            .number(compute_strengths(view.part, semantics).strength[view.topic]);
    }
    out.end_object().end_object();
    return "";
}

/// One base score that would have to be another.
struct Turn {
    std::size_t row;
    double to;
    double by;
};

/// How many the question wants of a list; nothing where it wants less than none.
std::optional<std::size_t> wanted_count(const Asked& asked, std::int64_t otherwise) {
    const std::int64_t count = asked.fields.whole("count").value_or(otherwise);
    if (count < 0) return std::nullopt;
    return static_cast<std::size_t>(std::min(listed_most, count));
}

void write_turns(Asked& asked, std::vector<Turn> turns, std::size_t most) {
    asked.out.begin_array();
    if (turns.size() > most) turns.resize(most);
    for (const Turn& turn : turns) {
        asked.out.begin_object();
        asked.name(turn.row);
        asked.out.key("base").number(asked.study.graph().base(static_cast<Argument>(turn.row)));
        asked.out.key("to").number(turn.to).end_object();
    }
    asked.out.end_array();
}

Answer answer_turn(Asked& asked) {
    const std::size_t at = asked.study.row_of(asked.fields.text("id").value_or("~"));
    if (at == asked.study.rows().size()) return "no-such-claim";
    const std::int64_t level = asked.fields.whole("level").value_or(thousand / 2);
    const auto count = wanted_count(asked, turns_shown);
    if (level < 0 || level > thousand || !count) return "query";
    const double wanted = static_cast<double>(level) / static_cast<double>(thousand);
    const ArgumentGraph& graph = asked.study.graph();
    const auto topic = static_cast<Argument>(at);
    const TopicView view(graph, Semantics::df_quad, topic);

    asked.out.begin_object();
    asked.out.key("strength").number(view.strengths.strength[view.topic]).key("alone");
    std::vector<Turn> alone;
    if (const auto flips = flip_points(view, wanted)) {
        for (std::size_t i = 1; i < flips->size(); ++i) {
            if (!(*flips)[i] || i == at) continue;
            const double to = *(*flips)[i];
            alone.push_back({i, to, std::fabs(to - graph.base(static_cast<Argument>(i)))});
        }
    }
    sort_by(alone, [](const Turn& a, const Turn& b) { return a.by < b.by; });
    write_turns(asked, std::move(alone), *count);

    asked.out.key("together");
    std::vector<std::uint8_t> fixed(graph.size(), 0);
    fixed[0] = 1;  // nobody judges the thesis' base score
    fixed[at] = 1;
    std::vector<Turn> together;
    const auto nearest = nearest_counterfactual(graph, Semantics::df_quad, topic, wanted, fixed);
    if (nearest) {
        for (std::size_t i = 1; i < graph.size(); ++i) {
            const double by = std::fabs(nearest->base[i] - graph.base(static_cast<Argument>(i)));
            if (by > least_move) together.push_back({i, nearest->base[i], by});
        }
    }
    sort_by(together, [](const Turn& a, const Turn& b) { return a.by > b.by; });
    const auto moved = static_cast<std::int64_t>(together.size());
    write_turns(asked, std::move(together), *count);
    asked.out.key("moved").integer(moved).end_object();
    return "";
}

/// The base score that whole thousandths mean: what is recorded, where they are its own.
double supposed_base(double recorded, std::int64_t thousandths) {
    if (std::llround(recorded * static_cast<double>(thousand)) == thousandths) return recorded;
    return static_cast<double>(thousandths) / static_cast<double>(thousand);
}

Answer answer_suppose(Asked& asked) {
    const auto word = asked.fields.text("semantics");
    const auto semantics = semantics_from(word.value_or(to_text(Semantics::df_quad)));
    if (!semantics) return "query";
    ArgumentGraph graph = asked.study.graph();
    const Strengths before = compute_strengths(graph, Semantics::df_quad);
    const std::uint32_t list = asked.json.find(0, "bases");
    if (list == 0 || asked.json.at(list).kind != JsonToken::Kind::list) return "query";
    std::uint32_t item = list + 1;
    for (std::uint32_t i = 0; i < asked.json.at(list).size; ++i, item = asked.json.at(item).next) {
        const BodyFields supposed(asked.json, item);
        const auto base = supposed.is_object() ? supposed.whole("base") : std::nullopt;
        if (!base || *base < 0 || *base > thousand) return "query";
        const std::size_t row = asked.study.row_of(supposed.text("id").value_or(""),
                                                   supposed.text("parent").value_or(""));
        if (row == 0 || row == asked.study.rows().size()) return "no-such-claim";
        const auto argument = static_cast<Argument>(row);
        graph.set_base(argument, supposed_base(asked.study.graph().base(argument), *base));
    }
    const Strengths after = compute_strengths(graph, *semantics);
    asked.out.begin_object().key("thesis").number(after.strength[0]);
    asked.out.key("recorded").number(before.strength[0]).key("changed").begin_array();
    std::int64_t written = 0;
    for (std::size_t i = 1; i < graph.size() && written < listed_most; ++i) {
        if (after.strength[i] == before.strength[i]) continue;
        ++written;
        asked.out.begin_object();
        asked.name(i);
        asked.out.key("base").number(graph.base(static_cast<Argument>(i)));
        asked.out.key("strength").number(after.strength[i]).end_object();
    }
    asked.out.end_array().end_object();
    return "";
}

/// Claims on which the thesis hangs and that few have judged: how far the thesis moves as a base
/// score moves by the standard deviation of its posterior.
Answer answer_needs(Asked& asked) {
    const auto most = wanted_count(asked, 5);
    if (!most) return "query";
    const auto below = asked.fields.text("of");
    if (below && asked.study.row_of(*below) == asked.study.rows().size()) return "no-such-claim";
    const std::vector<double>& sway = asked.study.sway();
    std::vector<Turn> needs;
    for (std::size_t i = 1; i < sway.size(); ++i) {
        if (below && asked.row(asked.row(i).parent).id != *below) continue;
        if (sway[i] > least_move) needs.push_back({i, sway[i], sway[i]});
    }
    sort_by(needs, [](const Turn& a, const Turn& b) { return a.by > b.by; });
    if (needs.size() > *most) needs.resize(*most);
    asked.out.begin_object().key("claims").begin_array();
    for (const Turn& need : needs) {
        asked.out.begin_object();
        asked.name(need.row);
        asked.out.key("judged").integer(asked.row(need.row).judged);
        asked.out.key("sway").number(need.by).end_object();
    }
    asked.out.end_array().end_object();
    return "";
}

struct StudiedQuestion {
    std::string_view name;
    Answer (*answer)(Asked&);
};

constexpr std::array questions{
    StudiedQuestion{"why", answer_why}, StudiedQuestion{"turn", answer_turn},
    StudiedQuestion{"suppose", answer_suppose}, StudiedQuestion{"needs-you", answer_needs}};

}  // namespace

Result<std::string> ask(const Study& study, std::string_view question) {
    StrictJson json;
    if (first_invalid_utf8(question) || !json.parse(question, StrictJson::LineEnds::spaces) ||
        !json.is_object()) {
        return Fault{"query", "", "The question is not a JSON object of whole numbers and texts."};
    }
    Asked asked{study, json, BodyFields(json, 0), {}};
    const auto name = asked.fields.text("q");
    for (const StudiedQuestion& known : questions) {
        if (!name || known.name != *name) continue;
        const Answer fault = known.answer(asked);
        if (fault.empty()) return asked.out.take();
        return Fault{std::string(fault), std::string(*name),
                     "The question names what is not there."};
    }
    return Fault{"query", std::string(name.value_or("q")), "There is no such question."};
}

}  // namespace palabre
