#pragma once

#include <set>
#include <string>
#include <vector>

#include "deliberation/naive/strict_json.hpp"

namespace palabre::naive {

/// Where a field may refer to: letters of `kinds` are t(hesis) c(laim) r(emark) q(uestion) l(ink).
struct Reference {
    std::string field, kinds;
};

bool is_known(const std::string& verb);
const std::vector<Reference>& references_of(const std::string& verb);

extern const std::set<std::string> writers_verbs, eligible_verbs, moderators_verbs,
    facilitators_verbs, owners_verbs, quoting_verbs, lasting_verbs;

/// An optional field that is null is absent.
bool has(const Json& object, const char* key);

/// Why a body is void whoever wrote it and wherever it stands: must, reserved, fields, quote or "".
std::string fault_of_body(const Json& body);

/// An outline as a page or a `declare` gives it, whose hashed ids match.
bool is_outline(const Json& value);

/// What an erase has to say of this body; null where it says nothing.
Json truth_about(const Json& body);

/// Whether `choice` is one that `question` offers.
bool is_choice(const Json& question, const Json& choice);

}  // namespace palabre::naive
