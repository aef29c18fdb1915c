#pragma once

// How Dear ImGui is compiled here (IMGUI_USER_CONFIG): its draw list only.

// WebGL2 has no base vertex: with 16 bits a list would end at 65,536 vertices.
#define ImDrawIdx unsigned int
#define IMGUI_USE_WCHAR32
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
// Text is never drawn by it, so neither its font nor a reader of fonts is there.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_STB_TRUETYPE_IMPLEMENTATION
