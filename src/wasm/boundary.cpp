#include "wasm/boundary.hpp"

#include <utility>

#include "interchange/json_writer.hpp"

namespace palabre {

namespace {

struct Shown {
    std::string answer;
    std::string fault;
};

Shown& shown() {
    static Shown one;
    return one;
}

palabre_status show(const std::string& text, palabre_span* out, palabre_status status) {
    out->data = reinterpret_cast<const std::uint8_t*>(text.data());
    out->size = static_cast<std::uint32_t>(text.size());
    return status;
}

}  // namespace

palabre_status answer(std::string text, palabre_span* out) {
    shown().answer = std::move(text);
    return show(shown().answer, out, status_fine);
}

palabre_status refuse(const Fault& fault, palabre_span* out) {
    JsonWriter json;
    json.begin_object().key("code").string(fault.code).key("where").string(fault.where);
    shown().fault = json.end_object().take();
    return show(shown().fault, out, status_fault);
}

palabre_status refuse_span(palabre_span* out) {
    return refuse({"span", "", "The bytes are not in the module's memory."}, out);
}

}  // namespace palabre

extern "C" {

palabre_status palabre_fault(palabre_span* out) {
    return palabre::show(palabre::shown().fault, out, palabre::status_fine);
}

}  // extern "C"
