#pragma once

#include <ostream>
#include <span>
#include <string_view>

namespace palabre {

// The `palabre` command. Read this first, then main.cpp, which chooses among the subcommands below.
// Each subcommand is one function in one file named as it: it gets what stands after its name,
// writes its answer to `out` and what went wrong to `err`, and returns the exit status.

/// What the shell sees.
namespace exit_status {
inline constexpr int fine = 0;
inline constexpr int bad_input = 1;  ///< `err` names the file and the line or path
inline constexpr int usage = 2;      ///< the command itself was mistyped
}  // namespace exit_status

using Arguments = std::span<const std::string_view>;

int run_export(Arguments arguments, std::ostream& out, std::ostream& err);
int run_hub(Arguments arguments, std::ostream& out, std::ostream& err);
int run_import(Arguments arguments, std::ostream& out, std::ostream& err);
int run_key(Arguments arguments, std::ostream& out, std::ostream& err);
int run_minutes(Arguments arguments, std::ostream& out, std::ostream& err);
int run_open(Arguments arguments, std::ostream& out, std::ostream& err);
int run_render(Arguments arguments, std::ostream& out, std::ostream& err);
int run_replay(Arguments arguments, std::ostream& out, std::ostream& err);
int run_tally(Arguments arguments, std::ostream& out, std::ostream& err);
int run_verify(Arguments arguments, std::ostream& out, std::ostream& err);
int run_weigh(Arguments arguments, std::ostream& out, std::ostream& err);
int run_workbench(Arguments arguments, std::ostream& out, std::ostream& err);

/// The whole command: chooses the subcommand that `arguments` begins with.
int run_palabre(Arguments arguments, std::ostream& out, std::ostream& err);

}  // namespace palabre
