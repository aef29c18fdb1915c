#pragma once

#include <cstdint>
#include <functional>

namespace palabre::workbench {

/// Lengths of a character in device pixels, from the place on the base line where it begins.
struct PaintedGlyph {
    float advance = 0.0F;
    float left = 0.0F, top = 0.0F;        ///< of its picture; below the line is positive
    std::uint32_t width = 0, height = 0;  ///< of its picture; 0 where there is nothing to see
    bool coloured = false;                ///< as emoji are: it is shown as it is
};

/// How far a line of type goes above and below its base line, in device pixels.
struct PaintedLine {
    float ascent = 0.0F;
    float descent = 0.0F;
};

/// How the machine writes: a page lends its canvas, and with it every font that the browser has.
/// `size` is the type's, in device pixels.
struct PagePainter {
    std::function<PaintedLine(float size)> line;
    /// Keeps the picture until another character is measured.
    std::function<PaintedGlyph(std::uint32_t character, float size)> measure;
    /// The picture of the character measured last: RGBA by rows, not premultiplied.
    std::function<void(std::uint8_t* pixels)> paint;
};

}  // namespace palabre::workbench
