// What a moderator reads before others, and who is known well enough to be trusted.
//
// Several hubs come to the same words by the same set of entries, in whatever order these come.
// Words that another hub took are held as they come, before anybody is asked, and waited for by
// every hub that reads first there, or where the stamp by which they stand says so. They are given
// out once
// - they are stamped, this hub does not read first there, and that stamp does not say that they
//   wait; or
// - they are stamped, their author was a moderator where they stand, and that stamp does not say
//   so; or
// - a `show` of who was a moderator where it stands names them; of a name: any words of its author,
//   by stamps behind the name.
// Nothing that comes later takes words back that have been given out.
#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "hub/judge.hpp"

namespace palabre::hub {

namespace {

// No closing comes for what a moderator has to read.
constexpr std::int64_t held_for_good = INT64_MAX;

}  // namespace

const OpenTerms& Judge::open_terms() {
    const EntryIndex open = live_.debate().open_entry();
    if (open != open_) {
        open_ = open;
        open_terms_ = open_terms_of(live_);
    }
    return open_terms_;
}

bool Judge::reads_first(const Terms& terms) {
    return terms.read_first || open_terms().read_first;
}

bool Judge::is_moderator(std::string_view key) const {
    const Debate& debate = live_.debate();
    const KeyId id(debate.ledger().keys.find(key));
    return id.is_some() && debate.rights().is_moderator(id, {}) &&
           !debate.rights().is_banned(id, {});
}

bool Judge::is_in_office(KeyId key) const {
    const Rights& rights = live_.debate().rights();
    return live_.debate().ledger().text(key) == owner_ || rights.is_moderator(key, {}) ||
           rights.has_role(key, Role::facilitator, {});
}

bool Judge::is_newcomer(std::string_view key, std::int64_t now) const {
    const KeyId id(live_.debate().ledger().keys.find(key));
    if (id.is_none()) return key != owner_;
    if (is_in_office(id) || live_.debate().members().of(id) != Members::nobody) return false;
    const std::int64_t since = id.value < since_.size() ? since_[id.value] : 0;
    return since == 0 || now - since < day_ms;
}

// Of what an entry refers to, what nobody has read yet.
EntryIndex Judge::unread_in(const Body& body) const {
    const Ledger& ledger = live_.debate().ledger();
    for (const RefId ref : {body.first, body.second}) {
        const EntryIndex entry = ref.is_some() ? ledger.entry_of(ref) : EntryIndex{};
        if (entry.is_some() && unread_.find(entry) != nullptr) return entry;
    }
    return {};
}

// Whether it says of unread words that they are shown, or hidden.
bool Judge::decides(const Body& body, KeyId author) const {
    const Rights& rights = live_.debate().rights();
    const bool says = body.verb == Verb::show || body.verb == Verb::hide;
    if (!says || body.flaw != Reason::none) return false;
    const Unread::Words* const words = unread_.find(unread_in(body));
    return is_shown_by_itself(words->verb) && rights.is_moderator(author, {}) &&
           !rights.is_banned(author, {});
}

void Judge::load_unread(const StoredEntry& entry) {
    NewRow row;
    row.head = entry.head;
    row.sig = entry.sig;
    row.body = entry.body.value_or("");
    row.held_for = held_for_reading;
    keep_held(EntryIndex(static_cast<std::size_t>(entry.position - 1)), row);
}

void Judge::keep_unread(EntryIndex entry, const NewRow& row) {
    Ledger& ledger = live_.debate().ledger();
    const Body body = bodies_.read(row.body, ledger);
    unread_.add(entry,
                {row.head, row.sig, row.body, ledger.at(entry).author, body.verb, truth_of(body)});
}

// Where a moderator reads first, nobody else is given what is written until then.
void Judge::hold_words(NewRow& row, const Terms& terms) {
    const bool first = is_held_for_reading(judged_.verb) && reads_first(terms) &&
                       !live_.debate().rights().is_moderator(judged_.author, {});
    if (!first) return;
    row.held_for = held_for_reading;
    row.held_until = held_for_good;
}

// Whoever wrote them: what says that they need not wait may stand behind them.
void Judge::hold_brought_words(NewRow& row, const Terms& terms) {
    // What this version does not know may be words to another.
    const bool words = is_held_for_reading(judged_.verb) || is_beyond_reading(judged_.verb) ||
                       judged_.verb == Verb::unknown;
    if (!words || (is_opened() && !reads_first(terms) && !has_waiting_)) return;
    row.held_for = held_for_reading;
    row.held_until = held_for_good;
}

void Judge::keep_held(EntryIndex entry, const NewRow& row) {
    held_[entry.value] = live_.debate().ledger().ref(row.held_for);
    if (row.held_for == held_for_reading) keep_unread(entry, row);
}

bool Judge::is_unread(Position position) const {
    return unread_.find(EntryIndex(static_cast<std::size_t>(position - 1))) != nullptr;
}

// A stamp of who is no clerk says nothing.
bool Judge::lacks_word_of_waiting(Position position) const {
    if (!is_unread(position)) return false;
    const auto said = said_waiting_.find(static_cast<std::uint32_t>(position - 1));
    if (said == said_waiting_.end()) return true;
    const Debate& debate = live_.debate();
    return std::none_of(said->second.begin(), said->second.end(), [&debate](EntryIndex stamp) {
        return debate.is_clerk(debate.ledger().at(stamp).author);
    });
}

bool Judge::waits_for_stamp_alone(Position position, const Terms& terms) {
    const EntryIndex entry(static_cast<std::size_t>(position - 1));
    const Debate& debate = live_.debate();
    if (is_stamped(entry)) return false;
    const KeyId author = debate.ledger().at(entry).author;
    const bool moderator =
        debate.rights().is_moderator(author, {}) && !debate.rights().is_banned(author, {});
    return is_opened() && (moderator || !reads_first(terms));
}

bool Judge::is_stamped(EntryIndex entry) const {
    return live_.debate().ledger().at(entry).stamped || !live_.debate().has_clerk();
}

// By who had an office where it stands, which is the end where it has no stamp yet.
bool Judge::is_moderators(EntryIndex entry) const {
    const Rights& rights = live_.debate().rights();
    const KeyId author = live_.debate().ledger().at(entry).author;
    return rights.is_moderator(author, entry) && !rights.is_banned(author, entry);
}

// Whether the stamp by which it stands says that it waits: that of the hub that took it.
bool Judge::waited_when_taken(EntryIndex entry) const {
    const auto said = said_waiting_.find(entry.value);
    if (said == said_waiting_.end()) return false;
    const Ledger& ledger = live_.debate().ledger();
    const Entry& words = ledger.at(entry);
    return std::any_of(said->second.begin(), said->second.end(), [&](EntryIndex stamp) {
        return !words.stamped || ledger.at(stamp).id == words.stamp.id;
    });
}

bool Judge::is_read(EntryIndex entry, const Unread::Words& words, const Terms& terms) {
    const Entry& known = live_.debate().ledger().at(entry);
    if (known.erased) return false;
    if (is_opened() && is_stamped(entry) && !waited_when_taken(entry) &&
        (!reads_first(terms) || is_moderators(entry))) {
        return true;
    }
    const auto shows = shows_.find(known.id.value);
    if (!is_shown_by_itself(words.verb) || shows == shows_.end()) return false;
    return std::any_of(shows->second.begin(), shows->second.end(),
                       [this](EntryIndex show) { return is_moderators(show); });
}

// Names that stand before words of their author which were let be seen.
std::vector<EntryIndex> Judge::read_names() const {
    const Ledger& ledger = live_.debate().ledger();
    std::multimap<std::uint32_t, EntryIndex> names;  // by author
    for (const auto& [entry, words] : unread_.all()) {
        const EntryIndex name(entry);
        if (words.verb != Verb::name || !ledger.at(name).stamped || ledger.at(name).erased)
            continue;
        names.emplace(words.author.value, name);
    }
    std::vector<EntryIndex> read;
    if (names.empty()) return read;
    for (const auto& [target, shows] : shows_) {
        const EntryIndex shown = ledger.entry_of(RefId(target));
        if (shown.is_none()) continue;
        const auto of_author = names.equal_range(ledger.at(shown).author.value);
        for (auto name = of_author.first; name != of_author.second;) {
            const bool before = std::any_of(shows.begin(), shows.end(), [&](EntryIndex show) {
                return ledger.at(show).stamped && is_moderators(show) &&
                       ledger.before(name->second, show);
            });
            if (before) read.push_back(name->second);
            name = before ? names.erase(name) : std::next(name);
        }
    }
    return read;
}

void Judge::settle_reading(const Terms& terms) {
    std::vector<EntryIndex> read = read_names();
    for (const auto& [entry, words] : unread_.all()) {
        const EntryIndex each(entry);
        const bool named = std::find(read.begin(), read.end(), each) != read.end();
        if (!named && is_read(each, words, terms)) read.push_back(each);
    }
    if (read.empty()) return;
    for (const EntryIndex each : read) give_out(each);
    live_.settle();
}

void Judge::give_out(EntryIndex read) {
    const Unread::Words& words = *unread_.find(read);
    StoredEntry entry;
    entry.position = read.value + 1;
    entry.head = words.head;
    entry.sig = words.sig;
    entry.body = words.body;
    load(entry);
    read_.push_back(entry.position);
    unread_.forget(read);
}

std::vector<Position> Judge::take_read() {
    return std::exchange(read_, {});
}

}  // namespace palabre::hub
