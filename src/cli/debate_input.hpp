#pragma once

#include <string>

#include "cli/options.hpp"
#include "deliberation/result.hpp"
#include "interchange/replay.hpp"

namespace palabre {

/// The options that read_debate understands, for Options::read: --owner, --declared, --debate.
/// Errors: "usage" where one of their values has not its form.
Result<ReplayOptions> replay_options(const Options& options);

/// The lines of a log, or of the log in a debate file, as log_in. Errors: as read_file, log_in.
Result<std::string> read_log(const std::string& path, ReplayOptions& options);

/// The debate in a log or a debate file, signatures checked, settled.
/// Errors: as read_file, read_debate_file; "fold" where the debate follows rules of another
/// version; "debate" where nothing says which debate it is.
Result<Replayed> read_debate(const std::string& path, const ReplayOptions& options);

/// Says on `err` which lines were left out and why.
void report_malformed(std::string_view file, const Malformed& malformed, std::ostream& err);

}  // namespace palabre
