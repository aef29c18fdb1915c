// What keepers look after: the moderation queue, entries that do not count, figures.
#include <cstdio>

#include "interchange/debate_words.hpp"
#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

void draw_thing(Parts& parts, const QueuedThing& thing) {
    const std::string label = parts.say(thing.hidden ? "is-hidden" : "is-flagged",
                                        {{"n", std::to_string(thing.reasons.size())}});
    text(label, parts.colour(thing.hidden ? map::colour_muted : map::colour_con));
    ImGui::SameLine();
    if (ImGui::SmallButton(parts.say("go-there").c_str())) parts.choose(thing.claim);
    wrapped(thing.text);
    for (const std::string& reason : thing.reasons) {
        if (!reason.empty()) cut_text("- " + reason, parts.colour(map::colour_muted));
    }
    ImGui::Separator();
}

void draw_figure(const Parts& parts, std::string_view name, const std::string& figure) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    text(parts.say(name));
    ImGui::TableNextColumn();
    text(figure);
}

std::string with_places(double number, int places) {
    char out[48];
    std::snprintf(out, sizeof out, "%.*f", places, number);
    return out;
}

}  // namespace

void draw_moderation(Parts& parts) {
    const ModerationQueue& queue = parts.queue.at(
        parts.turn(), [&] { return moderation_queue(parts.bench.timeline->shown()); });
    if (queue.things.empty() && queue.banned.empty()) wrapped(parts.say("nothing-queued"));
    for (std::size_t i = 0; i < queue.things.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        draw_thing(parts, queue.things[i]);
        ImGui::PopID();
    }
    if (queue.more > 0) wrapped(parts.say("more", {{"n", std::to_string(queue.more)}}));
    if (!queue.banned.empty()) text(parts.say("banned"));
    for (const std::string& who : queue.banned) text(who, parts.colour(map::colour_muted));
}

void draw_faults(Parts& parts) {
    const LiveDebate& live = parts.shown();
    const Faults& faults = parts.faults.at(parts.turn(), [&] { return faults_of(live); });
    const Malformed& malformed = parts.bench.timeline->malformed();
    if (faults.entries.empty() && faults.forks.empty() && malformed.empty()) {
        wrapped(parts.say("no-faults"));
        return;
    }
    for (const Fork& fork : faults.forks) {
        wrapped(parts.say("fork", {{"who", fork.who},
                                   {"n", std::to_string(fork.n)},
                                   {"entries", std::to_string(fork.entries.size())}}));
    }
    const int count = static_cast<int>(faults.entries.size() + malformed.size());
    ImGuiListClipper clipper;
    clipper.Begin(count);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (at < malformed.size()) {
                const auto& [line, reason] = malformed[at];
                cut_text(
                    parts.say("malformed", {{"line", std::to_string(line)}, {"reason", reason}}),
                    parts.colour(map::colour_con));
                continue;
            }
            const Faulty& each = faults.entries[at - malformed.size()];
            const LogRow row = log_row(live, each.entry);
            cut_text(parts.say("void", {{"reason", each.why}}) + "  " +
                         parts.say("verb-" + std::string(to_text(row.verb))) + "  " + row.who +
                         "  " + row.text,
                     parts.colour(map::colour_text));
        }
    }
}

void draw_figures(Parts& parts) {
    const Timeline& timeline = *parts.bench.timeline;
    const DebateSize& size = parts.size.at(parts.turn(), [&] { return size_of(parts.shown()); });
    if (!ImGui::BeginTable("figures", 2, ImGuiTableFlags_RowBg)) return;
    draw_figure(parts, "figure-bytes", std::to_string(timeline.bytes()));
    draw_figure(parts, "figure-entries", std::to_string(size.entries));
    draw_figure(parts, "figure-claims", std::to_string(size.claims));
    draw_figure(parts, "figure-places", std::to_string(size.places));
    draw_figure(parts, "figure-persons", std::to_string(size.persons));
    draw_figure(parts, "figure-judgements", std::to_string(size.judgements));
    draw_figure(parts, "figure-ballots", std::to_string(size.ballots));
    draw_figure(parts, "figure-questions", std::to_string(size.questions));
    draw_figure(parts, "figure-opening", with_places(parts.opening_ms, 1));
    if (parts.opening_ms > 0.0) {
        draw_figure(parts, "figure-rate",
                    with_places(static_cast<double>(timeline.size()) / parts.opening_ms * 1e3, 0));
    }
    draw_figure(parts, "figure-frame", with_places(parts.moment.spent, 2));
    ImGui::EndTable();
    wrapped(parts.shown().id());
}

}  // namespace palabre::workbench
