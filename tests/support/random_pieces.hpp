#pragma once

#include "support/random_bodies.hpp"

namespace palabre::support {

// What random bodies are made of.

/// Few times, close together, so that deadlines and stamps meet.
std::int64_t some_time(World& world);
std::string some_text(World& world);
const std::string& some_key(World& world);
std::string any_of(World& world, const std::vector<std::string>& ids, const std::string& otherwise);
std::string some_declared(World& world);
/// Mostly a claim; now and then something else, or nothing at all.
std::string some_claim(World& world);
std::string some_question(World& world);

/// Mostly a site's word for one of few members; now and then one that was used, ended or forged.
std::string some_token(World& world);

/// The fields of `ask`.
OrderedJson some_question_fields(World& world);
/// Mostly one that fits the question.
OrderedJson some_choice(World& world, const std::string& question);

/// The fields of the verbs by which others vote for one, or an order is drawn.
OrderedJson some_mandate(World& world, const std::string& verb);

}  // namespace palabre::support
