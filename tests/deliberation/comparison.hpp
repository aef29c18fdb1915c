#pragma once

#include <functional>
#include <optional>
#include <string>

#include "deliberation/naive/fold.hpp"
#include "interchange/replay.hpp"
#include "support/random_log.hpp"

namespace palabre {

/// Where two answers of `replay` differ, strengths within 1e-12, or nothing: the path and both
/// values.
std::optional<std::string> first_difference(const naive::Json& expected, const naive::Json& got);

/// What the plain fold and the real one say of a log.
naive::Json plain_answer(const support::RandomLog& log, bool check_signatures);
naive::Json real_answer(const support::RandomLog& log, bool check_signatures);

/// Where two of the real fold's texts differ, or nothing.
std::optional<std::string> byte_difference(const std::string& expected, const std::string& got);

/// The options that go with a log, for the real fold.
ReplayOptions replay_options(const support::RandomLog& log, bool check_signatures);

/// The real fold's text for a debate, without malformed lines: equal sets give equal bytes.
std::string bytes_of(LiveDebate& debate);

/// What is wrong with a log's fold, or nothing.
using FindFault = std::function<std::optional<std::string>(const support::RandomLog&)>;

/// The log with as few lines as still have a fault, the first line kept.
support::RandomLog shrunk(support::RandomLog log, const FindFault& find_fault);

/// A log and its options as text, to be run by hand.
std::string described(const support::RandomLog& log);

}  // namespace palabre
