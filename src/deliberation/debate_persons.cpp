// Whose keys are whose: members by their tokens, others by their devices (docs/entry.md, 2.8, 5.8).
#include "deliberation/debate.hpp"

namespace palabre {

namespace {

std::uint64_t pair_of(KeyId a, KeyId b) {
    return (std::uint64_t{a.value} << 32U) | b.value;
}

}  // namespace

bool Debate::is_aside(const Entry& entry) {
    return entry.has_body && (entry.body.verb == Verb::device || entry.body.verb == Verb::name ||
                              entry.body.verb == Verb::attest);
}

KeyId Debate::person(KeyId key) const {
    if (key.value >= persons_.size()) return key;
    while (persons_[key.value] != key) key = persons_[key.value];
    return key;
}

std::size_t Debate::persons() const {
    KeyIndex seen;
    for (std::size_t i = 0; i < effective_.size(); ++i) {
        if (effective_[i] > 0) seen.add(person(KeyId(i)).value);
    }
    return seen.keys().size();
}

std::int64_t Debate::votes(const QuestionText& question, KeyId person) const {
    if (!question.members_only.value_or(false)) return 1;
    return members_.votes(person, question.closes);
}

void Debate::attest(EntryIndex index) {
    const BodyDetail* const said = ledger_.at(index).body.detail.get();
    if (!Members::are_known() || said == nullptr || !said->token) return;
    last_attest_ = index;
    const auto attested = members_.attest(index, time_of(index), check_token_);
    if (attested != Members::Attested::nothing && said->role) rights_.take(index);
}

// First the members, whose tokens hang on no device; then the devices, by place.
void Debate::join_persons(const std::vector<EntryIndex>& deciding) {
    const std::size_t members = Members::are_known() ? members_.size() : 0;
    std::vector<std::uint32_t> member_of;  // by key, of those that stand for a person
    if (members > 0) member_of.assign(persons_.size(), Members::nobody);
    for (std::uint32_t member = 0; member < members; ++member) {
        const std::vector<KeyId>& keys = members_.keys(member);
        for (const KeyId key : keys) persons_[key.value] = keys.front();
        member_of[keys.front().value] = member;
    }
    for (const EntryIndex index : deciding) {
        const Entry& entry = ledger_.at(index);
        const bool judged = entry.state == State::counts || entry.state == State::pending;
        if (entry.body.verb != Verb::device || !entry.has_body || !judged) continue;
        const KeyId a = entry.author;
        const KeyId b = entry.body.key;
        const bool joins = devices_.has(pair_of(b, a));
        const KeyId x = person(a);
        const KeyId y = person(b);
        if (joins && x != y && members > 0) {
            if (member_of[x.value] != Members::nobody && member_of[y.value] != Members::nobody) {
                settle_entry(index, Reason::right);
                continue;
            }
            if (entry.state == State::counts && member_of[y.value] == Members::nobody) {
                member_of[y.value] = member_of[x.value];
            }
        }
        if (entry.state != State::counts) continue;
        devices_.add(pair_of(a, b));
        deviced_.add(a.value);
        deviced_.add(b.value);
        if (joins) persons_[x.value] = y;
    }
    for (std::size_t i = 0; members > 0 && i < member_of.size(); ++i) {
        const std::uint32_t member = member_of[person(KeyId(i)).value];
        if (member != Members::nobody) members_.belongs(KeyId(i), member);
    }
}

bool Debate::names_two_members(EntryIndex index) const {
    const Entry& entry = ledger_.at(index);
    const std::uint32_t own = members_.of(entry.author);
    const std::uint32_t other = members_.of(entry.body.key);
    return own != Members::nobody && other != Members::nobody && own != other;
}

bool Debate::joins_two_members(EntryIndex index) const {
    const Entry& entry = ledger_.at(index);
    return names_two_members(index) && devices_.has(pair_of(entry.body.key, entry.author));
}

// Where one of the two persons has said nothing yet, nothing has to be counted again.
void Debate::arrive_device(EntryIndex index) {
    const KeyId a = ledger_.at(index).author;
    const KeyId b = ledger_.at(index).body.key;
    devices_.add(pair_of(a, b));
    deviced_.add(a.value);
    deviced_.add(b.value);
    if (!devices_.has(pair_of(b, a))) return;
    if (person(a) == person(b)) return;
    changes_.persons = true;
    const bool members = members_.of(a) != Members::nobody || members_.of(b) != Members::nobody;
    if (not_ones_own_ > 0 || members) {
        stale_ = true;
    } else if (person(b) == b && entries_of_[b.value] == 0) {
        persons_[b.value] = person(a);
    } else if (person(a) == a && entries_of_[a.value] == 0) {
        persons_[a.value] = person(b);
    } else {
        stale_ = true;
    }
}

// Where the key has said nothing yet and stands alone, nothing has to be counted again.
void Debate::arrive_attest(EntryIndex index) {
    const Entry& entry = ledger_.at(index);
    const BodyDetail* const said = entry.body.detail.get();
    if (!Members::are_known() || said == nullptr || !said->token) return;
    // Who used a token first, and what a member's last one says, hang on the order.
    const bool late = last_attest_.is_some() && ledger_.before(index, last_attest_);
    const KeyId author = entry.author;
    // Who is a member by a device alone is none before the devices are looked at.
    const bool known = members_.is_attested(author);
    const bool alone = !deviced_.has(author.value) && entries_of_[author.value] == 0;
    if (late || (!known && !alone) || (said->role && !last_to_judge(index))) {
        stale_ = true;
        return;
    }
    last_attest_ = index;
    const Members::Attested attested = members_.attest(index, time_of(index), check_token_);
    if (attested == Members::Attested::nothing) return;
    if (said->role) rights_.take(index);
    const std::uint32_t member = members_.of(author);
    if (attested == Members::Attested::joined) {
        persons_[author.value] = person(members_.keys(member).front());
        stale_ = not_ones_own_ > 0;
    }
    // What was counted with another weight is counted again.
    stale_ = stale_ || (attested != Members::Attested::fresh && members_.weight_changed(member));
    if (attested == Members::Attested::again || stale_) return;
    changes_.persons = true;
    for (std::size_t i = 0; i < questions_.size(); ++i) {
        if (questions_[i].text->members_only.value_or(false)) {
            changes_.questions.push_back(QuestionIndex(i));
        }
    }
}

}  // namespace palabre
