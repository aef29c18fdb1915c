#pragma once

#include <map>

#include "support/random.hpp"
#include "support/signed_entry.hpp"

namespace palabre::support {

/// What a random log knows of itself while it is made: few authors, few ids, few times, so that
/// entries meet.
struct World {
    Random random{0};
    std::vector<Author> authors;      ///< the anchor first, then two that may be clerks
    std::vector<Author> sites;        ///< who may vouch for members
    std::vector<std::string> tokens;  ///< made before
    std::vector<std::string> entries, claims, remarks, links, questions, stamps, others;  ///< ids
    std::map<std::string, OrderedJson> declared_claims;                                   ///< by id
    std::vector<std::string> declared_questions;
    std::map<std::string, OrderedJson> bodies;  ///< by id, where the body is an object
    std::map<std::string, std::size_t> written_by;
    std::int64_t time = 100;
    std::map<std::string, unsigned> weights;  ///< of verbs
    std::uint64_t salts = 0;
    bool association = false;  ///< its members are vouched for, and vote
    bool crowded = false;      ///< one claim is linked, moved and merged all the time
};

/// A world of `authors` people with weights that differ from log to log.
World make_world(std::uint64_t seed);
/// Leaves few people in it, whom sites vouch for: who is whom is what most of its entries are
/// about.
void make_household(World& world);

/// Fields that `verb` may have, mostly sound, and written by author `by`.
OrderedJson random_fields(World& world, const std::string& verb, std::size_t by);

/// An outline whose ids match. `claims` at most.
OrderedJson random_outline(World& world, std::size_t claims);

/// Spoils a body here and there: a field missing, of another type, too long, reserved, `must`.
void spoil_fields(World& world, OrderedJson& fields);

/// Spoils a body's text: what no strict reader takes, and what just fits.
std::string spoil_text(World& world, const std::string& body);

/// A line that is malformed, or looks so; made from a sound entry.
std::string hostile_line(World& world, const SignedEntry& entry, const Author& author, bool sign);

}  // namespace palabre::support
