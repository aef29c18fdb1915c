// What Dear ImGui's draw list needs of the rest of Dear ImGui, which is not here: memory, and the
// angles that imgui_settings.hpp names.
#include <cstdlib>

#include "imgui.h"
#include "map/angles.hpp"

namespace palabre::map {

float cosine(float angle) {
    return static_cast<float>(-on_circle(static_cast<double>(angle) / radians_of_turn).y);
}

float sine(float angle) {
    return static_cast<float>(on_circle(static_cast<double>(angle) / radians_of_turn).x);
}

float arc_cosine(float cosine) {
    const auto along = static_cast<double>(cosine);
    return static_cast<float>(angle_of(std::sqrt(1.0 - along * along), -along) * radians_of_turn);
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
