#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "interchange/minutes_words.hpp"
#include "map/draw_stage.hpp"
#include "workbench/fresh.hpp"
#include "workbench/lent_votes.hpp"
#include "workbench/log_filter.hpp"
#include "workbench/outline_lines.hpp"
#include "workbench/phrases.hpp"
#include "workbench/qr_code.hpp"
#include "workbench/tally_charts.hpp"
#include "workbench/upkeep.hpp"
#include "workbench/view.hpp"

namespace palabre::workbench {

// What the draw_*.cpp share: one state, and a function for each panel. A panel computes nothing but
// where things stand; what it shows comes from the files beside it.

using Colours = std::array<std::uint32_t, map::colour_count>;
[[nodiscard]] Colours colours_of(bool dark);  // draw_pieces.cpp

/// All that a frame needs and that stays from one to the next.
struct Parts {
    Parts(Workbench& of, std::string_view lang)
        : bench(of), words(lang, phrases()), fates(lang), colours(colours_of(false)) {}

    Workbench& bench;
    Words words;
    Words fates;  ///< of proxies and delegations, as minutes say them
    Colours colours;
    View::Moment moment;
    bool dark = false;
    bool moves = false;  ///< something is to be drawn again soon
    float type = 16.0F;
    Mode mode = Mode::debate;
    Panel left = Panel::outline;
    Panel right = Panel::weights;
    float left_share = 0.27F;
    float right_share = 0.3F;
    double opening_ms = 0.0;

    // The log.
    LogFilter filter;
    std::uint64_t filter_turn = 0;
    Fresh<std::vector<EntryIndex>> log;
    // The others.
    Fresh<std::vector<OutlineLine>> outline;
    Fresh<std::vector<WeighedRow>> weights;
    bool weights_apart = true;
    std::uint64_t weights_turn = 0;  ///< supposing moves them without a turn of time
    Fresh<std::vector<std::vector<RuleChart>>> charts;
    Fresh<std::vector<LentVotes>> lent;
    Fresh<ModerationQueue> queue;
    Fresh<Faults> faults;
    Fresh<DebateSize> size;
    // The map.
    map::DrawStage stage;
    std::array<double, 3> staged{};  ///< width, height and ratio that the map was told
    map::Highlight highlight = map::Highlight::none;
    // Time.
    bool playing = false;
    double played_at = 0.0;
    // The room.
    std::string typed;
    std::string trouble;       ///< why the last line was not taken
    bool wants_keys = true;    ///< the field of the room is to be entered
    bool keeps_words = false;  ///< and its words stay
    int letters_wait = 0;      ///< frames in which what is typed comes before it is entered
    std::size_t question = 0;
    std::string table;
    std::string counter;
    std::vector<int> hands;
    std::string hands_trouble;
    Fresh<std::vector<EntryIndex>> said;
    Fresh<std::optional<QrCode>> code;

    [[nodiscard]] const LiveDebate& shown() const { return bench.timeline->shown(); }
    [[nodiscard]] std::uint64_t turn() const { return bench.timeline->turn(); }
    /// Another number when time turns and when a panel's own choices do: both only grow, and the
    /// latter not by 2^20 while the former stands.
    [[nodiscard]] std::uint64_t turn_with(std::uint64_t own) const { return (turn() << 20U) + own; }
    [[nodiscard]] std::string say(
        std::string_view name,
        std::initializer_list<std::pair<std::string_view, std::string_view>> given = {}) const {
        return words.say(name, given);
    }
    [[nodiscard]] ImU32 colour(map::Colour which) const { return colours[which]; }
    [[nodiscard]] ImU32 colour(Stance stance) const {
        return colours[stance == Stance::pro ? map::colour_pro : map::colour_con];
    }
    void choose(std::string_view claim) { bench.map.choose(claim); }
    /// The same, and the room's next lines answer it.
    void speak_of(std::string_view claim) {
        choose(claim);
        if (bench.room) bench.room->stand_below(claim);
    }
};

// draw_pieces.cpp
void text(std::string_view words);
void text(std::string_view words, ImU32 colour);
void wrapped(std::string_view words);
/// As much of it as fits on the rest of the line.
void cut_text(std::string_view words, ImU32 colour);
/// The same, level with the words of a button or field before it.
void cut_text_beside(std::string_view words, ImU32 colour);
/// A row of choices of which one holds; whether another was taken.
bool segments(const char* id, std::span<const std::string> names, std::size_t& chosen);
/// A bar of `share` (in [0,1]) of the width, with words over it.
void bar(float width, double share, ImU32 colour, const Parts& parts);
void apply_style(const Parts& parts);

void draw_frame(Parts& parts);       // draw_frame.cpp
void draw_time(Parts& parts);        // draw_time.cpp
void draw_map(Parts& parts);         // draw_map.cpp
void draw_outline(Parts& parts);     // draw_outline.cpp
void draw_log(Parts& parts);         // draw_log.cpp
void draw_weights(Parts& parts);     // draw_weights.cpp
void draw_votes(Parts& parts);       // draw_votes.cpp
void draw_lent(Parts& parts);        // draw_lent.cpp
void draw_moderation(Parts& parts);  // draw_upkeep.cpp
void draw_faults(Parts& parts);      // draw_upkeep.cpp
void draw_figures(Parts& parts);     // draw_upkeep.cpp
void draw_room(Parts& parts);        // draw_room.cpp
void draw_hands(Parts& parts);       // draw_hands.cpp
void draw_wall(Parts& parts);        // draw_wall.cpp
/// The code of the page, `side` pixels wide; nothing where there is none.
void draw_code(Parts& parts, float side);  // draw_wall.cpp

/// A fault in the reader's words; the command's own where the catalogue has none.
[[nodiscard]] std::string fault_words(const Parts& parts, const Fault& fault);

/// All questions, as they are asked.
[[nodiscard]] std::vector<QuestionIndex> asked(const LiveDebate& debate);

}  // namespace palabre::workbench
