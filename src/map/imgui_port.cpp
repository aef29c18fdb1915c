// What Dear ImGui's draw list needs of the rest of Dear ImGui, which is not here: memory.
#include <cstdlib>

#include "imgui.h"

void* ImGui::MemAlloc(size_t size) {
    void* memory = std::malloc(size == 0 ? 1 : size);
    // Where memory ends nothing may go on: it would be written at address 0.
    if (memory == nullptr) __builtin_trap();
    return memory;
}

void ImGui::MemFree(void* memory) {
    std::free(memory);
}
