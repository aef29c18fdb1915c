#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "workbench/page_painter.hpp"
#include "workbench/view.hpp"

namespace palabre::workbench {

/// The workbench on a page: what GLFW and OpenGL are to window.hpp. It is told what happens, in CSS
/// pixels from the upper left corner, and gives triangles and textures for somebody else to draw.
/// There is one at a time, since Dear ImGui has one context.
class PageWindow {
  public:
    enum class Button : std::uint8_t { left, right, middle };
    /// Keys that do something; what is typed comes as text.
    enum class Key : std::uint8_t {
        tab,
        left,
        right,
        up,
        down,
        page_up,
        page_down,
        home,
        end,
        insert,
        remove,
        backspace,
        space,
        enter,
        escape,
        a,
        c,
        x,
        y,
        z
    };
    static constexpr std::size_t key_count = 20;
    struct Modifiers {
        bool ctrl = false;
        bool shift = false;
        bool alt = false;
        bool meta = false;
    };
    enum class Cursor : std::uint8_t { arrow, text, resize_ew, resize_ns, hand, other };

    /// As ImDrawVert: CSS pixels, place in the texture, colour 0xAABBGGRR, not premultiplied.
    struct Vertex {
        float x, y, u, v;
        std::uint32_t colour;
    };
    struct Command {
        std::uint32_t first, count;      ///< of the indices
        std::uint32_t texture;           ///< a number that a Texture gave
        float left, top, right, bottom;  ///< CSS pixels outside of which nothing is seen
    };
    struct Texture {
        enum class Want : std::uint32_t { create, update, destroy };
        std::uint32_t number;  ///< from 1 on
        Want want;
        std::uint32_t x, y, width, height;  ///< what changed, or all of it
        std::uint32_t row;                  ///< pixels from one row to the next
        const std::uint8_t* pixels;         ///< of its corner: RGBA, not premultiplied
    };
    /// Where text is entered.
    struct Caret {
        bool wanted = false;
        float x = 0.0F, y = 0.0F, height = 0.0F;
    };

    explicit PageWindow(PagePainter painter);
    ~PageWindow();
    PageWindow(const PageWindow&) = delete;
    PageWindow& operator=(const PageWindow&) = delete;

    void point(float x, float y);
    void leave();
    void press(Button button, bool down);
    /// In notches: positive is up and left.
    void wheel(float x, float y);
    void key(Key key, bool down, Modifiers modifiers);
    void type(std::string_view text);
    /// Losing it lets go of all keys and buttons.
    void focus(bool has);
    /// What was drawn on is gone: the next frame gives all textures anew.
    void renew_textures();

    /// Draws; whether something moves by itself, or what was told waits for the next frame.
    bool frame(View& view, View::Moment moment);
    /// Whether what was told is not all taken: of presses and letters that come at once, Dear ImGui
    /// takes some in each frame.
    [[nodiscard]] bool lags() const;

    // What the last frame made; until the next.
    [[nodiscard]] std::span<const Vertex> vertices() const;
    [[nodiscard]] std::span<const std::uint32_t> indices() const;
    [[nodiscard]] std::span<const Command> commands() const;
    [[nodiscard]] std::span<const Texture> textures() const;
    [[nodiscard]] Caret caret() const;
    [[nodiscard]] Cursor cursor() const;
    /// What was copied or cut since this was last asked, or "".
    [[nodiscard]] std::string take_copied();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace palabre::workbench
