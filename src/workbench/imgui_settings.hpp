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
