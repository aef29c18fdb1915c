// Frames without a display: what Dear ImGui would hand to a graphics card, and what its assertions
// say, which are on here.
#include <catch2/catch_all.hpp>
#include <cmath>
#include <set>

#include "imgui.h"
#include "support/random.hpp"
#include "workbench/opened.hpp"
#include "workbench/view.hpp"

namespace palabre::drawing_test {
namespace {

using support::LogBook;
using namespace workbench;

constexpr Panel panels[] = {Panel::outline, Panel::log,        Panel::weights, Panel::votes,
                            Panel::lent,    Panel::moderation, Panel::faults,  Panel::figures};
static_assert(std::size(panels) == panel_count);

/// A context of Dear ImGui whose textures go nowhere.
class NoDisplay {
  public:
    NoDisplay() : context_(ImGui::CreateContext()) {
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
        io.Fonts->AddFontDefault();
        resize(1400, 900);
    }
    ~NoDisplay() {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
        ImGui::DestroyContext(context_);
    }
    NoDisplay(const NoDisplay&) = delete;
    NoDisplay& operator=(const NoDisplay&) = delete;

    void resize(float width, float height) {
        moment_.width = width;
        moment_.height = height;
        ImGui::GetIO().DisplaySize = ImVec2(width, height);
    }
    /// Draws a frame and looks it through; how many vertices it has.
    int frame(View& view) {
        ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
        moment_.now += 17.0;
        moment_.wall += 17;
        ImGui::NewFrame();
        view.draw(moment_);
        ImGui::Render();
        const ImDrawData& drawn = *ImGui::GetDrawData();
        for (ImTextureData* texture : *drawn.Textures) {
            if (texture->Status == ImTextureStatus_WantDestroy) {
                texture->SetTexID(ImTextureID_Invalid);
                texture->SetStatus(ImTextureStatus_Destroyed);
            } else if (texture->Status != ImTextureStatus_OK) {
                texture->SetTexID(1);
                texture->SetStatus(ImTextureStatus_OK);
            }
        }
        // One check a frame: there are thousands of vertices.
        bool sound = true;
        for (const ImDrawList* list : drawn.CmdLists) {
            const auto count = static_cast<ImDrawIdx>(list->VtxBuffer.Size);
            for (const ImDrawIdx index : list->IdxBuffer) sound = sound && index < count;
            for (const ImDrawVert& each : list->VtxBuffer) {
                sound = sound && std::isfinite(each.pos.x) && std::isfinite(each.pos.y);
            }
        }
        REQUIRE(sound);
        return drawn.TotalVtxCount;
    }
    int frames(View& view, int count) {
        int last = 0;
        while (count-- > 0) last = frame(view);
        return last;
    }
    void press(View& view, ImGuiKey key, bool shift = false) {
        ImGuiIO& io = ImGui::GetIO();
        if (shift) io.AddKeyEvent(ImGuiMod_Shift, true);
        io.AddKeyEvent(key, true);
        frames(view, 2);
        io.AddKeyEvent(key, false);
        if (shift) io.AddKeyEvent(ImGuiMod_Shift, false);
        frames(view, 2);
    }
    void type(View& view, const char* words) {
        ImGui::GetIO().AddInputCharactersUTF8(words);
        // A character and a key are never of one frame.
        frames(view, 3);
        press(view, ImGuiKey_Enter);
        frames(view, 2);
    }

  private:
    ImGuiContext* context_;
    View::Moment moment_{0.0, 1'700'000'000'000, 0, 0, 1.0F, 0.0, false};
};

LogBook assembly() {
    LogBook log;
    log.open();
    const auto first = log.claim("ada");
    log.claim("bo", first, "con");
    log.claim("cy", "~", "con");
    log.entry("bo", "flag", {{"target", first}, {"reason", "off topic"}});
    log.entry("cy", "hide", {{"target", first}, {"reason", "no right"}});
    const auto question = log.entry(
        "owner", "ask", {{"title", "Q"}, {"method", "yes-no"}, {"rule", {{"liquid", true}}}});
    log.entry("ada", "ballot", {{"question", question}, {"choice", "yes"}});
    log.entry("bo", "delegate", {{"to", LogBook::key("ada")}, {"scope", "*"}});
    log.entry("owner", "ask",
              {{"title", "R"}, {"method", "borda"}, {"options", {"One", "Two", "Three"}}});
    return log;
}

void draw_everything(NoDisplay& display, View& view) {
    for (const Mode mode : {Mode::debate, Mode::room, Mode::wall}) {
        view.show(mode);
        CHECK(display.frames(view, 2) > 0);
    }
    view.show(Mode::debate);
    for (const Panel panel : panels) {
        view.show(panel);
        CHECK(display.frames(view, 2) > 0);
    }
}

}  // namespace

TEST_CASE("every panel draws something of its own, in both languages and themes") {
    const auto bench = test::open_bench(assembly().text());
    REQUIRE(bench);
    bench.value()->page = "https://debat.example.org/rue-des-halles";
    NoDisplay display;
    View view(*bench.value(), "en");
    for (const char* lang : {"fr", "en"}) {
        for (const bool dark : {false, true}) {
            view.choose_lang(lang);
            view.choose_dark(dark);
            draw_everything(display, view);
        }
    }
    // What stands at the right differs from panel to panel, once the map is at rest.
    display.frames(view, 60);
    std::set<int> drawn;
    for (const Panel panel : panels) {
        if (panel == Panel::outline || panel == Panel::log) continue;
        view.show(panel);
        drawn.insert(display.frames(view, 3));
    }
    CHECK(drawn.size() == 6);
}

TEST_CASE(
    "what is typed in the room is said by Enter, goes below by Tab and back by Shift and Tab") {
    LogBook log;
    log.open();
    const auto bench = test::open_bench(log.text());
    REQUIRE(bench);
    test::KeptInMemory kept;
    bench.value()->lend(kept.means(9));
    const Room& room = *bench.value()->room;
    NoDisplay display;
    View view(*bench.value(), "fr");
    view.show(Mode::room);
    display.frames(view, 3);
    display.type(view, "First");
    REQUIRE(kept.lines.size() == 1);
    display.type(view, "- Second");
    REQUIRE(kept.lines.size() == 2);
    const std::string second = room.last();
    CHECK(room.stance() == Stance::con);
    display.press(view, ImGuiKey_Tab);
    CHECK(room.parent() == second);
    display.type(view, "+ Below");
    REQUIRE(kept.lines.size() == 3);
    display.press(view, ImGuiKey_Tab, true);
    CHECK(room.parent() == "~");
    display.type(view, "Third");
    REQUIRE(kept.lines.size() == 4);
    const ClaimTree& tree = bench.value()->timeline->present().debate().tree();
    CHECK(tree.claims().size() == 5);
    CHECK(tree.at(tree.at(ClaimIndex(std::size_t{3})).shown.front()).parent ==
          ClaimIndex(std::size_t{2}));
    // What is refused stays in the line, and is said when it can be.
    kept.full = true;
    display.type(view, "Kept back");
    CHECK(kept.lines.size() == 4);
    kept.full = false;
    display.press(view, ImGuiKey_Enter);
    CHECK(kept.lines.size() == 5);
}

TEST_CASE("whatever a log holds, all of it is drawn, at any place in time and in any window") {
    NoDisplay display;
    const int rounds = support::rounds(12);
    for (int round = 0; round < rounds; ++round) {
        const auto made = support::random_log({.seed = 400 + static_cast<std::uint64_t>(round)});
        const auto bench = Workbench::open(made.text(), test::options_of(made));
        if (!bench) continue;
        test::KeptInMemory kept;
        if (round % 2 == 0) bench.value()->lend(kept.means(3));
        View view(*bench.value(), round % 3 == 0 ? "fr" : "en");
        draw_everything(display, view);
        Timeline& timeline = *bench.value()->timeline;
        for (const std::size_t place : {timeline.size() / 2, std::size_t{0}, timeline.size()}) {
            timeline.go(place);
            display.resize(place % 2 == 0 ? 1400.0F : 320.0F, place % 3 == 0 ? 900.0F : 200.0F);
            draw_everything(display, view);
        }
        bench.value()->map.picture().show(map::Face::sunburst, map::Share::claims);
        display.resize(1.0F, 1.0F);
        display.frames(view, 2);
        bench.value()->map.picture().show(map::Face::icicle, map::Share::claims);
        display.resize(1400.0F, 900.0F);
        draw_everything(display, view);
    }
}

}  // namespace palabre::drawing_test
