#include "wasm/boundary.hpp"

#include <cstdlib>
#include <utility>

#include "interchange/json_writer.hpp"

namespace palabre {

namespace {

constexpr std::uint32_t version = 0x000100;

struct Shown {
    std::string answer;
    std::string fault;
};

Shown& shown() {
    static Shown one;
    return one;
}

// Where memory ends nothing may go on: what malloc did not give would be written at address 0.
void* given_or_trap(void* memory) {
    if (memory == nullptr) __builtin_trap();
    return memory;
}

palabre_status show(const std::string& text, palabre_span* out, palabre_status status) {
    out->data = reinterpret_cast<const std::uint8_t*>(text.data());
    out->size = static_cast<std::uint32_t>(text.size());
    return status;
}

}  // namespace

bool is_in_memory(const std::uint8_t* bytes, std::uint32_t size) {
#ifdef __wasm__
    const std::uint64_t end = std::uint64_t{__builtin_wasm_memory_size(0)} << 16U;
    return reinterpret_cast<std::uintptr_t>(bytes) + std::uint64_t{size} <= end;
#else
    return bytes != nullptr || size == 0;
#endif
}

palabre_status answer(std::string text, palabre_span* out) {
    shown().answer = std::move(text);
    return show(shown().answer, out, status_fine);
}

palabre_status refuse(const Fault& fault, palabre_span* out) {
    JsonWriter json;
    json.begin_object().key("code").string(fault.code).key("where").string(fault.where);
    shown().fault = json.key("what").string(fault.what).end_object().take();
    return show(shown().fault, out, status_fault);
}

palabre_status refuse_span(palabre_span* out) {
    return refuse({"span", "", "The bytes are not in the module's memory."}, out);
}

}  // namespace palabre

#ifdef __EMSCRIPTEN__
// The library's own goes on with a null where exceptions are off.
void* operator new(std::size_t size) {
    return palabre::given_or_trap(std::malloc(size == 0 ? 1 : size));
}
#endif

extern "C" {

std::uint32_t palabre_version(void) {
    return palabre::version;
}

std::uint8_t* palabre_alloc(std::uint32_t size) {
    return static_cast<std::uint8_t*>(palabre::given_or_trap(std::malloc(size == 0 ? 1 : size)));
}

void palabre_free(std::uint8_t* bytes) {
    std::free(bytes);
}

palabre_status palabre_fault(palabre_span* out) {
    return palabre::show(palabre::shown().fault, out, palabre::status_fine);
}

}  // extern "C"
