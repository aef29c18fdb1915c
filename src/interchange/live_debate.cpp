#include "interchange/live_debate.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "deliberation/base64url.hpp"
#include "deliberation/sha256.hpp"
#include "deliberation/sorting.hpp"
#include "deliberation/value.hpp"

namespace palabre {

namespace {

// Characters of an entry's id: those of 16 and a half bytes of its head's hash.
constexpr std::size_t id_size = 22;

template <class Index>
void sort_once(std::vector<Index>& list) {
    sort_by(list, [](Index a, Index b) { return a.value < b.value; });
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

template <class Index>
void append(std::vector<Index>& list, const std::vector<Index>& more) {
    list.insert(list.end(), more.begin(), more.end());
}

}  // namespace

LiveDebate::LiveDebate(std::string_view debate_id, std::string_view anchor, Outline page,
                       LineReader::CheckSignature check, RuleBook book, const MandateBook* mandates,
                       CheckToken check_token)
    : id_(debate_id),
      debate_(anchor, std::move(page), check_token),
      strengths_(debate_),
      tallies_(debate_, book, mandates),
      lines_(check) {
    // Whoever asks before the first entry gets what the page declares.
    settle();
    (void)take_changed();
    revision_ = 0;
}

void LiveDebate::take(std::string_view lines, std::size_t first_line, Applied& applied) {
    for (std::size_t number = first_line; !lines.empty(); ++number) {
        take(lines_.read(take_line(lines), number == 1), number, applied);
    }
}

void LiveDebate::take(const LogLine& line, std::size_t number, Applied& applied) {
    switch (line.is) {
        case LogLine::Is::blank:
        case LogLine::Is::debate:
            return;
        case LogLine::Is::malformed:
            applied.malformed.emplace_back(number, line.reason);
            return;
        case LogLine::Is::other_version:
            others_.intern(write_line(line.head_text, line.sig, line.body ? &*line.body : nullptr));
            return;
        case LogLine::Is::entry:
            break;
    }
    if (line.head.debate != id_) {
        applied.malformed.emplace_back(number, "debate");
        return;
    }
    Ledger& ledger = debate_.ledger();
    // What the line names is looked up in large tables; it comes from memory while the head, and
    // then the body, are hashed.
    if (line.body) {
        bodies_.parse(*line.body);
        bodies_.expect(ledger.refs);
    }
    const Digest head_hash = sha256(line.head_text);
    std::array<char, 24> head_text;
    write_base64url(std::span(head_hash).first<18>(), head_text.data());
    const std::string_view id(head_text.data(), id_size);
    ledger.refs.expect(id);
    if (line.body) bodies_.expect_texts(ledger.refs);
    Digest hash{};
    (void)from_base64url(line.head.body, hash);
    if (line.body && sha256(*line.body) != hash) {
        applied.malformed.emplace_back(number, "hash");
        return;
    }
    NewEntry entry;
    entry.id = ledger.ref(id);
    const EntryIndex known = ledger.entry_of(entry.id);
    if (known.is_some() && (ledger.at(known).has_body || !line.body)) {
        ++applied.known;
        return;
    }
    entry.author = ledger.key(line.head.author);
    entry.n = line.head.n;
    entry.clock = line.head.clock;
    entry.at = line.head.at;
    entry.has_body = line.body.has_value();
    if (line.body) entry.body = bodies_.read(ledger);
    BodyDetail* const detail = entry.body.detail.get();
    // What was said for another debate attests nothing here.
    if (Members::are_known() && detail != nullptr && detail->token && detail->token->debate != id_)
        detail->token.reset();
    const Debate::Arrival arrival = debate_.add(std::move(entry));
    if (arrival.fresh) {
        Kept& kept = kept_.add();
        if (!line.head.seen.empty()) kept.seen = ledger.ref(line.head.seen);
        applied.fresh.push_back(arrival.entry);
    }
    keep_bytes(arrival.entry, line, hash);
}

void LiveDebate::keep_bytes(EntryIndex entry, const LogLine& line, const Digest& hash) {
    Kept& kept = kept_[entry.value];
    const std::string_view rest =
        line.body ? *line.body
                  : std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size());
    char* const bytes = store_.room(signature_size + rest.size());
    (void)from_base64url(line.sig, {reinterpret_cast<std::uint8_t*>(bytes), signature_size});
    if (!rest.empty()) std::memcpy(bytes + signature_size, rest.data(), rest.size());
    kept.bytes = bytes;
    if (line.body) kept.body_size = static_cast<std::uint32_t>(rest.size());
}

std::string LiveDebate::signature(EntryIndex entry) const {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(kept_[entry.value].bytes);
    return to_base64url({bytes, signature_size});
}

void LiveDebate::settle() {
    debate_.settle();
    const Changes changes = debate_.take_changes();
    strengths_.follow(changes);
    tallies_.follow(changes);
    ++revision_;
    changed_.all = changed_.all || changes.all;
    changed_.thesis = changed_.thesis || changes.thesis;
    append(changed_.claims, changes.claims);
    append(changed_.claims, strengths_.take_moved());
    append(changed_.questions, changes.questions);
    append(changed_.remarks, changes.remarks);
    for (const RemarkIndex remark : changes.remarks) {
        const ClaimIndex on = claim_under(debate_, debate_.remarks()[remark.value]);
        if (on.is_some()) changed_.claims.push_back(on);
    }
    append(changed_.names, changes.names);
    for (const PlacementEvent& event : changes.placements) {
        changed_.claims.push_back(event.claim);
        changed_.claims.push_back(event.parent);
    }
}

LiveDebate::Changed LiveDebate::take_changed() {
    Changed changed = std::move(changed_);
    changed_ = {};
    sort_once(changed.claims);
    sort_once(changed.questions);
    sort_once(changed.remarks);
    sort_once(changed.names);
    if (!changed.claims.empty() && changed.claims.front() == thesis_index) {
        changed.thesis = true;
        changed.claims.erase(changed.claims.begin());
    }
    return changed;
}

std::string_view LiveDebate::body(EntryIndex entry) const {
    return debate_.ledger().at(entry).erased ? std::string_view() : kept_[entry.value].body();
}

std::string LiveDebate::head(EntryIndex index) const {
    const Ledger& ledger = debate_.ledger();
    const Entry& entry = ledger.at(index);
    const Kept& kept = kept_[index.value];
    // Erased or not, a body that came hashes to what the head says.
    Digest digest{};
    if (kept.body_size == no_body)
        std::memcpy(digest.data(), kept.bytes + signature_size, digest.size());
    else
        digest = sha256(kept.body());
    const std::string hash = to_base64url(digest);
    Head head;
    head.debate = id_;
    head.author = ledger.text(entry.author);
    head.n = entry.n;
    head.clock = entry.clock;
    if (kept.seen.is_some()) head.seen = ledger.text(kept.seen);
    head.at = entry.at;
    head.body = hash;
    return write_head(head);
}

std::string LiveDebate::line(EntryIndex entry) const {
    const std::string_view words = body(entry);
    const bool there = debate_.ledger().at(entry).has_body && !debate_.ledger().at(entry).erased;
    return write_line(head(entry), signature(entry), there ? &words : nullptr);
}

std::optional<std::string> LiveDebate::text(ClaimIndex index) const {
    const Claim& claim = debate_.tree().at(index);
    if (claim.erased) return std::nullopt;
    if (const auto* declared = debate_.declared(index)) return *declared->text;
    return std::string(words(debate_.wording(claim.id, claim.entry)).text);
}

std::optional<std::string> LiveDebate::text(const Remark& remark) const {
    if (remark.erased) return std::nullopt;
    return std::string(words(debate_.wording(remark.id, remark.entry)).text);
}

std::string LiveDebate::name(KeyId author) const {
    const RegisterIndex names = debate_.registers().find(RegisterKind::name, author, {}, {});
    if (names.is_none()) return {};
    const EntryIndex latest = debate_.registers().at(names).latest;
    return latest.is_some() ? std::string(words(latest).text) : std::string();
}

std::string write_line(std::string_view head, std::string_view sig, const std::string_view* body) {
    std::string line = "{\"head\":";
    append_json_string(line, head);
    line += ",\"sig\":";
    append_json_string(line, sig);
    if (body != nullptr) {
        line += ",\"body\":";
        append_json_string(line, *body);
    }
    line += '}';
    return line;
}

ClaimIndex claim_under(const Debate& debate, const Remark& remark) {
    const Remark* lowest = &remark;
    // Each answers an earlier one; an end all the same, should a log ever say otherwise.
    for (int steps = 0; steps < 1000; ++steps) {
        const Remark* above = debate.remark_of(lowest->parent);
        if (above == nullptr) break;
        lowest = above;
    }
    return debate.claim_of(lowest->parent);
}

}  // namespace palabre
