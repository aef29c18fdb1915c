#include "workbench/timeline.hpp"

#include <algorithm>

#include "interchange/debate_words.hpp"
#include "interchange/live_mandates.hpp"
#include "interchange/rule_book.hpp"

namespace palabre::workbench {

Result<std::unique_ptr<Timeline>> Timeline::open(std::string_view log,
                                                 const ReplayOptions& options) {
    PALABRE_TRY(replayed, replay_known(log, options));
    std::unique_ptr<Timeline> made(new Timeline());
    made->options_ = options;
    made->options_.debate = replayed.debate->id();
    made->options_.owner = std::string(owner_of(*replayed.debate));
    made->malformed_ = std::move(replayed.malformed);
    auto left_out = made->malformed_.begin();
    LineReader reader;
    for (std::size_t number = 1; !log.empty(); ++number) {
        const std::string_view line = take_line(log);
        if (left_out != made->malformed_.end() && left_out->first == number) {
            ++left_out;
            continue;
        }
        const LogLine::Is is = reader.read(line, number == 1).is;
        if (is == LogLine::Is::entry || is == LogLine::Is::other_version) made->keep(line);
    }
    made->present_ = std::move(replayed.debate);
    return made;
}

void Timeline::keep(std::string_view line) {
    text_.append(line) += '\n';
    ends_.push_back(text_.size());
}

std::string_view Timeline::lines(std::size_t from, std::size_t to) const {
    const std::size_t begin = from == 0 ? 0 : ends_[from - 1];
    const std::size_t end = to == 0 ? 0 : ends_[to - 1];
    return std::string_view(text_).substr(begin, end - begin);
}

void Timeline::go(std::size_t place) {
    place = std::min(place, size());
    if (place == this->place()) return;
    ++turn_;
    if (place == size()) {
        past_.reset();
        return;
    }
    if (!past_ || place < past_place_) {
        past_ =
            std::make_unique<LiveDebate>(*options_.debate, *options_.owner, options_.page, nullptr,
                                         count_by_the_book, &mandate_book, options_.check_token);
        past_place_ = 0;
    }
    LiveDebate::Applied applied;
    // No line is the first of its file: that one, which is no entry, was left out.
    past_->take(lines(past_place_, place), past_place_ + 2, applied);
    past_->settle();
    past_place_ = place;
}

void Timeline::add(std::string_view line) {
    keep(line);
    LiveDebate::Applied applied;
    present_->take(lines(size() - 1, size()), size() + 1, applied);
    present_->settle();
    ++turn_;
}

std::size_t Timeline::take(std::string_view lines) {
    const std::size_t before = size();
    LineReader reader;
    LiveDebate::Applied applied;
    while (!lines.empty()) {
        const std::string_view line = take_line(lines);
        const std::size_t useless = applied.known + applied.malformed.size();
        const LogLine read = reader.read(line, false);
        // No line is the first of its file: what says which debate it is would be left out.
        present_->take(read, size() + 2, applied);
        const bool is_entry =
            read.is == LogLine::Is::entry || read.is == LogLine::Is::other_version;
        if (is_entry && applied.known + applied.malformed.size() == useless) keep(line);
    }
    if (size() == before) return 0;
    present_->settle();
    ++turn_;
    return size() - before;
}

std::uint64_t Timeline::last_at() const {
    const auto& entries = shown().debate().ledger().entries;
    return entries.empty() ? 0 : entries[entries.size() - 1].at;
}

}  // namespace palabre::workbench
