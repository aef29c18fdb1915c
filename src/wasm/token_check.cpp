// A site's signature on a token, by the page's word.
#include <cstddef>
#include <cstdint>
#include <string>

#include "wasm/module_questions.hpp"

#ifdef __EMSCRIPTEN__
extern "C" std::int32_t palabre_is_signed(const char* text, std::size_t size)
    __attribute__((import_module("env"), import_name("palabre_is_signed")));
#endif

namespace palabre {

#ifdef __EMSCRIPTEN__
CheckToken module_token_check() {
    return [](std::string_view key, std::string_view message, std::string_view sig) {
        std::string text;
        for (const std::string_view part : {key, sig, message}) {
            if (!text.empty()) text += ' ';
            text += part;
        }
        return palabre_is_signed(text.data(), text.size()) == 1;
    };
}
#else
CheckToken module_token_check() {
    return nullptr;
}
#endif

}  // namespace palabre
