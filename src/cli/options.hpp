#pragma once

#include <initializer_list>
#include <optional>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/cli.hpp"
#include "deliberation/result.hpp"

namespace palabre {

/// A subcommand's arguments, sorted into options (`--key FILE` or `--key=FILE`), flags (`--force`)
/// and operands (the rest, in order). After `--` everything is an operand, and `-` is one.
class Options {
  public:
    /// `with_value` and `flags` are the names a subcommand knows, dashes included.
    /// Errors: "usage", `where` naming the argument: an unknown or repeated option, a missing
    /// value, a number of operands outside [least, most].
    static Result<Options> read(Arguments arguments,
                                std::initializer_list<std::string_view> with_value,
                                std::initializer_list<std::string_view> flags, std::size_t least,
                                std::size_t most);

    /// The value of an option, or nothing where it was not given.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view flag) const;
    [[nodiscard]] const std::vector<std::string_view>& operands() const { return operands_; }

  private:
    std::vector<std::pair<std::string_view, std::string_view>> given_;
    std::vector<std::string_view> operands_;
};

/// The parts of an option's value between commas, empty ones left out.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view list);

/// Says on `err` what is wrong with the command and how it is written; the exit status.
int report_usage(const Fault& fault, std::string_view usage, std::ostream& err);

/// Says on `err` what is wrong with the input as "palabre: FILE: WHERE: WHAT"; the exit status.
int report_input(std::string_view file, const Fault& fault, std::ostream& err);

}  // namespace palabre
