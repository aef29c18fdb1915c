#pragma once

#include <memory>
#include <span>
#include <vector>

#include "map/map.hpp"

namespace palabre::map {

/// Makes triangles of a map, by Dear ImGui's draw list, which only the draw_*.cpp see.
class DrawStage {
  public:
    /// As ImDrawVert: device pixels, place in the texture, colour 0xAABBGGRR, not premultiplied.
    struct Vertex {
        float x, y, u, v;
        std::uint32_t colour;
    };
    struct Command {
        std::uint32_t first, count;  ///< of the indices
        std::uint32_t texture;       ///< 0 white, 1 the labels
    };

    DrawStage();
    ~DrawStage();
    DrawStage(const DrawStage&) = delete;
    DrawStage& operator=(const DrawStage&) = delete;

    /// Draws the stage as it is at `now` ms; whether something still moves.
    bool draw(Map& map, double now);

    // What the last frame made; until the next.
    [[nodiscard]] std::span<const Vertex> vertices() const;
    [[nodiscard]] std::span<const std::uint32_t> indices() const;
    [[nodiscard]] std::span<const Command> commands() const;
    /// Rows whose label is missing or of another size, the most wanted first.
    [[nodiscard]] const std::vector<Row>& lacking() const;
    /// Rows of which something was drawn, each by itself, in the order drawn.
    [[nodiscard]] const std::vector<Row>& drawn() const;

  private:
    struct Made;
    std::unique_ptr<Made> made_;
};

}  // namespace palabre::map
