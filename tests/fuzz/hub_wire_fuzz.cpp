// Any bytes are frames or a breach of WebSocket, however they are cut; what they amount to does not
// hang on the cuts, and no more is kept than a message. What comes out is read as a request, and
// the bytes as whatever else strangers send: work, a moderator's request, an `open`.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "hub/frames.hpp"
#include "hub/http.hpp"
#include "hub/messages.hpp"
#include "hub/open_terms.hpp"
#include "hub/reading_request.hpp"
#include "hub/settings.hpp"
#include "hub/work.hpp"

namespace {

constexpr std::size_t message_max = 300;

struct Read {
    std::vector<palabre::hub::Incoming> messages;
    bool sound = true;
    palabre::hub::CloseCode fault = palabre::hub::CloseCode::normal;
};

Read read(std::string_view wire, std::size_t piece) {
    palabre::hub::FrameReader reader(message_max);
    Read out;
    while (!wire.empty() && out.sound) {
        out.sound = reader.take(wire.substr(0, piece), out.messages);
        wire.remove_prefix(std::min(piece, wire.size()));
        if (reader.kept() > message_max + 125) std::abort();
    }
    out.fault = reader.fault();
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace palabre::hub;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Read whole = read(text, size == 0 ? 1 : size);
    const Read cut = read(text, 1 + size % 7);
    if (whole.sound != cut.sound || whole.fault != cut.fault) std::abort();
    if (whole.messages.size() != cut.messages.size()) std::abort();
    for (std::size_t i = 0; i < whole.messages.size(); ++i) {
        if (whole.messages[i].payload != cut.messages[i].payload) std::abort();
        (void)read_request(whole.messages[i].payload);
    }
    const auto request = read_request(text);
    if (request && request->is == Request::Is::hello && request->debate.empty()) std::abort();
    Settings settings;
    (void)read_settings(text, settings);
    if (Work(100, "secret").checked(text, "site/name", 0)) std::abort();
    if (reading_key(text, "site/name", "clerk", 0)) std::abort();
    (void)open_terms_in(text);
    (void)query_value(text, "after");
    (void)decoded_url(text, true);
    return 0;
}
