#pragma once

// How Dear ImGui is compiled for the workbench (IMGUI_USER_CONFIG): windows, widgets and fonts, of
// which the reader's map (map/imgui_settings.hpp) has none.

// One draw list holds the whole map.
#define ImDrawIdx unsigned int
#define IMGUI_USE_WCHAR32
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS

#ifdef __EMSCRIPTEN__
// On a page the browser writes (window_glyphs.cpp): no font is held, and no reader of fonts. Dear
// ImGui asks for another loader of fonts by this name.
#define IMGUI_ENABLE_FREETYPE
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_FILE_FUNCTIONS
#endif
