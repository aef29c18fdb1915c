#include "workbench/log_filter.hpp"

#include "interchange/debate_words.hpp"
#include "interchange/text_likeness.hpp"
#include "workbench/outline_lines.hpp"

namespace palabre::workbench {

namespace {

bool has_words(Verb verb) {
    return verb == Verb::claim || verb == Verb::remark || verb == Verb::edit ||
           verb == Verb::name || verb == Verb::outcome || verb == Verb::translate;
}

bool passes(const Entry& entry, LogFate fate) {
    switch (fate) {
        case LogFate::all:
            return true;
        case LogFate::counts:
            return entry.state == State::counts;
        case LogFate::voided:
            return entry.state == State::voided;
        case LogFate::waiting:
            return entry.state == State::waiting || entry.state == State::pending ||
                   entry.state == State::bodiless;
    }
    return true;
}

// What it says itself; else the words of the claim or question that it is about.
std::string words_of(const LiveDebate& live, EntryIndex index) {
    const Debate& debate = live.debate();
    const Entry& entry = debate.ledger().at(index);
    if (entry.erased || !entry.has_body) return {};
    if (has_words(entry.body.verb)) return std::string(live.words(index).text);
    if (entry.body.verb == Verb::ask) {
        return entry.body.detail && entry.body.detail->question ? entry.body.detail->question->title
                                                                : std::string();
    }
    if (entry.body.first.is_none()) return {};
    if (const ClaimIndex claim = debate.claim_of(entry.body.first); claim.is_some()) {
        return claim == thesis_index ? one_line(live, claim) : live.text(claim).value_or("");
    }
    if (const QuestionIndex asked = debate.question_of(entry.body.first); asked.is_some()) {
        return debate.questions()[asked.value].text->title;
    }
    return {};
}

}  // namespace

LogKind kind_of(Verb verb) {
    switch (verb) {
        case Verb::claim:
        case Verb::remark:
        case Verb::link:
        case Verb::tag:
        case Verb::edit:
        case Verb::name:
        case Verb::translate:
            return LogKind::words;
        case Verb::impact:
        case Verb::stance:
            return LogKind::judgements;
        case Verb::ballot:
        case Verb::delegate:
        case Verb::proxy:
        case Verb::count:
        case Verb::present:
        case Verb::draw:
            return LogKind::votes;
        case Verb::flag:
        case Verb::withdraw:
        case Verb::erase:
        case Verb::hide:
        case Verb::show:
        case Verb::move:
        case Verb::merge:
        case Verb::ban:
            return LogKind::moderation;
        default:
            return LogKind::rules;
    }
}

std::vector<EntryIndex> filtered_log(const LiveDebate& live, const LogFilter& filter) {
    const Ledger& ledger = live.debate().ledger();
    const std::string wanted = folded_words(filter.text);
    std::vector<EntryIndex> found;
    for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
        const EntryIndex index(i);
        const Entry& entry = ledger.at(index);
        if (filter.kind != LogKind::all && kind_of(entry.verb()) != filter.kind) continue;
        if (!passes(entry, filter.fate)) continue;
        if (!filter.author.empty() && ledger.text(entry.author) != filter.author) continue;
        if (!wanted.empty() && words_found(wanted, folded_words(words_of(live, index))) == 0) {
            continue;
        }
        found.push_back(index);
    }
    return found;
}

LogRow log_row(const LiveDebate& live, EntryIndex index) {
    const Debate& debate = live.debate();
    const Entry& entry = debate.ledger().at(index);
    LogRow row;
    row.at = entry.at;
    row.author = debate.ledger().text(entry.author);
    row.who = person_words(live, entry.author);
    row.verb = entry.verb();
    row.state = entry.state;
    row.reason = entry.reason;
    row.text = words_of(live, index);
    row.claim = debate.claim_of(entry.id);
    if (row.claim.is_none() && entry.first().is_some()) row.claim = debate.claim_of(entry.first());
    return row;
}

}  // namespace palabre::workbench
