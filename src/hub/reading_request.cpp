#include "hub/reading_request.hpp"

#include "interchange/body_fields.hpp"
#include "interchange/utf8.hpp"
#include "seal/seal.hpp"

namespace palabre::hub {

namespace {

constexpr std::string_view beginning = "palabre reading 1\n";
constexpr std::int64_t apart_ms = 60000;

}  // namespace

Result<std::string> reading_key(std::string_view body, std::string_view debate,
                                std::string_view clerk, std::int64_t now) {
    const Fault unreadable{"reading", "", "This is no signed request to read what awaits it."};
    StrictJson request;
    if (first_invalid_utf8(body) || !request.parse(body) || !request.is_object()) {
        return unreadable;
    }
    const BodyFields fields(request, 0);
    const std::string note(fields.text("note").value_or(""));
    const std::string sig(fields.text("sig").value_or(""));
    StrictJson said;
    if (note.substr(0, beginning.size()) != beginning ||
        !said.parse(std::string_view(note).substr(beginning.size())) || !said.is_object()) {
        return unreadable;
    }
    const BodyFields words(said, 0);
    std::string key(words.text("key").value_or(""));
    const auto time = words.whole("time");
    // Another hub that was shown it could show it to this one.
    if (words.text("debate") != debate || words.text("clerk") != clerk || !time) return unreadable;
    const auto public_key = seal::public_key_from(key);
    const auto signature = seal::signature_from(sig);
    if (!public_key || !signature || !seal::verify(*public_key, note, *signature)) {
        return Fault{"reading", "", "Its signature is not that of the key that it names."};
    }
    if (*time < now - apart_ms || *time > now + apart_ms) {
        return Fault{"clock", "",
                     "Its time is not the hub's: this hub has " + std::to_string(now) + "."};
    }
    return key;
}

}  // namespace palabre::hub
