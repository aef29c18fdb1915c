#include "hub/cluster_comparing.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "deliberation/base64url.hpp"
#include "hub/http.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/composition.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/line_reader.hpp"

namespace palabre::hub {

namespace {

constexpr std::size_t positions_max = 200;

}  // namespace

Comparing::Comparing(Hub& hub, Asking& asking, SetDigests& digests, Copying& copying,
                     std::string other, Done done)
    : hub_(hub),
      asking_(asking),
      digests_(digests),
      copying_(copying),
      other_(std::move(other)),
      done_(std::move(done)) {}

void Comparing::finish(bool whole) {
    if (const Done done = std::exchange(done_, nullptr)) done(whole);
}

void Comparing::ask(const std::string& question, Read read, int tries) {
    asking_.ask(asking_subject(other_), question,
                [self = shared_from_this(), question, read, tries](const std::string* text) {
                    if (text == nullptr && tries > 1) return self->ask(question, read, tries - 1);
                    HubMessage answer;
                    if (text == nullptr || !answer.read(*text) || answer.text("type") == "error") {
                        return self->finish(false);
                    }
                    (self.get()->*read)(answer);
                });
}

void Comparing::ask_sets(std::string_view after) {
    ask(hub_line("sets", {{"after", after}}), &Comparing::on_sets);
}

void Comparing::on_sets(const HubMessage& answer) {
    more_ = answer.number("more") != 0;
    const std::string before = last_;
    std::string_view lines = answer.lines();
    while (!lines.empty()) {
        HubMessage each;
        if (!each.read(take_line(lines)) || !is_debate_id(each.text("debate")) ||
            !is_key(each.text("owner"))) {
            return finish(false);
        }
        last_ = each.text("debate");
        copying_.hear(other_, last_, each.number("size"));
        const auto own = hub_.store().find(last_);
        std::uint64_t entries = 0;
        if (own && digests_.whole(*own, entries) == each.text("digest")) continue;
        Debate differing;
        differing.id = last_;
        differing.owner = each.text("owner");
        differing_.push_back(std::move(differing));
    }
    // Or it would go round for ever.
    if (last_ <= before) more_ = false;
    next_debate();
}

void Comparing::next_debate() {
    if (differing_.empty()) {
        if (!more_) return finish(true);
        return ask_sets(last_);
    }
    ask(hub_line("buckets", {{"debate", differing_.front().id}}), &Comparing::on_buckets);
}

void Comparing::on_buckets(const HubMessage& answer) {
    Debate& debate = differing_.front();
    const auto stored = hub_.store().find(debate.id);
    std::vector<std::string> own(bucket_count);
    if (stored) {
        const SetDigests::Buckets digests = digests_.buckets(*stored);
        for (std::size_t i = 0; i < bucket_count; ++i) own[i] = to_base64url(digests[i]);
    }
    std::size_t at = 0;
    const bool good = BodyFields(answer.json(), 0).list("digests", [&](const JsonToken& each) {
        if (at == bucket_count) return false;
        if (each.text != own[at]) debate.buckets.push_back(at);
        ++at;
        return true;
    });
    if (!good) return finish(false);
    if (stored) note_own(*stored);
    ask_ids(0);
}

void Comparing::note_own(const StoredDebate& stored) {
    Debate& debate = differing_.front();
    std::array<bool, bucket_count> differs{};
    for (const std::size_t bucket : debate.buckets) differs[bucket] = true;
    hub_.store().read_whole(stored.row, 0, stored.head, [&](const StoredEntry& entry) {
        std::string id = entry_id(entry.head);
        if (differs[bucket_of(id)]) debate.own[std::move(id)] = entry.body.has_value();
        return true;
    });
}

void Comparing::ask_ids(Position after) {
    const Debate& debate = differing_.front();
    JsonWriter json;
    json.begin_object().key("type").string("ids").key("debate").string(debate.id);
    json.key("after").integer(static_cast<std::int64_t>(after)).key("buckets").begin_array();
    for (const std::size_t each : debate.buckets) json.integer(static_cast<std::int64_t>(each));
    ask(json.end_array().end_object().take(), &Comparing::on_ids);
}

void Comparing::on_ids(const HubMessage& answer) {
    Debate& debate = differing_.front();
    std::string_view lines = answer.lines();
    while (!lines.empty()) {
        const std::string_view line = take_line(lines);
        const std::size_t end = line.find(' ');
        const Position position = whole_or(line.substr(0, end), 0);
        if (end == std::string_view::npos || position == 0 || line.size() < end + 3) {
            return finish(false);
        }
        const auto known = debate.own.find(line.substr(end + 1, line.size() - end - 3));
        const bool has_body = line.back() == '+';
        // What was erased here is not taken again: the hub that takes the line sees to that.
        if (known == debate.own.end() || (has_body && !known->second)) {
            debate.wanted.push_back(position);
        }
    }
    if (answer.number("more") != 0) return ask_ids(answer.number("to"));
    ask_lines();
}

void Comparing::ask_lines() {
    const Debate& debate = differing_.front();
    if (debate.wanted.empty()) {
        differing_.pop_front();
        return next_debate();
    }
    JsonWriter json;
    json.begin_object().key("type").string("lines").key("debate").string(debate.id);
    json.key("positions").begin_array();
    const std::size_t count = std::min(debate.wanted.size(), positions_max);
    for (std::size_t i = 0; i < count; ++i) {
        json.integer(static_cast<std::int64_t>(debate.wanted[i]));
    }
    ask(json.end_array().end_object().take(), &Comparing::on_lines);
}

void Comparing::on_lines(const HubMessage& answer) {
    Debate& debate = differing_.front();
    std::string_view rest = answer.lines();
    std::size_t count = 0;
    while (!rest.empty() && count < debate.wanted.size()) {
        (void)take_line(rest);
        ++count;
    }
    if (count == 0) return finish(false);
    debate.wanted.erase(debate.wanted.begin(),
                        debate.wanted.begin() + static_cast<std::ptrdiff_t>(count));
    // What is not taken, such as a debate of two owners, is told in the log and passed over.
    hub_.take_from_hub(debate.id, debate.owner, answer.lines(), Sent::in_order,
                       [self = shared_from_this()](bool) {
                           // Not in the middle of what else hears of this write.
                           self->hub_.loop().post([self] { self->ask_lines(); });
                       });
}

}  // namespace palabre::hub
