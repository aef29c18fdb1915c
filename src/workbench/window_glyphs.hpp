#pragma once

#include "imgui.h"
#include "workbench/page_painter.hpp"

struct ImFontLoader;

namespace palabre::workbench {

/// A loader for Dear ImGui that has a painter write each character, when it is first shown at a
/// size. Edge: `painter` outlives the atlas.
[[nodiscard]] const ImFontLoader* painted_glyphs();
void add_painted_font(ImFontAtlas& atlas, PagePainter& painter);

}  // namespace palabre::workbench
