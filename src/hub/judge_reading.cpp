// What a moderator reads before others, and who is known well enough to be trusted.
#include "hub/judge.hpp"

namespace palabre::hub {

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
    return words->was && rights.is_moderator(author, {}) && !rights.is_banned(author, {});
}

void Judge::load_unread(const StoredEntry& entry) {
    NewRow row;
    row.head = entry.head;
    row.sig = entry.sig;
    row.body = entry.body.value_or("");
    keep_unread(EntryIndex(static_cast<std::size_t>(entry.position - 1)), row);
}

void Judge::keep_unread(EntryIndex entry, const NewRow& row) {
    Ledger& ledger = live_.debate().ledger();
    const Body body = bodies_.read(row.body, ledger);
    unread_.add(entry,
                {row.head, row.sig, row.body, ledger.at(entry).author, body.verb, truth_of(body)});
}

void Judge::give_out(EntryIndex read) {
    std::vector<EntryIndex> all = unread_.names_of(unread_.find(read)->author);
    all.push_back(read);
    for (const EntryIndex each : all) {
        const Unread::Words& words = *unread_.find(each);
        StoredEntry entry;
        entry.position = each.value + 1;
        entry.head = words.head;
        entry.sig = words.sig;
        entry.body = words.body;
        load(entry);
        read_.push_back(entry.position);
        unread_.forget(each);
    }
    live_.settle();
}

}  // namespace palabre::hub
