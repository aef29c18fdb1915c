#include "workbench/workbench.hpp"

namespace palabre::workbench {

Result<std::unique_ptr<Workbench>> Workbench::open(std::string_view log,
                                                   const ReplayOptions& options) {
    PALABRE_TRY(timeline, Timeline::open(log, options));
    auto made = std::make_unique<Workbench>();
    made->timeline = std::move(timeline);
    made->follow();
    return made;
}

void Workbench::follow() {
    if (followed_ == timeline->turn()) return;
    followed_ = timeline->turn();
    map.follow(timeline->shown());
}

}  // namespace palabre::workbench
