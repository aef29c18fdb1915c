// What Dear ImGui's draw list needs of the rest of Dear ImGui, which is not here: memory, and the
// angles that imgui_settings.hpp names.
#include <cstdlib>

#include "imgui.h"
#include "map/angles.hpp"

namespace palabre::map {

namespace {

constexpr double full_turn = 6.283185307179586;

}  // namespace

float cosine(float angle) {
    return static_cast<float>(-on_circle(static_cast<double>(angle) / full_turn).y);
}

float sine(float angle) {
    return static_cast<float>(on_circle(static_cast<double>(angle) / full_turn).x);
}

float arc_cosine(float cosine) {
    const auto along = static_cast<double>(cosine);
    return static_cast<float>(angle_of(std::sqrt(1.0 - along * along), -along) * full_turn);
}

}  // namespace palabre::map

void* ImGui::MemAlloc(size_t size) {
    void* memory = std::malloc(size == 0 ? 1 : size);
    // Where memory ends nothing may go on: it would be written at address 0.
    if (memory == nullptr) __builtin_trap();
    return memory;
}

void ImGui::MemFree(void* memory) {
    std::free(memory);
}
