#include <optional>
#include <vector>

#include "interchange/json_writer.hpp"
#include "interchange/study.hpp"
#include "wasm/boundary.hpp"
#include "wasm/palabre_weigh.h"

namespace {

using namespace palabre;

/// By handle less 1; nothing where one was closed.
std::vector<std::optional<Study>>& studies() {
    static std::vector<std::optional<Study>> all;
    return all;
}

}  // namespace

extern "C" {

palabre_status palabre_study_open(const std::uint8_t* columns, std::uint32_t size,
                                  palabre_span* out) {
    *out = {nullptr, 0};
    if (!is_in_memory(columns, size)) return refuse_span(out);
    auto read = Study::read(text_of(columns, size));
    if (!read) return refuse(read.fault(), out);
    const auto rows = static_cast<std::int64_t>(read->rows().size());
    studies().emplace_back(std::move(read).value());
    JsonWriter json;
    json.begin_object().key("handle").integer(static_cast<std::int64_t>(studies().size()));
    return answer(json.key("rows").integer(rows).end_object().take(), out);
}

void palabre_study_close(std::uint32_t study) {
    if (study != 0 && study <= studies().size()) studies()[study - 1].reset();
}

palabre_status palabre_study_ask(std::uint32_t study, const std::uint8_t* question,
                                 std::uint32_t size, palabre_span* out) {
    *out = {nullptr, 0};
    if (study == 0 || study > studies().size() || !studies()[study - 1]) return status_no_handle;
    if (!is_in_memory(question, size)) return refuse_span(out);
    auto answered = ask(*studies()[study - 1], text_of(question, size));
    if (!answered) return refuse(answered.fault(), out);
    return answer(std::move(answered).value(), out);
}

}  // extern "C"
