#include "workbench/workbench.hpp"

#include "interchange/line_reader.hpp"

namespace palabre::workbench {

Result<std::unique_ptr<Workbench>> Workbench::open(std::string_view log,
                                                   const ReplayOptions& options) {
    PALABRE_TRY(timeline, Timeline::open(log, options));
    auto made = std::make_unique<Workbench>();
    made->timeline = std::move(timeline);
    made->follow();
    return made;
}

std::string Workbench::joined(std::string log, std::string_view room_log) {
    LineReader reader;
    std::string_view after = room_log;
    const std::string_view first = take_line(after);
    if (reader.read(first, true).is == LogLine::Is::debate) room_log = after;
    if (!log.empty() && log.back() != '\n') log += '\n';
    return log.append(room_log);
}

void Workbench::follow() {
    if (followed_ == timeline->turn()) return;
    followed_ = timeline->turn();
    map.follow(timeline->shown());
}

}  // namespace palabre::workbench
