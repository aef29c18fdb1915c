#include "hub/cluster_streams.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "deliberation/base64url.hpp"
#include "deliberation/sha256.hpp"
#include "hub/cluster_messages.hpp"
#include "hub/log.hpp"
#include "interchange/base64.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/line_reader.hpp"

namespace palabre::hub {

namespace {

constexpr std::int64_t second_ns = 1000000000;
// Hubs keep their own logs for good. A stream has what one of them may have missed.
constexpr std::int64_t kept_ns = 7 * 86400 * second_ns;
constexpr std::int64_t repeat_ns = 600 * second_ns;
constexpr std::uint64_t window = 64;
constexpr std::uint64_t known_in_a_row = 1000;
// JetStream's own numbers of errors.
constexpr std::uint64_t is_there_already = 10058;
constexpr std::uint64_t no_message = 10037;

std::string stream_name(std::size_t stream) {
    return "PALABRE_" + std::to_string(stream);
}

std::string heads_subjects(std::size_t stream) {
    return "palabre.heads." + std::to_string(stream) + ".";
}

std::size_t stream_of(std::string_view debate) {
    return sha256(debate)[0] % Streams::count;
}

std::string request_for(std::string_view what, std::size_t stream) {
    return "$JS.API.STREAM." + std::string(what) + "." + stream_name(stream);
}

// The number of an error in an answer of JetStream; nothing where it is none.
std::optional<std::uint64_t> error_in(const HubMessage& answer) {
    const auto error = BodyFields(answer.json(), 0).sub("error");
    if (!error) return std::nullopt;
    return static_cast<std::uint64_t>(error->whole("err_code").value_or(0));
}

std::uint64_t number_in(const BodyFields& fields, std::string_view name) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(fields.whole(name).value_or(0), 0));
}

std::optional<Streams::Heads> heads_in(const std::string& data) {
    HubMessage message;
    if (!message.read(data) || message.text("type") != "heads") return std::nullopt;
    Streams::Heads heads;
    heads.debate = message.text("debate");
    heads.owner = message.text("owner");
    heads.lines = message.lines();
    if (!is_debate_id(heads.debate) || !is_key(heads.owner)) return std::nullopt;
    return heads;
}

}  // namespace

// One reading of all streams, one after another.
struct Streams::Reading {
    IsKnown is_known;
    Done done;
    std::size_t stream = 0;
    bool backwards = false;
    std::uint64_t from = 0;  // of the window at hand
    std::uint64_t to = 0;
    std::uint64_t first = 0;  // of the stream
    std::uint64_t last = 0;
    std::uint64_t open = 0;  // answers that have not come
    bool failed = false;
    std::uint64_t known = 0;  // in a row
    std::map<std::uint64_t, Heads> messages;
    std::vector<Heads> found;    // of this stream
    std::vector<Heads> unknown;  // of all
    bool whole = true;
    // Until `done` is told what was found, nothing was read: a connection may go in between.
    std::array<std::uint64_t, count> read{};
    std::array<bool, count> was_read{};
};

void Streams::begin() {
    stands_.fill(Stand::unasked);
    tick();
}

void Streams::tick() {
    for (std::size_t i = 0; i < count; ++i) {
        if (stands_[i] == Stand::unasked) make(i);
    }
}

bool Streams::are_ready() const {
    return std::all_of(stands_.begin(), stands_.end(),
                       [](Stand stand) { return stand == Stand::ready; });
}

void Streams::make(std::size_t stream) {
    stands_[stream] = Stand::asked;
    JsonWriter json;
    json.begin_object().key("name").string(stream_name(stream)).key("subjects").begin_array();
    json.string(heads_subjects(stream) + ">").end_array().key("storage").string("file");
    json.key("retention").string("limits").key("discard").string("old");
    json.key("num_replicas").integer(replicas_).key("max_age").integer(kept_ns);
    json.key("duplicate_window").integer(repeat_ns).end_object();
    asking_.ask(
        request_for("CREATE", stream), json.take(), [this, stream](const std::string* text) {
            stands_[stream] = Stand::unasked;
            HubMessage answer;
            if (text == nullptr || !answer.read(*text)) return;
            const auto error = error_in(answer);
            if (!error || *error == is_there_already) {
                stands_[stream] = Stand::ready;
                return;
            }
            log_event("warning", "stream", {{"stream", stream_name(stream)}, {"what", *text}});
        });
}

void Streams::keep(const Heads& heads, const std::function<void(bool)>& kept) {
    const std::string subject =
        heads_subjects(stream_of(heads.debate)) + debate_tokens(heads.debate);
    const std::string id = to_base64url(sha256(heads.lines));
    std::string text = hub_line("heads", {{"debate", heads.debate}, {"owner", heads.owner}});
    text.append("\n").append(heads.lines);
    asking_.ask(
        subject, std::move(text),
        [kept](const std::string* reply) {
            HubMessage answer;
            const bool good = reply != nullptr && answer.read(*reply) && !error_in(answer) &&
                              answer.number("seq") > 0;
            kept(good);
        },
        id);
}

void Streams::read(const IsKnown& is_known, const Done& done) {
    const auto reading = std::make_shared<Reading>();
    reading->is_known = is_known;
    reading->done = done;
    reading->read = read_;
    reading->was_read = was_read_;
    read_next(reading);
}

void Streams::read_next(const std::shared_ptr<Reading>& reading) {
    if (reading->stream == count) {
        read_ = reading->read;
        was_read_ = reading->was_read;
        return reading->done(reading->whole, std::move(reading->unknown));
    }
    const std::size_t stream = reading->stream;
    asking_.ask(request_for("INFO", stream), "", [this, reading, stream](const std::string* text) {
        HubMessage answer;
        const auto state = text != nullptr && answer.read(*text)
                               ? BodyFields(answer.json(), 0).sub("state")
                               : std::nullopt;
        if (!state) {
            reading->whole = false;
            ++reading->stream;
            return read_next(reading);
        }
        reading->last = number_in(*state, "last_seq");
        reading->first = std::max(number_in(*state, "first_seq"), std::uint64_t{1});
        reading->backwards = !reading->was_read[stream];
        reading->known = 0;
        reading->found.clear();
        // A stream that was made anew counts from the beginning.
        std::uint64_t& read = reading->read[stream];
        if (read > reading->last) read = 0;
        reading->from = std::max(read + 1, reading->first);
        reading->to = reading->backwards ? reading->last : reading->from - 1;
        read_window(reading);
    });
}

void Streams::read_window(const std::shared_ptr<Reading>& reading) {
    std::uint64_t& from = reading->from;
    std::uint64_t& to = reading->to;
    if (reading->backwards) {
        from = std::max(reading->first, to >= window ? to - window + 1 : std::uint64_t{1});
    } else {
        from = to + 1;
        to = std::min(reading->last, to + window);
    }
    reading->messages.clear();
    reading->failed = false;
    reading->open = to + 1 > from ? to + 1 - from : 0;
    if (reading->open == 0) return window_done(reading);
    for (std::uint64_t at = from; at <= to; ++at) {
        JsonWriter json;
        json.begin_object().key("seq").integer(static_cast<std::int64_t>(at)).end_object();
        asking_.ask(request_for("MSG.GET", reading->stream), json.take(),
                    [this, reading, at](const std::string* text) {
                        HubMessage answer;
                        const bool read = text != nullptr && answer.read(*text);
                        const auto error = read ? error_in(answer) : std::nullopt;
                        const auto message =
                            read ? BodyFields(answer.json(), 0).sub("message") : std::nullopt;
                        if (message) {
                            const auto data = from_base64(message->text("data").value_or(""));
                            auto heads = data ? heads_in(*data) : std::nullopt;
                            if (heads) reading->messages[at] = std::move(*heads);
                        } else if (error != no_message) {
                            reading->failed = true;
                        }
                        if (--reading->open == 0) window_done(reading);
                    });
    }
}

void Streams::window_done(const std::shared_ptr<Reading>& reading) {
    const std::size_t stream = reading->stream;
    if (reading->failed) {
        reading->whole = false;
    } else {
        // The newest first, as the windows come when reading backwards.
        for (auto each = reading->messages.rbegin(); each != reading->messages.rend(); ++each) {
            if (reading->is_known(each->second)) {
                ++reading->known;
                continue;
            }
            reading->known = 0;
            reading->found.push_back(std::move(each->second));
        }
        if (!reading->backwards) {
            reading->read[stream] = reading->to;
            // These windows come in order, and each was read the other way round.
            std::reverse(reading->found.begin(), reading->found.end());
            reading->unknown.insert(reading->unknown.end(), reading->found.begin(),
                                    reading->found.end());
            reading->found.clear();
            if (reading->to < reading->last) return read_window(reading);
        } else if (reading->from > reading->first && reading->known < known_in_a_row) {
            reading->to = reading->from - 1;
            return read_window(reading);
        } else {
            reading->was_read[stream] = true;
            reading->read[stream] = reading->last;
            reading->unknown.insert(reading->unknown.end(), reading->found.rbegin(),
                                    reading->found.rend());
        }
    }
    ++reading->stream;
    read_next(reading);
}

}  // namespace palabre::hub
