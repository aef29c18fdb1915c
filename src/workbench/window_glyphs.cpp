#include "workbench/window_glyphs.hpp"

#include <cmath>
#include <vector>

#include "imgui_internal.h"
#ifdef IMGUI_ENABLE_FREETYPE
#include <misc/freetype/imgui_freetype.h>
#endif

namespace palabre::workbench {

namespace {

/// Type to lay out by; Dear ImGui asks for other sizes as they are shown.
constexpr float reference_size = 16.0F;
/// A character that is larger is no character.
constexpr std::uint32_t glyph_side_max = 1024;

PagePainter& painter_of(const ImFontAtlas& atlas) {
    return *static_cast<PagePainter*>(atlas.UserData);
}

float density_of(const ImFontConfig& source, const ImFontBaked& baked) {
    return source.RasterizerDensity * baked.RasterizerDensity;
}

// Every character is there: for what no font has, browsers draw a sign of their own.
bool contains(ImFontAtlas*, ImFontConfig*, ImWchar character) {
    return character >= 0x20 && character <= 0x10FFFF &&
           !(character >= 0xD800 && character < 0xE000);
}

bool begin_size(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*) {
    const float density = density_of(*source, *baked);
    const PaintedLine line = painter_of(*atlas).line(baked->Size * density);
    baked->Ascent = std::ceil(line.ascent / density);
    baked->Descent = std::floor(-line.descent / density);
    return true;
}

bool put_picture(ImFontAtlas& atlas, ImFontConfig& source, ImFontBaked& baked,
                 const PaintedGlyph& glyph, ImFontGlyph& out) {
    const int width = static_cast<int>(glyph.width);
    const int height = static_cast<int>(glyph.height);
    const ImFontAtlasRectId id = ImFontAtlasPackAddRect(&atlas, width, height);
    if (id == ImFontAtlasRectId_Invalid) return false;
    ImTextureRect* const place = ImFontAtlasPackGetRect(&atlas, id);
    std::vector<std::uint8_t> pixels(std::size_t{glyph.width} * glyph.height * 4);
    painter_of(atlas).paint(pixels.data());
    const float density = density_of(source, baked);
    out.X0 = glyph.left / density;
    out.Y0 = glyph.top / density + std::round(baked.Ascent);
    out.X1 = out.X0 + static_cast<float>(width) / density;
    out.Y1 = out.Y0 + static_cast<float>(height) / density;
    out.Visible = true;
    out.Colored = glyph.coloured;
    out.PackId = id;
    ImFontAtlasBakedSetFontGlyphBitmap(&atlas, &baked, &source, &out, place, pixels.data(),
                                       ImTextureFormat_RGBA32, width * 4);
    return true;
}

bool load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar character,
          ImFontGlyph* out, float* advance) {
    if (!contains(atlas, source, character)) return false;
    const float density = density_of(*source, *baked);
    const PaintedGlyph glyph =
        painter_of(*atlas).measure(static_cast<std::uint32_t>(character), baked->Size * density);
    const float step = glyph.advance / density;
    if (advance != nullptr) {
        *advance = step;
        return true;
    }
    out->AdvanceX = step;
    const bool seen = glyph.width > 0 && glyph.height > 0;
    if (!seen || glyph.width > glyph_side_max || glyph.height > glyph_side_max) return true;
    return put_picture(*atlas, *source, *baked, glyph, *out);
}

}  // namespace

const ImFontLoader* painted_glyphs() {
    static const ImFontLoader loader = [] {
        ImFontLoader made;
        made.Name = "page";
        made.FontSrcContainsGlyph = contains;
        made.FontBakedInit = begin_size;
        made.FontBakedLoadGlyph = load;
        return made;
    }();
    return &loader;
}

void add_painted_font(ImFontAtlas& atlas, PagePainter& painter) {
    atlas.UserData = &painter;
    atlas.SetFontLoader(painted_glyphs());
    ImFontConfig config;
    config.FontLoader = painted_glyphs();
    config.SizePixels = reference_size;
    atlas.AddFont(&config);
}

}  // namespace palabre::workbench

#ifdef IMGUI_ENABLE_FREETYPE
// What Dear ImGui takes where it holds no reader of font files (imgui_settings.hpp).
const ImFontLoader* ImGuiFreeType::GetFontLoader() {
    return palabre::workbench::painted_glyphs();
}
#endif
