#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliberation/ids.hpp"
#include "deliberation/outline.hpp"
#include "deliberation/stance.hpp"
#include "deliberation/value.hpp"

namespace palabre {

/// What an entry does (docs/entry.md, section 4).
enum class Verb : std::uint8_t {
    claim,
    remark,
    link,
    tag,
    impact,
    stance,
    edit,
    ballot,
    delegate,
    proxy,
    name,
    flag,
    device,
    attest,
    translate,
    withdraw,
    erase,
    hide,
    show,
    move,
    merge,
    ban,
    ask,
    phase,
    count,
    present,
    draw,
    outcome,
    open,
    declare,
    role,
    key,
    stamp,
    unknown  ///< kept, passed on, without effect
};

/// Verbs by which others come to vote for one, or an order is drawn: delegate, proxy, present,
/// draw.
[[nodiscard]] bool is_mandate(Verb verb);

/// The verb of that name; `unknown` where there is none.
[[nodiscard]] Verb verb_from(std::string_view name);
[[nodiscard]] std::string_view to_text(Verb verb);

/// Why an entry is void; the first that applies, in this order.
enum class Reason : std::uint8_t {
    none,
    body,
    must,
    reserved,
    fields,
    quote,
    stamp,
    was,
    banned,
    open,
    right,
    phase,
    refers,
    kind,
    merged,
    cycle,
    twice,
    places,
    depth,
    time,
    eligible,
    choice
};
[[nodiscard]] std::string_view to_text(Reason reason);

enum class Role : std::uint8_t { owner, moderator, facilitator, clerk };

/// Nothing for a text that names no role.
[[nodiscard]] std::optional<Role> role_from(std::string_view name);

/// A declared claim that an entry carries because it refers to it.
struct Quote {
    RefId id;
    RefId parent;
    Stance stance = Stance::pro;
    std::string text;
};

/// What an erase says of its target: nothing, or these fields.
struct Was {
    Verb verb = Verb::unknown;    ///< claim, remark or ballot
    RefId ref;                    ///< parent or question
    Stance stance = Stance::pro;  ///< of a claim
    friend bool operator==(const Was& left, const Was& right) {
        return left.verb == right.verb && left.ref == right.ref &&
               (left.verb != Verb::claim || left.stance == right.stance);
    }
};

struct EraseDetail {
    bool says = false;   ///< `was` is there and not null
    bool sound = false;  ///< it has one of the three forms
    Was was;             ///< where sound
};

struct PhaseDetail {
    RefId name;
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    std::vector<std::string> allows;
};

struct OpenDetail {
    std::int64_t fold = 1;
    enum class Write : std::uint8_t { open, members, closed } write = Write::open;
    std::vector<KeyId> clerks;
    std::vector<KeyId> sites;
};

struct RoleDetail {
    KeyId key;  ///< nothing where a member is meant
    Role role = Role::owner;
    std::int64_t from = 0;
};

struct StampDetail {
    std::int64_t time = 0;
    std::vector<RefId> ids;
    std::vector<std::pair<RefId, std::vector<RefId>>> held;  ///< question, ids
};

/// What a sound token says (docs/entry.md, 5.8); whose it is, is known where it stands.
struct TokenDetail {
    std::string signed_text;  ///< header, full stop, payload, as the site signed them
    std::string sig;          ///< base64url
    std::string debate;       ///< its audience
    KeyId kid;                ///< the key that its header names, if one
    RefId sub;
    RefId jti;
    std::int64_t ends = 0;  ///< ms since 1970
    std::int64_t weight = 1;
    std::vector<std::pair<KeyId, bool>> checked;  ///< keys that it was compared with
};

/// What only few verbs say, apart, so that the many stay small.
struct BodyDetail {
    std::unique_ptr<Quote> quote;
    std::unique_ptr<EraseDetail> erase;
    std::unique_ptr<PhaseDetail> phase;
    std::unique_ptr<OpenDetail> open;
    std::unique_ptr<RoleDetail> role;  ///< of role; of attest, where the token gives one
    std::unique_ptr<StampDetail> stamp;
    std::unique_ptr<TokenDetail> token;      ///< of attest, where its form is sound
    std::unique_ptr<QuestionText> question;  ///< of ask
    std::unique_ptr<Outline> outline;        ///< of declare
    KeyId replaces;                          ///< of key
    std::optional<Was> truth;  ///< what an erase has to say of a body void by its other fields
};

/// The meaning of a body, without its words: those stay in the body's text.
struct Body {
    Verb verb = Verb::unknown;
    Reason flaw = Reason::none;   ///< body, must, reserved, fields or quote: void whoever wrote it
    Stance stance = Stance::pro;  ///< of claim, link, move
    bool on = false;              ///< of tag, ban, role, attest; of claim, remark: said elsewhere
                                  ///< first; of proxy: names nobody, a blank one
    bool has_value = false;       ///< of impact, stance, delegate, proxy: not null
    std::int32_t value = 0;
    RefId first;  ///< claim of link, impact, move, merge; parent of claim, remark; target; question
    RefId second;  ///< parent of link, impact, move; into; reveal of draw
    RefId tag;     ///< the tag's text; scope; meeting; commit of draw
    KeyId key;     ///< of device, ban, key; whom delegate, proxy, present name, if a key
    const Value* choice = nullptr;  ///< of ballot, the ledger's; null where the choice is
    std::unique_ptr<BodyDetail> detail;

    [[nodiscard]] const Quote* quote() const { return detail ? detail->quote.get() : nullptr; }
};

/// What an erase has to say of `body`, or nothing.
[[nodiscard]] std::optional<Was> truth_of(const Body& body);

/// One line that is an entry: its head's fields, and its body where it is there.
struct NewEntry {
    RefId id;  ///< the ledger's, of 22 characters
    KeyId author;
    std::uint64_t n = 0;
    std::uint64_t clock = 0;
    std::uint64_t at = 0;
    bool has_body = false;
    Body body;
};

/// What an entry came to.
enum class State : std::uint8_t {
    untaken,   ///< only while the debate is being brought up to date
    waiting,   ///< by its clock, or for something that it refers to
    bodiless,  ///< missing or sealed
    voided,
    pending,  ///< a clerk has not stamped it yet
    counts,
    gone  ///< erased, and neither claim nor remark
};

}  // namespace palabre
