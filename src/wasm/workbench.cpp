#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "deliberation/base64url.hpp"
#include "interchange/debate_file.hpp"
#include "interchange/debate_file_reader.hpp"
#include "interchange/debate_words.hpp"
#include "interchange/json_writer.hpp"
#include "wasm/boundary.hpp"
#include "wasm/module_memory.hpp"
#include "wasm/palabre_workbench.h"
#include "workbench/window_on_page.hpp"

namespace {

using namespace palabre;
using namespace palabre::workbench;

/// The longest address that a QR code holds.
constexpr std::uint32_t page_max = 2331;
constexpr float length_max = 1e5F;
constexpr float ratio_max = 100.0F;

struct Opened {
    std::unique_ptr<Workbench> bench;
    std::unique_ptr<View> view;
    std::string line;  // that is to be kept
    Room::Kept kept;   // and who waits for it
};

Opened& opened() {
    static Opened one;
    return one;
}

PagePainter page_painter() {
    PagePainter made;
    made.line = [](float size) {
        std::array<float, 2> line{};
        palabre_page_line(size, line.data());
        return PaintedLine{line[0], line[1]};
    };
    made.measure = [](std::uint32_t character, float size) {
        std::array<float, 6> glyph{};
        palabre_page_glyph(character, size, glyph.data());
        return PaintedGlyph{glyph[0],
                            glyph[1],
                            glyph[2],
                            static_cast<std::uint32_t>(glyph[3]),
                            static_cast<std::uint32_t>(glyph[4]),
                            glyph[5] != 0.0F};
    };
    made.paint = palabre_page_pixels;
    return made;
}

PageWindow& window() {
    static PageWindow one(page_painter());
    return one;
}

Result<std::string> page_salt() {
    std::array<std::uint8_t, 16> salt{};
    if (palabre_page_salt(salt.data()) == 0) return Fault{"no-randomness", "", ""};
    return to_base64url(salt);
}

Room::Means room_means(const seal::Seed& seed) {
    return {seal::key_pair_from(seed), page_salt, [](std::string_view line, Room::Kept kept) {
                opened().line = line;
                opened().kept = std::move(kept);
            }};
}

std::string answer_of(const Workbench& bench, const View& view) {
    const LiveDebate& live = bench.timeline->present();
    JsonWriter json;
    json.begin_object().key("debate").string(live.id());
    json.key("entries").integer(static_cast<std::int64_t>(bench.timeline->size()));
    json.key("lang").string(view.lang());
    json.key("left").integer(static_cast<std::int64_t>(bench.timeline->malformed().size()));
    json.key("owner").string(owner_of(live));
    json.key("title").string(open_words(live).title);
    return json.end_object().take();
}

Result<std::unique_ptr<Workbench>> read(std::string_view text, std::string_view room) {
    ReplayOptions options;
    options.check = seal::verify_entry;
    options.check_token = seal::verify_token;
    PALABRE_TRY(log, log_in(text, options));
    return Workbench::open(Workbench::joined(std::move(log), room), options);
}

template <class Number>
std::pair<std::uint32_t, std::uint32_t> shown(std::span<const Number> numbers) {
    return {static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(numbers.data())),
            static_cast<std::uint32_t>(numbers.size())};
}

palabre_status no_debate(palabre_span* out) {
    *out = {nullptr, 0};
    return status_no_handle;
}

bool is_length(float length) {
    return std::fabs(length) <= length_max;
}

}  // namespace

extern "C" {

palabre_status palabre_workbench_open(const std::uint8_t* text, std::uint32_t size,
                                      const std::uint8_t* room, std::uint32_t room_size,
                                      const std::uint8_t* lang, std::uint32_t lang_size,
                                      palabre_span* out) {
    if (!is_in_memory(text, size) || !is_in_memory(room, room_size) ||
        !is_in_memory(lang, lang_size)) {
        return refuse_span(out);
    }
    auto bench = read(text_of(text, size), text_of(room, room_size));
    if (!bench) return refuse(bench.fault(), out);
    std::string spoken(text_of(lang, lang_size));
    if (spoken.empty()) spoken = open_words(bench.value()->timeline->present()).lang;
    auto view = std::make_unique<View>(*bench.value(), spoken);
    palabre_workbench_close();
    opened().bench = std::move(bench).value();
    opened().view = std::move(view);
    return answer(answer_of(*opened().bench, *opened().view), out);
}

void palabre_workbench_close(void) {
    // The view looks at the bench, and what waits belongs to its room.
    opened().kept = nullptr;
    opened().line.clear();
    opened().view.reset();
    opened().bench.reset();
}

palabre_status palabre_workbench_file(palabre_span* out) {
    if (!opened().bench) return no_debate(out);
    return answer(write_debate_file(opened().bench->timeline->present()), out);
}

palabre_status palabre_workbench_take(const std::uint8_t* lines, std::uint32_t size,
                                      palabre_span* out) {
    if (!opened().bench) return no_debate(out);
    if (!is_in_memory(lines, size)) return refuse_span(out);
    const std::size_t fresh = opened().bench->timeline->take(text_of(lines, size));
    JsonWriter json;
    json.begin_object().key("entries").integer(static_cast<std::int64_t>(fresh));
    return answer(json.end_object().take(), out);
}

void palabre_workbench_told_opening(double ms) {
    if (opened().view) opened().view->told_opening(ms);
}

palabre_status palabre_workbench_page(const std::uint8_t* address, std::uint32_t size,
                                      palabre_span* out) {
    if (!opened().bench) return no_debate(out);
    if (!is_in_memory(address, size)) return refuse_span(out);
    if (size > page_max) return refuse({"page", "", ""}, out);
    opened().bench->page = text_of(address, size);
    return answer({}, out);
}

palabre_status palabre_workbench_room(const std::uint8_t* seed, std::uint32_t size,
                                      palabre_span* out) {
    if (!opened().bench) return no_debate(out);
    if (!is_in_memory(seed, size)) return refuse_span(out);
    seal::Seed bytes;
    if (size != bytes.bytes.size()) return refuse({"seed", "", ""}, out);
    std::copy(seed, seed + size, bytes.bytes.begin());
    opened().bench->lend(room_means(bytes));
    JsonWriter json;
    json.begin_object().key("author").string(opened().bench->room->author());
    return answer(json.end_object().take(), out);
}

palabre_status palabre_workbench_line(palabre_span* out) {
    if (!opened().bench) return no_debate(out);
    return answer(opened().line, out);
}

void palabre_workbench_kept(std::uint32_t kept) {
    if (!opened().kept) return;
    opened().line.clear();
    const Room::Kept told = std::exchange(opened().kept, nullptr);
    if (kept != 0) {
        told(true);
    } else {
        told(Fault{"file", "", ""});
    }
}

void palabre_workbench_show(std::uint32_t mode) {
    if (opened().view && mode <= workbench_mode_wall) {
        opened().view->show(static_cast<Mode>(mode));
    }
}

palabre_status palabre_workbench_lang(const std::uint8_t* lang, std::uint32_t size,
                                      palabre_span* out) {
    if (!opened().view) return no_debate(out);
    if (!is_in_memory(lang, size)) return refuse_span(out);
    opened().view->choose_lang(text_of(lang, size));
    return answer({}, out);
}

void palabre_workbench_dark(std::uint32_t dark) {
    if (opened().view) opened().view->choose_dark(dark != 0);
}

void palabre_workbench_point(float x, float y) {
    if (is_length(x) && is_length(y)) window().point(x, y);
}

void palabre_workbench_leave(void) {
    window().leave();
}

void palabre_workbench_press(std::uint32_t button, std::uint32_t down) {
    if (button <= 2) window().press(static_cast<PageWindow::Button>(button), down != 0);
}

void palabre_workbench_wheel(float x, float y) {
    if (is_length(x) && is_length(y)) window().wheel(x, y);
}

void palabre_workbench_key(std::uint32_t key, std::uint32_t down, std::uint32_t modifiers) {
    if (key >= PageWindow::key_count) return;
    const auto has = [modifiers](std::uint32_t bit) { return (modifiers & bit) != 0; };
    window().key(static_cast<PageWindow::Key>(key), down != 0, {has(1), has(2), has(4), has(8)});
}

palabre_status palabre_workbench_type(const std::uint8_t* text, std::uint32_t size,
                                      palabre_span* out) {
    if (!is_in_memory(text, size)) return refuse_span(out);
    window().type(text_of(text, size));
    return answer({}, out);
}

void palabre_workbench_focus(std::uint32_t has) {
    window().focus(has != 0);
}

void palabre_workbench_renew(void) {
    window().renew_textures();
}

palabre_status palabre_workbench_frame(double now, double wall, float width, float height,
                                       float ratio, double spent, std::uint32_t still,
                                       palabre_painting* out) {
    if (!opened().view) return status_no_handle;
    const bool fine = is_length(width) && width >= 1.0F && is_length(height) && height >= 1.0F &&
                      ratio > 0.0F && ratio < ratio_max && std::isfinite(now) &&
                      std::fabs(wall) < 9e15 && std::isfinite(spent);
    if (!fine || !is_in_memory(out, 1)) return status_fault;
    PageWindow& page = window();
    View& view = *opened().view;
    const bool moves = page.frame(
        view, {now, static_cast<std::int64_t>(wall), width, height, ratio, spent, still != 0});
    const auto [vertices, vertex_count] = shown(page.vertices());
    const auto [indices, index_count] = shown(page.indices());
    const auto [commands, command_count] = shown(page.commands());
    const auto [textures, texture_count] = shown(page.textures());
    const PageWindow::Caret caret = page.caret();
    *out = {vertices,
            vertex_count,
            indices,
            index_count,
            commands,
            command_count,
            textures,
            texture_count,
            (moves ? 1U : 0U) | (page.lags() ? 2U : 0U),
            static_cast<std::uint32_t>(page.cursor()),
            caret.wanted ? 1U : 0U,
            {caret.x, caret.y, caret.height},
            view.is_dark() ? 1U : 0U,
            view.lang() == "fr" ? 1U : 0U};
    return status_fine;
}

palabre_status palabre_workbench_copied(palabre_span* out) {
    return answer(window().take_copied(), out);
}

}  // extern "C"
