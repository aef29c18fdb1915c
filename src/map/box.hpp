#pragma once

#include <algorithm>

namespace palabre::map {

/// An upright rectangle. World coordinates are doubles: a debate of 100,000 claims is three million
/// pixels tall, where a float knows quarters of a pixel only.
struct Box {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;

    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
    [[nodiscard]] double middle() const { return y + height / 2; }
    [[nodiscard]] bool holds(double px, double py) const {
        return px >= x && px < right() && py >= y && py < bottom();
    }
    [[nodiscard]] bool meets(const Box& other) const {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
    /// The smallest rectangle around both.
    [[nodiscard]] Box with(const Box& other) const {
        const double left = std::min(x, other.x);
        const double top = std::min(y, other.y);
        return {left, top, std::max(right(), other.right()) - left,
                std::max(bottom(), other.bottom()) - top};
    }
};

/// The smallest rectangle around what it took, while more comes.
struct Edges {
    double left = 1e300;
    double top = 1e300;
    double right = -1e300;
    double bottom = -1e300;

    void take(const Edges& other) {
        left = std::min(left, other.left);
        top = std::min(top, other.top);
        right = std::max(right, other.right);
        bottom = std::max(bottom, other.bottom);
    }
    void take(const Box& box) { take(Edges{box.x, box.y, box.right(), box.bottom()}); }
    [[nodiscard]] Box box() const { return {left, top, right - left, bottom - top}; }
};

}  // namespace palabre::map
