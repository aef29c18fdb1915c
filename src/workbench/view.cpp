#include "workbench/view.hpp"

#include <algorithm>

#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

struct View::State {
    State(Workbench& bench, std::string_view lang) : parts(bench, lang) {}
    Parts parts;
};

View::View(Workbench& bench, std::string_view lang)
    : state_(std::make_unique<State>(bench, lang)) {}
View::~View() = default;

bool View::draw(const Moment& moment) {
    Parts& parts = state_->parts;
    parts.moment = moment;
    parts.moves = false;
    parts.bench.follow();
    const std::uint64_t turn = parts.turn();
    apply_style(parts);
    draw_frame(parts);
    return parts.moves || parts.turn() != turn;
}

void View::choose_lang(std::string_view lang) {
    state_->parts.words = Words(lang, phrases());
    state_->parts.fates = Words(lang);
}

std::string_view View::lang() const {
    return state_->parts.words.lang();
}

bool View::is_dark() const {
    return state_->parts.dark;
}

void View::choose_dark(bool dark) {
    state_->parts.dark = dark;
    state_->parts.colours = colours_of(dark);
}

void View::choose_type(float size) {
    state_->parts.type = std::clamp(size, type_min, type_max);
}

void View::show(Mode mode) {
    state_->parts.mode = mode;
}

void View::show(Panel panel) {
    const bool left = panel == Panel::outline || panel == Panel::log;
    (left ? state_->parts.left : state_->parts.right) = panel;
}

void View::told_opening(double ms) {
    state_->parts.opening_ms = ms;
}

}  // namespace palabre::workbench
