#include "interchange/live_mandates.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "deliberation/limits.hpp"
#include "deliberation/sorting.hpp"
#include "tally/draw.hpp"

namespace palabre {

namespace {

// Whether an entry came in time to count on a question that closes then.
bool in_time(const Debate& debate, EntryIndex entry, const std::optional<std::int64_t>& closes) {
    const auto time = debate.time_of(entry);
    return !time || !closes || *time < *closes;
}

RefId ref_of(const Debate& debate, std::string_view text) {
    return RefId(debate.ledger().refs.find(text));
}

}  // namespace

LiveMandate::LiveMandate(const Debate& debate, const Question& question)
    : debate_(&debate), id_(question.id), text_(question.text) {
    const Value& rule = text_->rule;
    const Value* liquid = rule.some("liquid");
    liquid_ = liquid != nullptr && liquid->boolean;
    const Value* meeting = rule.some("meeting");
    if (meeting != nullptr && meeting->is(Value::Kind::text)) meeting_ = &meeting->text;
    const Value* weights = rule.some("weights");
    if (weights != nullptr && weights->is(Value::Kind::object)) weights_ = weights;
    const Value* most = rule.some("max_proxies");
    if (most != nullptr && most->is(Value::Kind::number) && most->number >= 0) {
        max_proxies_ = static_cast<std::size_t>(most->number);
    }
}

void LiveMandate::build(std::vector<VoteShift>& shifts) {
    scopes_ = scopes();
    forest_ = {};
    choices_.clear();
    find_weights();
    RegisterIndex at = debate_->registers().group(RegisterKind::ballot, id_, {});
    for (; at.is_some(); at = debate_->registers().at(at).next_in_group) {
        const Value* choice = debate_->choice(at);
        if (choice != nullptr) vote(debate_->registers().at(at).person, choice, shifts);
    }
    if (liquid()) {
        for (const KeyId person : persons(RegisterKind::delegation)) {
            set(person, choice(person.value), pointed(person), shifts);
        }
    }
    unsettled_ = at_meeting();
    settle(shifts);
}

bool LiveMandate::outdated(const Changes& changes) {
    if (changes.persons) return true;
    if (weights_ != nullptr && debate_->ledger().keys.size() != keys_) {
        keys_ = debate_->ledger().keys.size();
        if (weighed_keys() != weighed_) return true;
    }
    const bool new_names = !changes.mandates.empty() || !changes.placements.empty();
    return new_names && scopes() != scopes_;
}

void LiveMandate::vote(KeyId person, const Value* choice, std::vector<VoteShift>& shifts) {
    set(person, choice, liquid() ? pointed(person) : forest_.to(person.value), shifts);
    unsettled_ = unsettled_ || at_meeting();
}

void LiveMandate::mandate(EntryIndex entry, std::vector<VoteShift>& shifts) {
    const Entry& said = debate_->ledger().at(entry);
    if (at_meeting()) {
        unsettled_ = unsettled_ || said.body.verb == Verb::proxy || said.body.verb == Verb::present;
    } else if (liquid_ && said.body.verb == Verb::delegate) {
        const KeyId person = debate_->person(said.author);
        set(person, choice(person.value), pointed(person), shifts);
    }
}

// Who is there, by the roll or by a ballot; then the proxies in the order in which they came.
void LiveMandate::settle(std::vector<VoteShift>& shifts) {
    if (!std::exchange(unsettled_, false)) return;
    std::vector<KeyId> people;
    std::unordered_map<std::uint32_t, Voter> numbers;
    ProxyAssembly assembly;
    const auto number = [&](KeyId person) {
        const auto [known, fresh] =
            numbers.try_emplace(person.value, static_cast<Voter>(people.size()));
        if (fresh) {
            people.push_back(person);
            assembly.weights.push_back(weight(person));
            assembly.present.push_back(choice(person.value) != nullptr);
        }
        return known->second;
    };
    for (Voter i = 0; i < choices_.size(); ++i) {
        if (choices_[i] != nullptr) number(KeyId(i));
    }
    const RefId meeting = ref_of(*debate_, *meeting_);
    RegisterIndex at = meeting.is_none()
                           ? RegisterIndex{}
                           : debate_->registers().group(RegisterKind::presence, meeting, {});
    for (; at.is_some(); at = debate_->registers().at(at).next_in_group) {
        const KeyId member = debate_->registers().at(at).person;
        if (standing(RegisterKind::presence, member, meeting).is_none()) continue;
        assembly.present[number(debate_->person(member))] = true;
    }
    std::vector<Given> before = std::move(given_);
    given_.clear();
    for (const KeyId giver : persons(RegisterKind::proxy)) {
        const EntryIndex entry = narrowest(RegisterKind::proxy, giver);
        if (entry.is_none()) continue;
        const KeyId named = debate_->ledger().at(entry).body.key;
        given_.push_back({giver, named.is_some() ? debate_->person(named) : named, entry, {}});
    }
    sort_by(given_, [this](const Given& a, const Given& b) {
        return debate_->ledger().before(a.entry, b.entry);
    });
    for (const Given& given : given_) {
        const Voter giver = number(given.giver);
        const Voter holder = given.holder.is_some() ? number(given.holder) : nobody;
        assembly.proxies.push_back({giver, holder, debate_->ledger().at(given.entry).body.on});
    }
    assembly.max_proxies = max_proxies_;
    attending_.clear();
    for (Voter i = 0; i < people.size(); ++i) {
        if (assembly.present[i]) attending_.push_back(people[i]);
    }
    sort_by(attending_, [](KeyId a, KeyId b) { return a.value < b.value; });
    const ProxyResult result = count_proxies(assembly);
    members_ = result.present_or_represented;
    present_ = result.total_votes;
    for (std::size_t i = 0; i < given_.size(); ++i) given_[i].refusal = result.refusals[i];
    for (const Given& was : before) {
        if (was.refusal == ProxyRefusal::none) {
            set(was.giver, choice(was.giver.value), nobody, shifts);
        }
    }
    for (const Given& given : given_) {
        if (given.refusal == ProxyRefusal::none) {
            set(given.giver, nullptr, given.holder.value, shifts);
        }
    }
}

std::optional<std::int64_t> LiveMandate::present() const {
    if (!at_meeting()) return std::nullopt;
    return present_;
}

// The question; then, of delegations, what it is about and what that was said under, as it was
// said: nobody who moves claims moves votes. Of proxies, the meeting.
std::vector<RefId> LiveMandate::scopes() const {
    std::vector<RefId> scopes{id_};
    if (at_meeting()) {
        scopes.push_back(ref_of(*debate_, *meeting_));
    } else {
        RefId at = text_->about ? ref_of(*debate_, *text_->about) : RefId{};
        for (std::size_t i = 0; i < limits::depth_max && at.is_some(); ++i) {
            const ClaimIndex claim = debate_->claim_of(at);
            if (claim == thesis_index) break;
            scopes.push_back(at);
            if (claim.is_none()) break;
            const Debate::Declared* declared = debate_->declared(claim);
            at = declared != nullptr
                     ? declared->parent
                     : debate_->ledger().at(debate_->tree().at(claim).entry).first();
        }
        scopes.push_back(ref_of(*debate_, "~"));
    }
    scopes.push_back(ref_of(*debate_, "*"));
    return scopes;
}

EntryIndex LiveMandate::standing(RegisterKind kind, KeyId person, RefId scope) const {
    if (scope.is_none()) return {};
    const RegisterIndex said = debate_->registers().find(kind, person, scope, {});
    if (said.is_none()) return {};
    EntryIndex entry = debate_->registers().at(said).latest;
    while (entry.is_some() && !in_time(*debate_, entry, text_->closes)) {
        entry = debate_->ledger().at(entry).older;
    }
    return entry;
}

EntryIndex LiveMandate::narrowest(RegisterKind kind, KeyId person) const {
    for (const RefId scope : scopes_) {
        const EntryIndex entry = standing(kind, person, scope);
        if (entry.is_none()) continue;
        const Body& body = debate_->ledger().at(entry).body;
        const bool names = body.key.is_some() && debate_->person(body.key) != person;
        // A delegation to oneself or to no key says nothing; a proxy to them is refused by name.
        if (kind == RegisterKind::proxy ? body.has_value : names) return entry;
    }
    return {};
}

std::vector<std::pair<RefId, EntryIndex>> LiveMandate::said(KeyId person) const {
    const RegisterKind kind = at_meeting() ? RegisterKind::proxy : RegisterKind::delegation;
    std::vector<std::pair<RefId, EntryIndex>> all;
    if (!at_meeting() && !liquid_) return all;
    for (const RefId scope : scopes_) {
        const EntryIndex entry = standing(kind, person, scope);
        if (entry.is_some()) all.emplace_back(scope, entry);
    }
    return all;
}

Voter LiveMandate::pointed(KeyId person) const {
    const EntryIndex entry = narrowest(RegisterKind::delegation, person);
    if (entry.is_none()) return nobody;
    return debate_->person(debate_->ledger().at(entry).body.key).value;
}

// Each once, by number.
std::vector<KeyId> LiveMandate::persons(RegisterKind kind) const {
    std::vector<KeyId> all;
    for (const RefId scope : scopes_) {
        if (scope.is_none()) continue;
        RegisterIndex at = debate_->registers().group(kind, scope, {});
        for (; at.is_some(); at = debate_->registers().at(at).next_in_group) {
            all.push_back(debate_->registers().at(at).person);
        }
    }
    sort_by(all, [](KeyId a, KeyId b) { return a.value < b.value; });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::size_t LiveMandate::weighed_keys() const {
    std::size_t known = 0;
    for (const auto& [text, said] : weights_->fields) {
        if (KeyId(debate_->ledger().keys.find(text)).is_some()) ++known;
    }
    return known;
}

void LiveMandate::find_weights() {
    weight_of_.clear();
    keys_ = debate_->ledger().keys.size();
    if (weights_ == nullptr) return;
    weighed_ = weighed_keys();
    for (const auto& [text, said] : weights_->fields) {
        const KeyId key(debate_->ledger().keys.find(text));
        if (key.is_none() || !said.is(Value::Kind::number)) continue;
        if (said.number < 1 || said.number > limits::weight_max) continue;
        std::int64_t& weight = weight_of_[debate_->person(key).value];
        weight = std::max(weight, said.number);
    }
}

std::int64_t LiveMandate::weight(KeyId person) const {
    const std::int64_t votes = debate_->votes(*text_, person);
    const auto said = weight_of_.find(person.value);
    // Whoever is not eligible lends nothing either.
    return said == weight_of_.end() || votes == 0 ? votes : std::max(votes, said->second);
}

void LiveMandate::set(KeyId person, const Value* now, Voter to, std::vector<VoteShift>& shifts) {
    const Voter who = person.value;
    if (choices_.size() <= who) choices_.resize(who + 1);
    if (choices_[who] != nullptr) shifts.push_back({choices_[who], -forest_.carried(who)});
    choices_[who] = now;
    std::vector<LiquidForest::Shift> moved;
    const std::int64_t own = now != nullptr || to != nobody ? weight(person) : 0;
    forest_.set(who, now != nullptr, to, own, moved);
    for (const auto& [voter, votes] : moved) shifts.push_back({choices_[voter], votes});
    if (now != nullptr) shifts.push_back({now, forest_.carried(who)});
}

std::optional<LiveDraw> draw_on(const Debate& debate, const Question& question) {
    const Value* ties = question.text->rule.some("ties");
    if (ties == nullptr || ties->text != "draw") return std::nullopt;
    const auto& closes = question.text->closes;
    // Where times are known, there is nothing to come before or after without a closing.
    if (debate.has_clerk() && !closes) return std::nullopt;
    const Ledger& ledger = debate.ledger();
    const RegisterIndex draws = debate.registers().find(RegisterKind::draw, {}, {}, {});
    if (draws.is_none()) return std::nullopt;
    std::vector<EntryIndex> by_place;
    EntryIndex at = debate.registers().at(draws).latest;
    for (; at.is_some(); at = ledger.at(at).older) by_place.push_back(at);
    std::reverse(by_place.begin(), by_place.end());
    for (std::size_t i = 0; i < by_place.size(); ++i) {
        const RefId commit = ledger.at(by_place[i]).body.tag;
        if (commit.is_none() || !in_time(debate, by_place[i], closes)) continue;
        LiveDraw draw;
        draw.commit = ledger.text(commit);
        bool told_before = false;
        for (std::size_t j = 0; j < by_place.size() && !told_before; ++j) {
            const RefId told = ledger.at(by_place[j]).body.second;
            if (told.is_none() || draw_commitment(ledger.text(told)) != draw.commit) continue;
            const bool early = debate.time_of(by_place[j]) && in_time(debate, by_place[j], closes);
            told_before = j <= i || early;
            if (draw.reveal.empty()) draw.reveal = ledger.text(told);
        }
        if (told_before) continue;
        if (draw.reveal.empty()) return draw;
        std::vector<std::string_view> ballots;
        RegisterIndex ballot = debate.registers().group(RegisterKind::ballot, question.id, {});
        for (; ballot.is_some(); ballot = debate.registers().at(ballot).next_in_group) {
            if (debate.choice(ballot) == nullptr) continue;
            ballots.push_back(ledger.text(ledger.at(debate.registers().at(ballot).latest).id));
        }
        draw.digest = ballots_digest(std::move(ballots));
        draw.lot = draw_order(ledger.text(question.id), draw.reveal, draw.digest,
                              question.text->option_count());
        return draw;
    }
    return std::nullopt;
}

const MandateBook mandate_book{
    [](const Debate& debate, const Question& question) -> std::unique_ptr<Mandates> {
        if (!lends_votes(*question.text)) return nullptr;
        return std::make_unique<LiveMandate>(debate, question);
    },
    [](const Debate& debate, const Question& question) {
        auto draw = draw_on(debate, question);
        return draw ? std::move(draw->lot) : std::vector<Option>();
    },
};

}  // namespace palabre
