#include "hub/judge.hpp"

#include <algorithm>
#include <utility>

#include "deliberation/base64url.hpp"
#include "deliberation/limits.hpp"
#include "deliberation/sha256.hpp"
#include "hub/token_check.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/composition.hpp"
#include "interchange/live_mandates.hpp"
#include "interchange/rule_book.hpp"
#include "seal/seal.hpp"

namespace palabre::hub {

namespace {

// No reason of a refusal: the author only has to ask again.
constexpr std::string_view unsettled = "unsettled";

bool hash_fits(std::string_view body, std::string_view hash) {
    return to_base64url(sha256(body)) == hash;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

}  // namespace

Judge::Judge(std::string_view debate, std::string_view owner)
    : owner_(owner),
      live_(debate, owner, {}, nullptr, count_by_the_book, &mandate_book, seal::verify_token) {}

void Judge::load(const StoredEntry& entry) {
    LogLine line;
    line.is = LogLine::Is::entry;
    line.head_text = entry.head;
    line.sig = entry.sig;
    line.body = entry.body;
    const auto head = read_head(entry.head);
    // What is in the store was a head when it was taken.
    if (!head) return;
    line.head = *head;
    LiveDebate::Applied applied;
    live_.take(line, 1, applied);
    // What came without its body is noted again with it.
    const EntryIndex index =
        applied.fresh.empty() ? find(entry_id(entry.head)) : applied.fresh.front();
    if (index.is_some()) note(index);
}

void Judge::note(EntryIndex index) {
    const Ledger& ledger = live_.debate().ledger();
    const Entry& entry = ledger.at(index);
    if (numbers_.size() < ledger.keys.size()) {
        numbers_.resize(ledger.keys.size());
        since_.resize(ledger.keys.size());
    }
    std::uint64_t& last = numbers_[entry.author.value];
    last = std::max(last, entry.n);
    stamps_.resize(ledger.entries.size());
    if (entry.body.verb == Verb::erase) erasing_.push_back(index);
    if (entry.body.verb == Verb::show && entry.body.flaw == Reason::none) {
        shows_[entry.body.first.value].push_back(index);
    }
    if (entry.body.verb == Verb::attest && entry.body.detail && entry.body.detail->token) {
        token_users_.add(entry.body.detail->token->jti.value, entry.author);
        attesting_.push_back(index);
    }
    if (entry.body.verb != Verb::stamp || !entry.body.detail || !entry.body.detail->stamp) return;
    const StampDetail& stamp = *entry.body.detail->stamp;
    if (stamp.time >= last_stamp_time_) {
        last_stamp_time_ = stamp.time;
        last_stamper_ = entry.author;
    }
    for (const RefId id : stamp.ids) {
        const EntryIndex named = ledger.entry_of(id);
        if (named.is_none()) continue;
        if (stamps_[named.value] == 0) stamps_[named.value] = index.value + 1;
        if (ledger.at(named).n == 1) since_[ledger.at(named).author.value] = stamp.time;
    }
    for (const auto& [question, ids] : stamp.held) {
        for (const RefId id : ids) {
            const EntryIndex named = ledger.entry_of(id);
            if (named.is_none()) continue;
            held_[named.value] = question;
            if (ledger.text(question) != held_for_reading) continue;
            said_waiting_[named.value].push_back(index);
            has_waiting_ = true;
        }
    }
}

std::uint64_t Judge::last_number(std::string_view author) const {
    const std::uint32_t key = live_.debate().ledger().keys.find(author);
    return key < numbers_.size() ? numbers_[key] : 0;
}

Judge::Verdict Judge::read(std::string_view text, const EntryLimits& limits,
                           const Authors& stopped) {
    Verdict verdict;
    line_ = lines_.read(text, true);
    // A log begins with a line that names debate and owner: whoever sends a whole one may leave it.
    if (line_.is == LogLine::Is::debate || line_.is == LogLine::Is::blank) {
        verdict.is = Verdict::Is::passed_over;
        return verdict;
    }
    if (line_.is == LogLine::Is::other_version) {
        verdict.id = entry_id(line_.head_text);
        verdict.is = Verdict::Is::refused;
        verdict.reason = "version";
        return verdict;
    }
    if (line_.is != LogLine::Is::entry) return verdict;
    const Head& head = line_.head;
    verdict.id = entry_id(line_.head_text);
    verdict.author = head.author;
    verdict.n = head.n;
    const auto refuse = [&verdict](std::string_view reason) {
        verdict.is = Verdict::Is::refused;
        verdict.reason = reason;
        return verdict;
    };
    if (head.debate != live_.id()) return refuse("debate");
    const EntryIndex known = find(verdict.id);
    if (known.is_some()) {
        verdict.is = Verdict::Is::known;
        verdict.position = known.value + 1;
        return verdict;
    }
    if (stopped.contains(head.author)) {
        verdict.is = Verdict::Is::passed_over;
        return verdict;
    }
    // What costs most comes last: a wrong number needs no signature to be wrong.
    verdict.expects = last_number(head.author) + 1;
    if (head.n != verdict.expects) {
        verdict.is = Verdict::Is::number;
        return verdict;
    }
    if (!line_.body) return refuse("missing");
    // Whoever opens a debate may bring a long outline; the contract bounds it.
    if (line_.body->size() > limits::list_body_bytes_max) return refuse("size");
    if (line_.body->size() > limits.body_bytes && head.author != owner_) return refuse("size");
    if (!hash_fits(*line_.body, head.body)) return refuse("hash");
    if (!seal::verify_entry(head.author, line_.head_text, line_.sig)) return refuse("signature");
    if (live_.debate().open_entry().is_none() && head.author != owner_) {
        verdict.is = Verdict::Is::unopened;
        return verdict;
    }
    verdict.is = Verdict::Is::taken;
    return verdict;
}

// What the page declares the hub has not read: an entry that refers to such a claim or question
// waits here, and counts where the page is known.
bool Judge::refers_to_page(const Body& body) const {
    const Ledger& ledger = live_.debate().ledger();
    const auto of_page = [&ledger](RefId ref) {
        return ref.is_some() && ledger.text(ref).substr(0, 1) == "~";
    };
    return of_page(body.first) || of_page(body.second);
}

bool Judge::is_open(const Body& body, std::int64_t now) const {
    if (body.verb != Verb::ballot) return true;
    const QuestionIndex question = live_.debate().question_of(body.first);
    if (question.is_none()) return true;
    const QuestionText& text = *live_.debate().questions()[question.value].text;
    return (!text.opens || now >= *text.opens) && (!text.closes || now < *text.closes);
}

Judge::Objection Judge::why_not(const Head& head, std::string_view body_text, std::int64_t now,
                                const Terms& terms) {
    Debate& debate = live_.debate();
    const std::uint64_t furthest = debate.ledger().entries.size() + limits::clock_lead_max;
    if (head.clock > furthest) return {"clock", {}};
    bodies_.parse(body_text);
    // Other clerks' stamps come from their hubs, not from readers. Thousands of names stand in one.
    if (bodies_.verb() == Verb::stamp) return {"right", {}};
    Body body = bodies_.read(debate.ledger());
    if (!is_open(body, now)) return {"time", {}};
    if (body.verb == Verb::erase && lies_of_held(body)) return {"was", {}};
    const KeyId author = debate.ledger().key(head.author);
    judged_ = {body.verb, body.first, author};
    // Until it is in, no `open` is the one that counts.
    if (body.verb == Verb::open && body.flaw == Reason::none && head.author == owner_ &&
        debate.open_entry().is_none()) {
        return open_terms_in(body_text).sound ? Objection{} : Objection{"terms", {}};
    }
    if (is_beyond_reading(body.verb) && reads_first(terms) && !is_moderator(head.author)) {
        return {"read-first", {}};
    }
    if (const EntryIndex unread = unread_in(body); unread.is_some() && body.verb != Verb::erase) {
        if (!decides(body, author)) return {"unread", {}};
        // A hide waits in every fold, as what it hides.
        if (body.verb == Verb::show) {
            give_out(unread);
            live_.settle();
        }
        return {};
    }
    const bool declared = refers_to_page(body);
    if (body.flaw == Reason::none && body.verb != Verb::unknown &&
        characters(bodies_.words(body_text).text) > terms.entry.text_characters &&
        head.author != owner_) {
        return {"text", {}};
    }
    const Verb verb = body.verb;
    if (verb == Verb::outcome && !terms.settled) return {unsettled, {}};
    std::string token;
    if (verb == Verb::attest && body.flaw == Reason::none) {
        (void)bodies_.words(body_text);
        token = BodyFields(bodies_.json(), 0).text("token").value_or("");
    }
    const Reason reason = debate.foresee(author, std::move(body), now);
    if (is_writers_verb(verb)) {
        const Objection objection = why_not_written(verb, author, reason, terms);
        if (!objection.reason.empty()) return objection;
    }
    if (reason == Reason::none && verb == Verb::attest) {
        return why_not_attested(token, author, now, terms);
    }
    if (reason == Reason::none || (reason == Reason::refers && declared)) return {};
    return {to_text(reason), {}};
}

// Who writes is the debate's to say, and the hub may be stricter.
Judge::Objection Judge::why_not_written(Verb verb, KeyId author, Reason reason,
                                        const Terms& terms) const {
    const Debate& debate = live_.debate();
    if (verb == Verb::edit && debate.rights().is_moderator(author, {})) return {};
    WriteMode mode = terms.write;
    if (reason == Reason::right && !debate.rights().may_write(author, {})) {
        const auto said = debate.ledger().at(debate.open_entry()).body.detail->open->write;
        mode = said == OpenDetail::Write::closed ? WriteMode::closed : WriteMode::members;
    } else if (reason != Reason::none && reason != Reason::refers) {
        return {};
    }
    if (mode == WriteMode::closed) return {"closed", {}};
    const bool member = debate.members().of(author) != Members::nobody;
    return mode == WriteMode::members && !member ? Objection{"members", {}} : Objection{};
}

Judge::Objection Judge::why_not_attested(std::string_view token, KeyId author, std::int64_t now,
                                         const Terms& terms) {
    Ledger& ledger = live_.debate().ledger();
    const Members& members = live_.debate().members();
    std::vector<std::string> keys;
    for (const KeyId key : members.site_keys()) {
        std::string text(ledger.text(key));
        const bool allowed = terms.keys.empty() || std::find(terms.keys.begin(), terms.keys.end(),
                                                             text) != terms.keys.end();
        if (allowed) keys.push_back(std::move(text));
    }
    CheckedToken checked;
    const TokenFault fault = check_token(token, live_.id(), keys, now, checked);
    if (fault.is_some()) return {fault.reason, fault.what};
    const KeyId* user = token_users_.find(ledger.refs.find(checked.token.jti));
    if (user != nullptr && *user != author) return {"token-used", {}};
    if (members.is_another(author, ledger.key(checked.signer), checked.token.sub)) {
        return {"token-member", {}};
    }
    return {};
}

// What is not stamped attests nobody, and the stamp comes with the next write to the disk.
bool Judge::is_being_attested(KeyId author) {
    const Ledger& ledger = live_.debate().ledger();
    attesting_.erase(std::remove_if(attesting_.begin(), attesting_.end(),
                                    [&ledger](EntryIndex index) {
                                        return ledger.at(index).state != State::pending;
                                    }),
                     attesting_.end());
    return std::any_of(attesting_.begin(), attesting_.end(),
                       [&](EntryIndex index) { return ledger.at(index).author == author; });
}

void Judge::take(Verdict& verdict, std::int64_t now, const Terms& terms) {
    const Objection objection = why_not(line_.head, *line_.body, now, terms);
    if (!objection.reason.empty()) {
        refused_bytes_ += line_.body->size();
        verdict.is = Verdict::Is::unsettled;
        if (objection.reason == unsettled) return;
        const bool of_members = objection.reason == "members" || objection.reason == "eligible" ||
                                objection.reason == "right" || objection.reason == "unread" ||
                                objection.reason == "read-first";
        const KeyId author(live_.debate().ledger().keys.find(line_.head.author));
        const bool early = of_members && is_being_attested(author);
        verdict.is = early ? Verdict::Is::early : Verdict::Is::refused;
        verdict.reason = objection.reason;
        verdict.what = objection.what;
        return;
    }
    const bool is_new = verdict.n == 1;
    if (is_new && terms.asks_work && judged_.verb != Verb::attest &&
        terms.worked != verdict.author && !is_in_office(judged_.author)) {
        refused_bytes_ += line_.body->size();
        verdict.is = Verdict::Is::work;
        return;
    }
    verdict.was_new = is_new;
    verdict.row = {std::string(line_.head_text), std::string(line_.sig), std::string(*line_.body)};
    // Only a clerk's stamps say that something is held, and when a question has closed. Where the
    // others are clerks they will say it of words that this hub has sent them.
    const bool is_clerk = may_stamp(terms.clerk);
    if (is_clerk) hold_ballot(verdict.row);
    if (is_clerk || terms.among_others) hold_words(verdict.row, terms);
    // Then the fold here is that of every reader, who has not the body either.
    const bool held = !verdict.row.held_for.empty();
    const EntryIndex index = fold_line(held);
    if (held) keep_held(index, verdict.row);
    verdict.position = index.value + 1;
}

EntryIndex Judge::fold_line(bool held) {
    if (held) line_.body.reset();
    LiveDebate::Applied applied;
    live_.take(line_, 1, applied);
    live_.settle();
    const EntryIndex index = applied.fresh.front();
    note(index);
    return index;
}

// Of what is held readers cannot tell whether `was` is true, the hub can.
bool Judge::lies_of_held(const Body& erase) const {
    const Ledger& ledger = live_.debate().ledger();
    const EntryIndex target = ledger.entry_of(erase.first);
    if (target.is_none() || ledger.at(target).has_body) return false;
    const RefId* const question = held_.find(target.value);
    if (question == nullptr) return false;
    const EraseDetail* const said = erase.detail ? erase.detail->erase.get() : nullptr;
    if (ledger.text(*question) != held_for_reading) {
        return said == nullptr || !said->sound || !(said->was == Was{Verb::ballot, *question});
    }
    const Unread::Words* const unread = unread_.find(target);
    if (unread == nullptr) return false;
    // Of a name there is nothing to say.
    if (!unread->was) return said != nullptr && said->says;
    return said == nullptr || !said->sound || !(said->was == *unread->was);
}

// A question that shows its results after the closing shows no ballot before, where it closes.
void Judge::hold_ballot(NewRow& row) const {
    const Debate& debate = live_.debate();
    if (judged_.verb != Verb::ballot) return;
    const QuestionIndex question = debate.question_of(judged_.first);
    if (question.is_none()) return;
    const QuestionText& text = *debate.questions()[question.value].text;
    if (text.results != Results::after_close || !text.closes) return;
    row.held_for = debate.ledger().text(judged_.first);
    row.held_until = *text.closes;
}

std::vector<Position> Judge::take_erased() {
    const Ledger& ledger = live_.debate().ledger();
    std::vector<Position> erased;
    std::vector<EntryIndex> left;
    for (const EntryIndex index : erasing_) {
        const EntryIndex target = ledger.entry_of(ledger.at(index).body.first);
        if (target.is_none() || !ledger.at(target).erased)
            left.push_back(index);
        else if (ledger.at(target).has_body || held_.has(target.value)) {
            erased.push_back(target.value + 1);
            unread_.forget(target);
        }
    }
    erasing_.swap(left);
    return erased;
}

Position Judge::take_own(const NewRow& row) {
    StoredEntry entry;
    entry.head = row.head;
    entry.sig = row.sig;
    entry.body = row.body;
    load(entry);
    live_.settle();
    return head();
}

bool Judge::has_declared(std::string_view key) const {
    const Ledger& ledger = live_.debate().ledger();
    const KeyId author(ledger.keys.find(key));
    for (const Entry& entry : ledger.entries) {
        if (entry.author == author && entry.body.verb == Verb::declare) return true;
    }
    return false;
}

Clerk::Place Judge::next_place(std::string_view clerk, std::int64_t now) const {
    const Debate& debate = live_.debate();
    Clerk::Place place;
    place.debate = live_.id();
    place.n = last_number(clerk) + 1;
    place.clock = debate.next_clock();
    if (const RefId seen = debate.latest_stamp(); seen.is_some()) {
        place.seen = debate.ledger().text(seen);
    }
    place.now = now;
    return place;
}

// Of two clerks' stamps of one time either may come first: one who is behind follows those it has.
std::int64_t Judge::stamp_time(std::string_view clerk, std::int64_t now) const {
    const KeyId key(live_.debate().ledger().keys.find(clerk));
    const bool own = last_stamper_.is_none() || key == last_stamper_;
    return std::max(now, last_stamp_time_ + (own ? 0 : 1));
}

Position Judge::stamp_of(Position entry) const {
    return entry <= stamps_.size() ? stamps_[entry - 1] : 0;
}

std::string Judge::line(Position position) const {
    return live_.line(EntryIndex(static_cast<std::size_t>(position - 1)));
}

}  // namespace palabre::hub
