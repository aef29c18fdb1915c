#pragma once

#include "map/box.hpp"

namespace palabre::map {

/// What part of the world the stage shows: CSS pixels of one world pixel, and the world's point at
/// the stage's upper left corner.
struct View {
    double scale = 1.0;
    double x = 0.0;
    double y = 0.0;

    [[nodiscard]] Box seen(double width, double height) const {
        return {x, y, width / scale, height / scale};
    }
    [[nodiscard]] Box on_stage(const Box& box) const {
        return {(box.x - x) * scale, (box.y - y) * scale, box.width * scale, box.height * scale};
    }
};

/// Time from 0 to 1 of something that moves by itself: it begins with the first frame after it was
/// started, since nothing else here knows the time.
class Motion {
  public:
    void start() { state_ = State::waiting; }
    void stop() { state_ = State::none; }
    [[nodiscard]] bool on() const { return state_ != State::none; }
    /// How far it is at `now` (ms) of `length` ms, eased; 1 where it is over.
    double at(double now, double length);

  private:
    enum class State : unsigned char { none, waiting, moving };
    State state_ = State::none;
    double began_ = 0.0;
};

class Camera {
  public:
    void stage(double width, double height);
    [[nodiscard]] double width() const { return width_; }
    [[nodiscard]] double height() const { return height_; }
    [[nodiscard]] const View& view() const { return view_; }

    /// Where the view may go: scales, and the world that has to stay in sight.
    void limit(double scale_min, double scale_max, const Box& world);

    void pan(double dx, double dy);
    void zoom(double factor, double x, double y);
    /// Moves to `view`, softly or at once.
    void go(const View& view, bool softly);
    /// The view that shows all of `box` and at most `scale_max`, in the middle.
    [[nodiscard]] View around(const Box& box, double scale_max, double margin) const;
    /// The nearest view to `from` that shows `box`, or its upper left corner where it is too large.
    [[nodiscard]] View with_in_sight(const View& from, const Box& box, double margin) const;
    [[nodiscard]] const View& goal() const { return motion_.on() ? to_ : view_; }

    /// Lets the view move on; whether it still moves.
    bool advance(double now);

  private:
    [[nodiscard]] View held(View view) const;

    double width_ = 1.0;
    double height_ = 1.0;
    double scale_min_ = 1e-9;
    double scale_max_ = 2.0;
    Box world_;
    View view_;
    View from_;
    View to_;
    Motion motion_;
};

}  // namespace palabre::map
