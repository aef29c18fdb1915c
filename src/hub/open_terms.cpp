#include "hub/open_terms.hpp"

#include "deliberation/limits.hpp"
#include "interchange/body_fields.hpp"

namespace palabre::hub {

namespace {

constexpr std::int64_t days_max = 36500;

// {"until":MS} or {"days":N}, nothing else: a promise that is half understood is none.
std::optional<Retention> read_retention(const BodyFields& said) {
    const auto until = said.whole("until");
    const auto days = said.whole("days");
    if (!said.is_object() || said.size() != 1) return std::nullopt;
    if (until && *until >= 0) return Retention{until, 0};
    if (days && *days >= 1 && *days <= days_max) return Retention{std::nullopt, *days * day_ms};
    return std::nullopt;
}

}  // namespace

OpenTerms open_terms_in(std::string_view body) {
    OpenTerms terms;
    StrictJson json;
    if (!json.parse(body) || !json.is_object()) return terms;
    const BodyFields fields(json, 0);
    terms.contact = fields.text("contact").value_or("");
    terms.sound = fields.optional_boolean("read_first");
    terms.read_first = fields.boolean("read_first").value_or(false);
    if (const auto retention = fields.sub("retention")) {
        terms.retention = read_retention(*retention);
        terms.sound = terms.sound && terms.retention.has_value();
    }
    return terms;
}

OpenTerms open_terms_of(const LiveDebate& live) {
    const EntryIndex open = live.debate().open_entry();
    return open.is_none() ? OpenTerms{} : open_terms_in(live.body(open));
}

}  // namespace palabre::hub
