#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "workbench/workbench.hpp"

namespace palabre::workbench {

/// What the middle and the sides are given to.
enum class Mode : std::uint8_t { debate, room, wall };

/// What stands at the sides of the map.
enum class Panel : std::uint8_t { outline, log, weights, votes, lent, moderation, faults, figures };
inline constexpr std::size_t panel_count = 8;

/// The workbench as it looks. Draws into the current context of Dear ImGui, of which nothing is
/// seen here; window.hpp and the web's boundary bring one.
class View {
  public:
    /// Edge: `bench` outlives the view.
    View(Workbench& bench, std::string_view lang);
    ~View();
    View(const View&) = delete;
    View& operator=(const View&) = delete;

    /// What a frame is told about its surroundings.
    struct Moment {
        double now = 0.0;       ///< ms of a clock that only goes forward
        std::int64_t wall = 0;  ///< ms since 1970
        float width = 0.0F;     ///< of the window
        float height = 0.0F;
        float ratio = 1.0F;  ///< device pixels of one of the window's
        double spent = 0.0;  ///< ms that the last frame took the processor
        bool still = false;  ///< nothing moves by itself, for who cannot bear it
    };
    /// One frame, between ImGui::NewFrame and ImGui::Render. Whether something moves by itself, so
    /// that another one is wanted soon.
    bool draw(const Moment& moment);

    void choose_lang(std::string_view lang);
    [[nodiscard]] std::string_view lang() const;
    void choose_dark(bool dark);
    [[nodiscard]] bool is_dark() const;
    /// How tall text is, in pixels of the window; between type_min and type_max.
    void choose_type(float size);
    void show(Mode mode);
    void show(Panel panel);
    /// How long reading the log took, for the figures: ms.
    void told_opening(double ms);

    static constexpr float type_min = 12.0F;
    static constexpr float type_max = 32.0F;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace palabre::workbench
