#pragma once

#include <cmath>

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

// Its angles by our series (angles.hpp) instead of the library's, in radians.
namespace palabre::map {
[[nodiscard]] float cosine(float angle);
[[nodiscard]] float sine(float angle);
[[nodiscard]] float arc_cosine(float cosine);
}  // namespace palabre::map
#define IMGUI_DISABLE_DEFAULT_MATH_FUNCTIONS
#define ImFabs(X) std::fabs(X)
#define ImSqrt(X) std::sqrt(X)
#define ImFmod(X, Y) std::fmod((X), (Y))
#define ImCos(X) palabre::map::cosine(X)
#define ImSin(X) palabre::map::sine(X)
#define ImAcos(X) palabre::map::arc_cosine(X)
#define ImCeil(X) std::ceil(X)
#define ImAbs(X) std::fabs(X)
#define ImRsqrt(X) (1.0F / std::sqrt(X))
