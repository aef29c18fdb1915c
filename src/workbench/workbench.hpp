#pragma once

#include <memory>
#include <string>

#include "workbench/room.hpp"
#include "workbench/shown_map.hpp"
#include "workbench/timeline.hpp"

namespace palabre::workbench {

/// Read this first; docs/workbench.md says what it is for.
///
/// The workbench is where a facilitator runs an assembly and an analyst takes a debate apart. It
/// opens a log and shows it from all sides at once, as it stood after any of its entries:
///
///     timeline        the log, and the debate at a place in it
///     shown_map       the map of that (src/map), and what each claim weighs
///     outline_lines, log_filter, tally_charts, lent_votes, upkeep
///                     what a panel shows, computed: none of these knows how it is drawn
///     room, hands     what a room says and counts, as signed entries
///     qr_code         where phones find the page
///     phrases         all that the workbench says, in French and English
///
/// view.hpp draws it with Dear ImGui, which only draw_*.cpp and the files beside them that say so
/// see; window.hpp puts it into a window.
struct Workbench {
    /// Errors: as Timeline::open.
    static Result<std::unique_ptr<Workbench>> open(std::string_view log,
                                                   const ReplayOptions& options);
    /// A debate's lines and those of a room's log, whose first one only says which debate it is.
    static std::string joined(std::string log, std::string_view room_log);
    /// From now on the room can be written down.
    void lend(Room::Means means) { room = std::make_unique<Room>(*timeline, std::move(means)); }
    /// Lets the map follow what is shown.
    void follow();

    std::unique_ptr<Timeline> timeline;
    ShownMap map;
    std::unique_ptr<Room> room;  ///< null until means are lent
    std::string page;            ///< where phones join, or ""

  private:
    std::uint64_t followed_ = 0;
};

}  // namespace palabre::workbench
