#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "interchange/replay.hpp"

namespace palabre::workbench {

/// A log that can be looked at as it stood after any of its lines, in the order in which it holds
/// them. Signatures are checked once, when it is opened.
class Timeline {
  public:
    /// Errors: as replay_known.
    static Result<std::unique_ptr<Timeline>> open(std::string_view log,
                                                  const ReplayOptions& options);

    /// Lines that are entries.
    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    /// How many of them are shown.
    [[nodiscard]] std::size_t place() const { return past_ ? past_place_ : size(); }
    /// Shows the first `place` of them, at most all. Forward it costs what it adds, back a new fold
    /// of what is left.
    void go(std::size_t place);
    /// One more line at the end, an entry whose signature is good.
    void add(std::string_view line);
    /// More lines at the end, as they come: those that are entries, of this debate, and new; how
    /// many there were. Their signatures are good.
    std::size_t take(std::string_view lines);

    /// The debate as it stood at that place.
    [[nodiscard]] LiveDebate& shown() { return past_ ? *past_ : *present_; }
    [[nodiscard]] const LiveDebate& shown() const { return past_ ? *past_ : *present_; }
    /// With all lines: what comes next goes here.
    [[nodiscard]] LiveDebate& present() { return *present_; }
    [[nodiscard]] bool is_present() const { return !past_; }
    /// Another number whenever what is shown has changed.
    [[nodiscard]] std::uint64_t turn() const { return turn_; }

    /// Lines that were left out, with their number in the log and why.
    [[nodiscard]] const Malformed& malformed() const { return malformed_; }
    [[nodiscard]] std::size_t bytes() const { return text_.size(); }
    /// Wall clock of the last entry shown, ms since 1970; 0 where there is none.
    [[nodiscard]] std::uint64_t last_at() const;

  private:
    Timeline() = default;
    void keep(std::string_view line);
    [[nodiscard]] std::string_view lines(std::size_t from, std::size_t to) const;

    std::string text_;               // the lines, each with its line feed
    std::vector<std::size_t> ends_;  // of each in text_
    Malformed malformed_;
    ReplayOptions options_;
    std::unique_ptr<LiveDebate> present_;
    std::unique_ptr<LiveDebate> past_;  // where less than all is shown
    std::size_t past_place_ = 0;
    std::uint64_t turn_ = 1;
};

}  // namespace palabre::workbench
