// The slider over the log: the debate as it stood after each of its entries.
#include <algorithm>

#include "interchange/debate_words.hpp"
#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

/// A whole debate is played in about so long, and no entry is shown for longer than the other.
constexpr double play_ms = 20'000.0;
constexpr double step_ms_max = 400.0;

void play(Parts& parts) {
    Timeline& timeline = *parts.bench.timeline;
    if (!parts.playing) return;
    if (timeline.is_present()) {
        parts.playing = false;
        return;
    }
    const double step = std::min(
        step_ms_max, play_ms / static_cast<double>(std::max<std::size_t>(1, timeline.size())));
    const double due = (parts.moment.now - parts.played_at) / step;
    if (due >= 1.0) {
        timeline.go(timeline.place() + static_cast<std::size_t>(due));
        parts.played_at = parts.moment.now;
    }
    parts.moves = true;
}

}  // namespace

void draw_time(Parts& parts) {
    Timeline& timeline = *parts.bench.timeline;
    play(parts);
    if (ImGui::Button((parts.say(parts.playing ? "stop" : "play") + "###play").c_str())) {
        parts.playing = !parts.playing;
        parts.played_at = parts.moment.now;
        if (parts.playing && timeline.is_present()) timeline.go(0);
    }
    ImGui::SameLine();
    const auto step = [&](const char* name, bool forward) {
        ImGui::BeginDisabled(forward ? timeline.is_present() : timeline.place() == 0);
        if (ImGui::Button(name)) timeline.go(forward ? timeline.place() + 1 : timeline.place() - 1);
        ImGui::EndDisabled();
        ImGui::SameLine(0.0F, 4.0F);
    };
    step("<", false);
    step(">", true);
    // Logs written by hand have no clock.
    const std::uint64_t at = timeline.last_at();
    const std::string when = at == 0 ? "" : time_words(static_cast<std::int64_t>(at));
    const std::string told = parts.say("place", {{"n", std::to_string(timeline.place())},
                                                 {"all", std::to_string(timeline.size())},
                                                 {"when", when}});
    ImGui::SetNextItemWidth(std::max(
        80.0F, ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(told.c_str()).x - 16.0F));
    auto place = static_cast<std::uint64_t>(timeline.place());
    const std::uint64_t first = 0;
    const auto last = static_cast<std::uint64_t>(timeline.size());
    // A slider from 0 to 0 cannot be moved.
    ImGui::BeginDisabled(last == 0);
    if (ImGui::SliderScalar("###time", ImGuiDataType_U64, &place, &first, &last, "%llu",
                            ImGuiSliderFlags_AlwaysClamp)) {
        parts.playing = false;
        timeline.go(static_cast<std::size_t>(place));
    }
    ImGui::EndDisabled();
    ImGui::SameLine();
    cut_text_beside(told, parts.colour(map::colour_muted));
}

}  // namespace palabre::workbench
