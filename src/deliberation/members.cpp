#include "deliberation/members.hpp"

#include <algorithm>

namespace palabre {

namespace {

std::uint64_t name_of(KeyId site, RefId sub) {
    return (std::uint64_t{site.value} << 32U) | sub.value;
}

// A token is checked once for each key, however often the debate is folded anew.
bool is_signed_by(TokenDetail& token, KeyId key, std::string_view text, CheckToken check) {
    if (check == nullptr) return true;
    for (const auto& [known, good] : token.checked) {
        if (known == key) return good;
    }
    const bool good = check(text, token.signed_text, token.sig);
    token.checked.emplace_back(key, good);
    return good;
}

}  // namespace

bool Members::are_known() {
    return true;
}

void Members::clear() {
    sites_.clear();
    all_.clear();
    by_name_.clear();
    of_.clear();
    used_.clear();
}

void Members::begin(const std::vector<KeyId>& sites) {
    for (const KeyId key : sites) {
        if (!is_site(key)) sites_.push_back({key, key});
    }
}

bool Members::is_site(KeyId key) const {
    return std::any_of(sites_.begin(), sites_.end(),
                       [key](const Site& site) { return site.now == key; });
}

std::vector<KeyId> Members::site_keys() const {
    std::vector<KeyId> keys;
    for (const Site& site : sites_) keys.push_back(site.now);
    return keys;
}

bool Members::is_another(KeyId key, KeyId site, std::string_view sub) const {
    const std::uint32_t member = of(key);
    if (member == nobody) return false;
    const Member& known = all_[member];
    const bool same_site = std::any_of(sites_.begin(), sites_.end(), [&](const Site& each) {
        return each.now == site && each.first == known.site;
    });
    return !same_site || ledger_->text(known.sub) != sub;
}

bool Members::replace(KeyId old, KeyId by) {
    if (is_site(by)) return false;
    for (Site& site : sites_) {
        if (site.now != old) continue;
        site.now = by;
        return true;
    }
    return false;
}

KeyId Members::site_of(TokenDetail& token, CheckToken check) const {
    for (const Site& site : sites_) {
        if (token.kid.is_some() && site.now != token.kid) continue;
        if (is_signed_by(token, site.now, ledger_->text(site.now), check)) return site.first;
    }
    return {};
}

Members::Attested Members::attest(EntryIndex index, std::optional<std::int64_t> time,
                                  CheckToken check) {
    const Entry& entry = ledger_->at(index);
    if (sites_.empty() || !entry.body.detail || !entry.body.detail->token) return Attested::nothing;
    TokenDetail& token = *entry.body.detail->token;
    if (time && *time >= token.ends) return Attested::nothing;
    const KeyId site = site_of(token, check);
    if (site.is_none()) return Attested::nothing;
    if (!used_.add(token.jti.value, entry.author) && used_[token.jti.value] != entry.author) {
        return Attested::nothing;
    }
    const std::uint64_t name = name_of(site, token.sub);
    const std::uint32_t* known = by_name_.find(name);
    const std::uint32_t before = of(entry.author);
    // A key is one member's for good: who could change over would vote twice.
    if (before != nobody && (known == nullptr || *known != before)) return Attested::nothing;
    const bool fresh = known == nullptr;
    const std::uint32_t member = fresh ? static_cast<std::uint32_t>(all_.size()) : *known;
    if (fresh) {
        all_.push_back({site, token.sub, {}, {}});
        by_name_[name] = member;
    }
    all_[member].said.push_back({index, time, token.weight});
    if (before != nobody) return Attested::again;
    all_[member].keys.push_back(entry.author);
    of_[entry.author.value] = member;
    return fresh ? Attested::fresh : Attested::joined;
}

std::uint32_t Members::of(KeyId key) const {
    const std::uint32_t* member = of_.find(key.value);
    return member == nullptr ? nobody : *member;
}

bool Members::is_attested(KeyId key) const {
    const std::uint32_t member = of(key);
    if (member == nobody) return false;
    const std::vector<KeyId>& keys = all_[member].keys;
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool Members::attested_before(KeyId key, EntryIndex at) const {
    const std::uint32_t member = of(key);
    return member != nobody && ledger_->before(all_[member].said.front().entry, at);
}

bool Members::weight_changed(std::uint32_t member) const {
    const std::vector<Said>& said = all_[member].said;
    return said.size() > 1 && said.back().weight != said[said.size() - 2].weight;
}

std::int64_t Members::votes_of(const Member& member, std::optional<std::int64_t> closes) {
    for (auto said = member.said.rbegin(); said != member.said.rend(); ++said) {
        if (!said->time || !closes || *said->time < *closes) return said->weight;
    }
    return 0;
}

std::int64_t Members::votes(KeyId key, std::optional<std::int64_t> closes) const {
    const std::uint32_t member = of(key);
    return member == nobody ? 0 : votes_of(all_[member], closes);
}

std::int64_t Members::all_votes(std::optional<std::int64_t> closes) const {
    std::int64_t sum = 0;
    for (const Member& member : all_) sum += votes_of(member, closes);
    return sum;
}

}  // namespace palabre
