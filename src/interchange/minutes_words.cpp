#include "interchange/minutes_words.hpp"

#include <algorithm>
#include <array>

namespace palabre {

namespace {

/// The sign that is set in type.
constexpr const char* minus = "−";

// The catalogue of what minutes say, sorted by name.
constexpr Message catalogue[] = {
    {"abstain", "Abstentions", "Abstentions"},
    {"add1", "complété en augmentant la part de chacun", "completed by raising everybody’s share"},
    {"add1u", "complété en augmentant la part de chacun, puis par approbations",
     "completed by raising everybody’s share, then by approvals"},
    {"adopted",
     "La proposition est adoptée : {yes} pour, {no} contre ; il fallait {need} voix pour.",
     "The motion is adopted: {yes} for, {no} against; {need} votes for were needed."},
    {"against", "Contre : {option}", "Against: {option}"},
    {"agrees", "Consentement", "Consent"},
    {"all", "la totalité", "all"},
    {"any-proxies", "Procurations : sans limite par personne.", "Proxies: any number a person."},
    {"approvals", "Approbations", "Approvals"},
    {"at-least", "au moins {share}", "at least {share}"},
    {"attending", "Présents : {names}.", "Present: {names}."},
    {"av", "plus d’approbations", "most approvals"},
    {"blank", "Blancs", "Blank"},
    {"blank-ballots", "Bulletins blancs ou sans préférence : {n}.",
     "Blank ballots or without a preference: {n}."},
    {"blank-proxy", "refusée : en blanc", "refused: blank"},
    {"blocked", "Une objection motivée arrête la proposition.",
     "A reasoned objection stops the proposal."},
    {"by", "{rule} : {sentence}", "{rule}: {sentence}"},
    {"by-mean", "par moyenne", "by mean"},
    {"by-removal", "au jugement majoritaire", "by majority judgment"},
    {"by-sum", "par total", "by sum"},
    {"carried", "Voix portées pour autrui", "Votes cast for others"},
    {"casting", "La voix prépondérante du président a décidé.",
     "The chair’s casting vote decided."},
    {"casting-rule", "En cas d’égalité, la voix du président est prépondérante.",
     "The chair has the casting vote on a tie."},
    {"chair", "Présidence de séance", "Chair"},
    {"choice", "Choix", "Choice"},
    {"chosen", "Sont retenus : {options}.", "Chosen: {options}."},
    {"column", "Décompte", "Count"},
    {"committee", "Comité", "Committee"},
    {"concern", "Réserve", "Concern"},
    {"condorcet", "{options} bat toutes les autres options.",
     "{options} beats every other option."},
    {"consent", "La proposition est consentie : aucune objection ne l’arrête.",
     "There is consent: no objection stops the proposal."},
    {"consent_with_concerns", "La proposition est consentie, avec des réserves.",
     "There is consent, with concerns."},
    {"cost", "Coût", "Cost"},
    {"count", "Notes reçues", "Scores given"},
    {"counted-present", "présentes ou représentées", "present or represented"},
    {"counted-voters", "votantes", "voters"},
    {"counter", "Compté par", "Counted by"},
    {"counts", "Voix", "Votes"},
    {"digest",
     "Empreinte du journal : {set}. Empreinte de son état : {state}. Qui détient le journal peut "
     "tout recompter.",
     "Digest of the log: {set}. Digest of its state: {state}. Whoever holds the log can recount "
     "everything."},
    {"draw", "Tirage au sort", "Draw"},
    {"draw-none", "Personne ne s’est engagé sur un tirage avant la clôture.",
     "Nobody committed to a draw before the closing."},
    {"draw-told",
     "Engagement {commit}, publié avant la clôture ; secret révélé : {secret} ; empreinte des "
     "bulletins : {digest}. Ordre tiré : {options}.",
     "Commitment {commit}, published before the closing; secret told: {secret}; digest of the "
     "ballots: {digest}. Order drawn: {options}."},
    {"draw-untold",
     "Engagement {commit}, publié avant la clôture ; le secret n’est pas encore révélé.",
     "Commitment {commit}, published before the closing; the secret has not been told yet."},
    {"elected", "Sont élus : {options}.", "Elected: {options}."},
    {"eligible", "Personnes ayant droit de vote", "Persons who may vote"},
    {"equal", "Égalité entre {options}.", "A tie between {options}."},
    {"equal-shares", "parts égales", "equal shares"},
    {"erased", "Bulletins effacés", "Erased ballots"},
    {"exhaust", "ex æquo épuisés", "equal ranks exhausted"},
    {"exhausted", "Non transférables", "Non-transferable"},
    {"expressed", "Suffrages exprimés", "Votes expressed"},
    {"fate", "Suite", "Outcome"},
    {"figures", "Chiffres", "Figures"},
    {"finalists", "Second tour entre {options}.", "Second round between {options}."},
    {"first", "Premier tour", "First round"},
    {"from-to", "De {from} à {to}", "From {from} to {to}"},
    {"given_before", "refusée : déjà donnée", "refused: given before"},
    {"giver", "Mandant", "Given by"},
    {"giver_present", "refusée : le mandant est présent", "refused: the giver is present"},
    {"grade", "Mention {n}", "Grade {n}"},
    {"greedy_votes", "par voix", "by votes"},
    {"greedy_votes_per_cost", "par voix et coût", "by votes per cost"},
    {"half", "la moitié", "half"},
    {"hidden", "Les résultats seront donnés après la clôture.",
     "Results are given after the closing."},
    {"holder", "Mandataire", "Held by"},
    {"holder_absent", "refusée : mandataire absent", "refused: holder absent"},
    {"holder_full", "refusée : le mandataire en détient déjà assez",
     "refused: the holder has as many as allowed"},
    {"holder_stranger", "refusée : mandataire inconnu", "refused: holder unknown"},
    {"invalid", "Bulletins non valables : {n}.", "Invalid ballots: {n}."},
    {"kept", "retenue", "kept"},
    {"liquid", "Les voix peuvent être déléguées.", "Votes may be delegated."},
    {"log", "Le journal compte {entries} contributions et {persons} personnes.",
     "The log holds {entries} entries by {persons} persons."},
    {"losses", "Duels perdus", "Losses"},
    {"lost", "Voix perdues", "Votes lost"},
    {"lost-circular", "qui tournent en rond", "running in a circle"},
    {"lost-unheard", "dont la personne désignée n’a pas voté",
     "ending with somebody who did not vote"},
    {"lot-used", "Le tirage au sort a départagé des égaux.", "The draw settled a tie."},
    {"made", "Établi le {time} à partir du journal signé du débat {debate}.",
     "Made on {time} from the signed log of the debate {debate}."},
    {"majority", "Majorité : la décision est prise par {share} {base}.",
     "Majority: the decision takes {share} of {base}."},
    {"margins", "écarts", "margins"},
    {"max-proxies", "Procurations : {n} au plus par personne.", "Proxies: at most {n} a person."},
    {"mean", "Position moyenne : {mean} ; médiane : {median} (de −100 à 100).",
     "Mean position: {mean}; median: {median} (from −100 to 100)."},
    {"means", "Moyenne", "Mean"},
    {"median", "Mention médiane (0 : la plus basse)", "Median grade (0: the lowest)"},
    {"meeting", "Réunion : {meeting}.", "Meeting: {meeting}."},
    {"mes_cardinality", "parts égales par nombre, sans complément",
     "equal shares by number, not completed"},
    {"mes_cost", "parts égales par coût, sans complément", "equal shares by cost, not completed"},
    {"mes_cost_utilitarian", "complété par approbations", "completed by approvals"},
    {"method", "Mode de scrutin : {method}.", "Method: {method}."},
    {"method-approval", "approbation", "approval"},
    {"method-borda", "Borda", "Borda"},
    {"method-budget-greedy", "budget, par approbations", "budget, by approvals"},
    {"method-condorcet", "Condorcet", "Condorcet"},
    {"method-consent", "consentement", "consent"},
    {"method-copeland", "Copeland", "Copeland"},
    {"method-cumulative", "points à répartir", "cumulative points"},
    {"method-equal-shares", "budget, parts égales", "budget, equal shares"},
    {"method-hierarchy", "hiérarchie", "hierarchy"},
    {"method-irv", "vote alternatif", "instant runoff"},
    {"method-majority-judgment", "jugement majoritaire", "majority judgment"},
    {"method-minimax", "minimax", "minimax"},
    {"method-phragmen", "budget, Phragmén", "budget, Phragmén"},
    {"method-plurality", "majorité relative à un tour", "plurality"},
    {"method-quadratic", "vote quadratique", "quadratic"},
    {"method-ranked-pairs", "paires classées", "ranked pairs"},
    {"method-schulze", "Schulze", "Schulze"},
    {"method-score", "vote par note", "score"},
    {"method-slider", "curseur", "slider"},
    {"method-star", "STAR", "STAR"},
    {"method-stv-meek", "vote unique transférable, méthode de Meek",
     "single transferable vote, Meek’s method"},
    {"method-stv-scottish", "vote unique transférable, règles écossaises",
     "single transferable vote, Scottish rules"},
    {"method-two-round", "majoritaire à deux tours", "two rounds"},
    {"method-yes-no", "oui ou non", "yes or no"},
    {"modified", "modifié", "modified"},
    {"more-than", "plus de {share}", "more than {share}"},
    {"more-than-1/3", "plus d’un tiers", "more than a third"},
    {"more-than-1/4", "plus d’un quart", "more than a quarter"},
    {"more-than-2/3", "plus des deux tiers", "more than two thirds"},
    {"more-than-3/4", "plus des trois quarts", "more than three quarters"},
    {"most-carried", "La personne qui porte le plus de voix en porte {n} sur {total}.",
     "The person with most votes casts {n} of {total}."},
    {"no", "Contre", "Against"},
    {"no-clerk",
     "Aucun serveur n’a horodaté les bulletins : les heures d’ouverture et de clôture n’ont "
     "pas pu être vérifiées.",
     "No clerk stamped the ballots: the times of opening and closing could not be checked."},
    {"no-condorcet", "Aucune option ne bat toutes les autres.", "No option beats all others."},
    {"no-questions", "Aucune question n’a été posée.", "No question was asked."},
    {"no-quorum", "Aucun quorum n’est exigé.", "No quorum is required."},
    {"no-word", "non", "no"},
    {"no_quorum", "Le quorum n’est pas atteint : l’assemblée n’a pas pu décider.",
     "The quorum was not reached: no decision could be taken."},
    {"nobody", "Personne n’a voté.", "Nobody voted."},
    {"none-chosen", "Rien n’est retenu.", "Nothing is chosen."},
    {"none-wins", "Aucune option ne l’emporte.", "No option is chosen."},
    {"not-counted",
     "Cette question n’est pas décomptée : il lui manque ce que son mode de scrutin demande.",
     "This question is not counted: it lacks what its method needs."},
    {"not-final", "Des bulletins sont scellés : le résultat n’est pas définitif.",
     "Some ballots are sealed: the result is not final."},
    {"not_carried", "Trop de personnes restent à l’écart : la proposition n’est pas portée.",
     "Too many stand aside: the proposal is not carried."},
    {"number", "Nombre", "Number"},
    {"objection", "Objection", "Objection"},
    {"of-eligible", "des personnes ayant droit de vote", "those who may vote"},
    {"of-expressed", "des suffrages exprimés (les abstentions et les blancs ne comptent pas)",
     "the votes expressed (abstentions and blank votes do not count)"},
    {"of-present", "des membres présents ou représentés", "the members present or represented"},
    {"of-voters", "des votants (les abstentions et les blancs comptent)",
     "those who voted (abstentions and blank votes count)"},
    {"opposition", "opposition", "opposition"},
    {"option", "Option", "Option"},
    {"order", "par ordre d’achat", "in the order bought"},
    {"otherwise", "Compté autrement ({rule}) : {sentence}",
     "Counted otherwise ({rule}): {sentence}"},
    {"outcome", "Suite donnée : {text}", "What follows: {text}"},
    {"owner", "Responsable du débat : {key}.", "Owner of the debate: {key}."},
    {"paper", "Figurent à part, sans être comptés ici :", "Reported beside, not counted here:"},
    {"pending", "Bulletins sans horodatage, non comptés", "Ballots without a stamp, not counted"},
    {"people", "Participation", "Turnout"},
    {"percent", "{n} %", "{n}%"},
    {"place", "Rang {n} ou mieux", "Place {n} or better"},
    {"points", "Points", "Points"},
    {"present", "Membres présents", "Members present"},
    {"present-votes", "Voix présentes ou représentées", "Votes present or represented"},
    {"provisional", "Le vote n’est pas clos : ces chiffres sont provisoires.",
     "The vote is not closed: these figures are provisional."},
    {"proxies", "Procurations", "Proxies"},
    {"quarter", "un quart", "a quarter"},
    {"quorum", "Quorum : {share} des personnes ayant droit de vote doivent être {counted}.",
     "Quorum: {share} of those who may vote have to be {counted}."},
    {"quorum-met", "Le quorum est atteint : il en fallait {need}, il y en a {there}.",
     "The quorum is reached: {need} were needed, there are {there}."},
    {"quorum-unknown", "Le nombre de personnes ayant droit de vote n’est pas connu.",
     "The number of those who may vote is not known."},
    {"quorum-unmet", "Pour le quorum il en fallait {need}, il y en a {there}.",
     "The quorum needed {need}, there are {there}."},
    {"quota", "Quota : {quota}.", "Quota: {quota}."},
    {"reasons", "Objections et réserves motivées :", "Objections and concerns, with reasons:"},
    {"rejected",
     "La proposition est rejetée : {yes} pour, {no} contre ; il fallait {need} voix pour.",
     "The motion is rejected: {yes} for, {no} against; {need} votes for were needed."},
    {"represented", "Membres représentés", "Members represented"},
    {"result", "Résultat", "Result"},
    {"round", "Tour {n}", "Round {n}"},
    {"rule", "Règle", "Rule"},
    {"runoff", "Second tour", "Second round"},
    {"sav", "approbations partagées", "satisfaction approval"},
    {"scores", "Points", "Points"},
    {"sealed", "Bulletins scellés", "Sealed ballots"},
    {"second",
     "Deuxième convocation : l’assemblée délibère valablement quel que soit le nombre de membres "
     "présents ou représentés.",
     "Second convocation: the assembly deliberates validly whatever the number of members present "
     "or represented."},
    {"secretary", "Secrétariat de séance", "Secretary"},
    {"seqpav", "PAV séquentiel", "sequential PAV"},
    {"seqphragmen", "Phragmén séquentiel", "sequential Phragmén"},
    {"share", "Part des exprimés", "Share of the expressed"},
    {"shares", "Part", "Share"},
    {"sheet", "Feuille", "Sheet"},
    {"signature", "Nom et signature", "Name and signature"},
    {"source", "Source", "Source"},
    {"spent", "Crédits dépensés : {n}.", "Credits spent: {n}."},
    {"split", "ex æquo partagés", "equal ranks split"},
    {"stage", "Étape {n}", "Stage {n}"},
    {"stand_aside", "À l’écart", "Stand aside"},
    {"statute-extraordinary",
     "Assemblée générale extraordinaire : « L’assemblée délibère valablement si le quart au moins "
     "des membres est présent ou représenté. Les décisions sont prises à la majorité des deux "
     "tiers des membres présents ou représentés. »",
     "Extraordinary general assembly: “The assembly deliberates validly if at least a quarter of "
     "the members are present or represented. Decisions are taken by two thirds of the members "
     "present or represented.”"},
    {"statute-ordinary",
     "Assemblée générale ordinaire : « Les décisions sont prises à la majorité simple des "
     "suffrages exprimés par les membres présents ou représentés. Les abstentions ainsi que les "
     "votes blancs et nuls ne sont pas comptés. »",
     "Ordinary general assembly: “Decisions are taken by a simple majority of the votes expressed "
     "by the members present or represented. Abstentions, blank and void votes are not counted.”"},
    {"statute-second",
     "Assemblée générale extraordinaire, deuxième convocation : « Les décisions sont prises à la "
     "majorité des deux tiers des membres présents ou représentés. »",
     "Extraordinary general assembly, second convocation: “Decisions are taken by two thirds of "
     "the members present or represented.”"},
    {"stranger", "refusée : mandant inconnu", "refused: giver unknown"},
    {"sum", "Total", "Sum"},
    {"sums", "Total", "Sum"},
    {"symmetric", "symétrique", "symmetric"},
    {"taken", "Retenu", "Chosen"},
    {"third", "un tiers", "a third"},
    {"three-quarters", "les trois quarts", "three quarters"},
    {"tie", "Il y a autant de voix pour que de voix contre.",
     "There are as many votes for as against."},
    {"title", "Procès-verbal", "Minutes"},
    {"title-of", "Procès-verbal : {title}", "Minutes: {title}"},
    {"top_counts", "Notes maximales", "Top scores"},
    {"totals", "Mentions reçues", "Grades given"},
    {"two-thirds", "les deux tiers", "two thirds"},
    {"undecided",
     "Le décompte s’arrête sur une égalité entre {options} : seul un tirage au sort peut trancher.",
     "The count stops at a tie between {options}: only a draw can settle it."},
    {"voters", "Personnes ayant voté", "Persons who voted"},
    {"votes", "Voix comptées", "Votes counted"},
    {"votes-column", "Voix", "Votes"},
    {"weights", "Certaines personnes ont plusieurs voix, comme le dit la règle de la question.",
     "Some persons have several votes, as the rule of the question says."},
    {"when", "Vote ouvert du {opens} au {closes}.", "Voting was open from {opens} to {closes}."},
    {"when-always", "Le vote n’a ni date d’ouverture ni date de clôture.",
     "The vote has neither an opening nor a closing date."},
    {"when-from", "Vote ouvert depuis le {opens}, sans date de clôture.",
     "Voting has been open since {opens}, without a closing date."},
    {"when-until", "Vote ouvert jusqu’au {closes}.", "Voting was open until {closes}."},
    {"winning", "votes gagnants", "winning votes"},
    {"wins", "{options} l’emporte.", "{options} is chosen."},
    {"wins-column", "Duels gagnés", "Wins"},
    {"yes", "Pour", "For"},
    {"yes-word", "oui", "yes"},
    {"zero", "zéro aux non classés", "unranked zero"},
};

}  // namespace

std::span<const Message> minutes_catalogue() {
    return catalogue;
}

std::string Words::say(
    std::string_view name,
    std::initializer_list<std::pair<std::string_view, std::string_view>> given) const {
    const auto found = std::lower_bound(
        catalogue_.begin(), catalogue_.end(), name,
        [](const Message& message, std::string_view key) { return message.name < key; });
    if (found == catalogue_.end() || found->name != name) return std::string(name);
    const std::string_view message = french_ ? found->french : found->english;
    std::string out;
    for (std::size_t at = 0; at < message.size();) {
        const std::size_t open = std::min(message.find('{', at), message.size());
        out += message.substr(at, open - at);
        if (open == message.size()) break;
        const std::size_t close = message.find('}', open);
        const std::string_view wanted = message.substr(open + 1, close - open - 1);
        for (const auto& [key, value] : given) {
            if (key == wanted) out += value;
        }
        at = close + 1;
    }
    return out;
}

std::string Words::list(const std::vector<std::string>& items) const {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += i + 1 < items.size() ? ", " : french_ ? " et " : " and ";
        out += items[i];
    }
    return out;
}

std::string Words::written(std::string_view exact) const {
    std::string out;
    if (!exact.empty() && exact[0] == '-') {
        out = minus;
        exact.remove_prefix(1);
    }
    const std::size_t point = exact.find('.');
    out += exact.substr(0, point);
    if (point == exact.npos) return out;
    const std::size_t last = exact.find_last_not_of('0');
    if (last > point) {
        out += french_ ? "," : ".";
        out += exact.substr(point + 1, last - point);
    }
    return out;
}

std::string Words::decimal(std::string_view exact, std::int64_t scale) const {
    const auto whole = [](std::string_view text) {
        bool fits = !text.empty() && text.size() < 13;
        std::int64_t number = 0;
        const bool negative = fits && text[0] == '-';
        for (const char c : text.substr(negative ? 1 : 0)) {
            fits = fits && c >= '0' && c <= '9';
            number = number * 10 + (c - '0');
        }
        return fits ? std::optional(negative ? -number : number) : std::nullopt;
    };
    const std::size_t slash = exact.find('/');
    if (slash == exact.npos && scale == 1) return written(exact);
    const auto above = whole(exact.substr(0, slash));
    const auto below =
        slash == exact.npos ? std::optional<std::int64_t>(1) : whole(exact.substr(slash + 1));
    if (!above || !below || *below == 0) return std::string(exact);
    // Two places; half away from zero.
    const bool negative = *above < 0;
    const std::int64_t part = (negative ? -*above : *above);
    const std::int64_t units = part / *below * scale * 100;
    const std::int64_t left = part % *below * scale * 100;
    const std::int64_t hundredths = units + (2 * (left % *below) >= *below ? 1 : 0) + left / *below;
    std::string out = negative && hundredths != 0 ? minus : "";
    out += std::to_string(hundredths / 100);
    if (hundredths % 100 == 0) return out;
    out += french_ ? "," : ".";
    out += static_cast<char>('0' + hundredths % 100 / 10);
    if (hundredths % 10 != 0) out += static_cast<char>('0' + hundredths % 10);
    return out;
}

}  // namespace palabre
