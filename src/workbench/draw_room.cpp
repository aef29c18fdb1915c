// Where a room's words are typed: Enter says a line, Tab goes below it, plus and minus choose
// sides.
#include <imgui_internal.h>
#include <misc/cpp/imgui_stdlib.h>

#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

void hear_line(Parts& parts, const Result<std::string>& said) {
    parts.moves = true;
    if (!said) {
        // What was typed stays where it can be mended.
        parts.trouble = fault_words(parts, said.fault());
        parts.keeps_words = true;
        return;
    }
    parts.typed.clear();
    parts.trouble.clear();
    parts.bench.follow();
}

void say_line(Parts& parts, Room& room) {
    room.say(parts.typed, parts.moment.wall,
             [&parts](const Result<std::string>& said) { hear_line(parts, said); });
}

void draw_place(Parts& parts, const Room& room) {
    const LiveDebate& live = parts.bench.timeline->present();
    const ClaimIndex at =
        live.debate().claim_of(RefId(live.debate().ledger().refs.find(room.parent())));
    text(parts.say("below"), parts.colour(map::colour_muted));
    wrapped(at.is_none() ? room.parent() : one_line(live, at));
}

// A field that is entered anew has all its words chosen, and the next letter would take their
// place: what was refused is to be mended.
int keep_words(ImGuiInputTextCallbackData* data) {
    bool& keeps = *static_cast<bool*>(data->UserData);
    if (keeps) {
        data->ClearSelection();
        data->CursorPos = data->BufTextLen;
    }
    keeps = false;
    return 0;
}

/// A field is entered two frames after it was asked for.
constexpr int frames_to_enter = 4;

// Until the field is entered Dear ImGui would drop what is typed: it goes into the field here.
void take_letters(Parts& parts) {
    if (parts.letters_wait == 0) return;
    --parts.letters_wait;
    ImVector<ImWchar>& letters = ImGui::GetIO().InputQueueCharacters;
    for (const ImWchar letter : letters) {
        if (letter < 32 || letter == 127) continue;
        char bytes[5] = {};
        parts.typed.append(bytes, static_cast<std::size_t>(ImTextCharToUtf8(bytes, letter)));
        parts.keeps_words = true;
    }
    letters.clear();
}

void draw_input(Parts& parts, Room& room) {
    const std::string sides[] = {parts.say("side-pro"), parts.say("side-con")};
    std::size_t side = room.stance() == Stance::pro ? 0 : 1;
    if (segments("sides", sides, side)) {
        room.choose_side(side == 0 ? Stance::pro : Stance::con);
        parts.wants_keys = true;
    }
    if (parts.wants_keys) ImGui::SetKeyboardFocusHere();
    parts.wants_keys = false;
    take_letters(parts);
    ImGui::SetNextItemWidth(-1.0F);
    ImGui::PushStyleColor(ImGuiCol_Border, parts.colour(room.stance()));
    constexpr ImGuiInputTextFlags flags =
        ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackAlways;
    const bool entered =
        ImGui::InputTextWithHint("###typed", parts.say("type-here").c_str(), &parts.typed, flags,
                                 keep_words, &parts.keeps_words);
    ImGui::PopStyleColor();
    const bool here = ImGui::IsItemActive();
    if (here) parts.letters_wait = 0;
    // Here Tab goes below, and Shift with it back: elsewhere it walks on as usual.
    ImGui::SetItemKeyOwner(ImGuiKey_Tab);
    if (here && ImGui::IsKeyPressed(ImGuiKey_Tab)) {
        const bool went = ImGui::GetIO().KeyShift ? room.go_out() : room.go_under();
        if (went) parts.trouble.clear();
        parts.moves = true;
    }
    if (entered) {
        say_line(parts, room);
        parts.wants_keys = true;
        parts.letters_wait = frames_to_enter;
    }
    if (!parts.trouble.empty()) {
        ImGui::PushStyleColor(ImGuiCol_Text, parts.colour(map::colour_con));
        wrapped(parts.trouble);
        ImGui::PopStyleColor();
    }
    ImGui::PushStyleColor(ImGuiCol_Text, parts.colour(map::colour_muted));
    wrapped(parts.say("keys"));
    ImGui::PopStyleColor();
}

// All that the room's key ever signed, the latest first: its own column.
void draw_column(Parts& parts, const Room& room) {
    ImGui::Separator();
    text(parts.say("column-of", {{"key", room.author().substr(0, 8)}}),
         parts.colour(map::colour_muted));
    const LiveDebate& live = parts.bench.timeline->present();
    const auto& said = parts.said.at(parts.turn(), [&] {
        LogFilter own;
        own.author = room.author();
        return filtered_log(live, own);
    });
    ImGui::BeginChild("said");
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(said.size()));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const EntryIndex index = said[said.size() - 1 - static_cast<std::size_t>(i)];
            const LogRow row = log_row(live, index);
            const bool con = live.debate().ledger().at(index).stance() == Stance::con;
            const bool claim = row.verb == Verb::claim;
            text(claim ? (con ? "-" : "+") : "#",
                 claim ? parts.colour(con ? Stance::con : Stance::pro)
                       : parts.colour(map::colour_muted));
            ImGui::SameLine();
            // What has no words is told by its verb.
            cut_text(
                row.text.empty() ? parts.say("verb-" + std::string(to_text(row.verb))) : row.text,
                parts.colour(map::colour_text));
        }
    }
    ImGui::EndChild();
}

}  // namespace

void draw_room(Parts& parts) {
    if (!parts.bench.room) {
        wrapped(parts.say("no-room"));
        return;
    }
    Room& room = *parts.bench.room;
    draw_place(parts, room);
    draw_input(parts, room);
    draw_column(parts, room);
}

}  // namespace palabre::workbench
