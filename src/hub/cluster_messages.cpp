#include "hub/cluster_messages.hpp"

#include <algorithm>

#include "deliberation/base64url.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/utf8.hpp"

namespace palabre::hub {

std::string hub_line(std::string_view type,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> texts,
                     std::initializer_list<std::pair<std::string_view, std::uint64_t>> numbers) {
    JsonWriter json;
    json.begin_object().key("type").string(type);
    for (const auto& [name, text] : texts) json.key(name).string(text);
    for (const auto& [name, number] : numbers) {
        json.key(name).integer(static_cast<std::int64_t>(number));
    }
    return json.end_object().take();
}

bool HubMessage::read(std::string_view message) {
    const std::size_t end = message.find('\n');
    const std::string_view first = message.substr(0, end);
    lines_ = end == std::string_view::npos ? std::string_view() : message.substr(end + 1);
    return !first_invalid_utf8(first) && json_.parse(first) && json_.is_object();
}

std::string_view HubMessage::text(std::string_view name) const {
    return BodyFields(json_, 0).text(name).value_or("");
}

std::uint64_t HubMessage::number(std::string_view name) const {
    const auto number = BodyFields(json_, 0).whole(name);
    return number && *number > 0 ? static_cast<std::uint64_t>(*number) : 0;
}

void write_signed_list(JsonWriter& json, const SignedList& list) {
    json.key("name").string(list.name).key("size").integer(static_cast<std::int64_t>(list.size));
    json.key("root").string(to_base64url(list.root)).key("sig").string(list.sig);
}

std::optional<SignedList> signed_list_in(const HubMessage& message, std::string_view clerk) {
    SignedList list;
    list.clerk = clerk;
    list.name = message.text("name");
    list.size = message.number("size");
    list.sig = message.text("sig");
    // A hub's name is made as a site's.
    const bool named = is_debate_id(list.name + "/x");
    if (!named || list.size == 0 || !from_base64url(message.text("root"), list.root)) {
        return std::nullopt;
    }
    return list;
}

// A dot would part a token; a site's name has no underscore.
std::string debate_tokens(std::string_view debate) {
    std::string tokens(debate);
    std::replace(tokens.begin(), tokens.end(), '.', '_');
    std::replace(tokens.begin(), tokens.end(), '/', '.');
    return tokens;
}

std::string live_subject(std::string_view debate) {
    return "palabre.live." + debate_tokens(debate);
}

std::string asking_subject(std::string_view hub) {
    return "palabre.to." + std::string(hub) + ".ask";
}

std::string answers_subject(std::string_view hub) {
    return "palabre.to." + std::string(hub) + ".answer";
}

}  // namespace palabre::hub
