#include "map/camera.hpp"

namespace palabre::map {

namespace {

constexpr double glide_ms = 280.0;
/// So much of the world stays in sight, in CSS pixels.
constexpr double kept_in_sight = 48.0;

double between(double from, double to, double part) {
    return from + (to - from) * part;
}

double held_within(double value, double low, double high) {
    return low > high ? (low + high) / 2 : std::clamp(value, low, high);
}

}  // namespace

double Motion::at(double now, double length) {
    if (state_ == State::waiting) {
        began_ = now;
        state_ = State::moving;
    }
    if (state_ == State::none) return 1.0;
    const double part = (now - began_) / length;
    if (!(part < 1.0)) {
        state_ = State::none;
        return 1.0;
    }
    const double left = part > 0.0 ? 1.0 - part : 1.0;
    return 1.0 - left * left * left;
}

void Camera::stage(double width, double height) {
    width_ = width;
    height_ = height;
}

void Camera::limit(double scale_min, double scale_max, const Box& world) {
    scale_min_ = scale_min;
    scale_max_ = scale_max;
    world_ = world;
    view_ = held(view_);
    to_ = held(to_);
}

void Camera::pan(double dx, double dy) {
    motion_.stop();
    view_.x -= dx / view_.scale;
    view_.y -= dy / view_.scale;
    view_ = held(view_);
}

void Camera::zoom(double factor, double x, double y) {
    motion_.stop();
    View next = view_;
    next.scale = std::clamp(view_.scale * factor, scale_min_, scale_max_);
    next.x = view_.x + x / view_.scale - x / next.scale;
    next.y = view_.y + y / view_.scale - y / next.scale;
    view_ = held(next);
}

void Camera::go(const View& view, bool softly) {
    motion_.stop();
    if (!softly) {
        view_ = held(view);
        return;
    }
    from_ = view_;
    to_ = held(view);
    motion_.start();
}

View Camera::around(const Box& box, double scale_max, double margin) const {
    const double room_x = std::max(1.0, width_ - 2 * margin);
    const double room_y = std::max(1.0, height_ - 2 * margin);
    View view;
    view.scale = std::min(
        {scale_max, room_x / std::max(1.0, box.width), room_y / std::max(1.0, box.height)});
    view.x = box.x + box.width / 2 - width_ / view.scale / 2;
    view.y = box.middle() - height_ / view.scale / 2;
    return view;
}

View Camera::with_in_sight(const View& from, const Box& box, double margin) const {
    View view = from;
    const double edge = margin / view.scale;
    const Box seen = view.seen(width_, height_);
    view.x = std::max(view.x, box.right() + edge - seen.width);
    view.y = std::max(view.y, box.bottom() + edge - seen.height);
    view.x = std::min(view.x, box.x - edge);
    view.y = std::min(view.y, box.y - edge);
    return view;
}

bool Camera::advance(double now) {
    if (!motion_.on()) return false;
    const double part = motion_.at(now, glide_ms);
    if (part >= 1.0) {
        view_ = to_;
        return false;
    }
    // What the stage shows grows evenly: the inverse of the scale.
    view_.scale = 1.0 / between(1.0 / from_.scale, 1.0 / to_.scale, part);
    view_.x = between(from_.x, to_.x, part);
    view_.y = between(from_.y, to_.y, part);
    return true;
}

View Camera::held(View view) const {
    view.scale = std::clamp(view.scale, scale_min_, scale_max_);
    const Box seen = view.seen(width_, height_);
    const double edge = kept_in_sight / view.scale;
    view.x = held_within(view.x, world_.x + edge - seen.width, world_.right() - edge);
    view.y = held_within(view.y, world_.y + edge - seen.height, world_.bottom() - edge);
    return view;
}

}  // namespace palabre::map
