#include "hub/session.hpp"

namespace palabre::hub {

namespace {

// The system's own buffer and this together bound what a slow reader costs.
constexpr std::size_t queue_wanted = 65536;
constexpr std::size_t queue_max = 262144;
constexpr std::int64_t restart_retry_ms = 1000;

}  // namespace

Session::Session(Hub& hub, Wire& wire, Hub::Caller caller)
    : hub_(hub), wire_(wire), caller_(std::move(caller)), last_beat_(hub.loop().ticks()) {
    ++hub_.figures().readers;
}

Session::~Session() {
    --hub_.figures().readers;
    if (room_ != nullptr) hub_.leave(*room_, *this);
}

void Session::say(std::string_view message) {
    if (ended_) return;
    if (wire_.queued() > queue_max) {
        // Answers to what it publishes, and it does not take them.
        ended_ = true;
        ++hub_.figures().slow;
        wire_.close(CloseCode::too_slow, "what is sent is not taken");
        return;
    }
    wire_.send(std::make_shared<const std::string>(text_frame(message)));
}

void Session::fail(std::string_view code, std::string_view what,
                   std::optional<std::int64_t> retry_ms) {
    ++hub_.figures().errors;
    say(error_message({code, what, {}, "", {}, retry_ms}));
    if (ended_) return;
    ended_ = true;
    wire_.close(CloseCode::policy, code);
}

void Session::on_message(std::string_view message) {
    if (ended_) return;
    const auto request = read_request(message);
    if (!request) {
        if (room_ == nullptr) return fail("hello", "The first message is no hello.");
        ++hub_.figures().errors;
        return say(error_message({"message", "Its first line cannot be read.", {}, "", {}, {}}));
    }
    switch (request->is) {
        case Request::Is::hello:
            return hello(*request);
        case Request::Is::publish:
            return publish(*request);
        case Request::Is::heartbeat:
        case Request::Is::unknown:
            return;
    }
}

void Session::hello(const Request& request) {
    if (room_ != nullptr && room_->stored().id != request.debate) {
        return fail("hello", "A connection follows one debate.");
    }
    const auto entered = hub_.enter(request.debate, request.owner, caller_);
    if (!entered) {
        const Fault& fault = entered.fault();
        return fail(fault.code, fault.what, hub_.retry_of(fault, caller_));
    }
    if (room_ == nullptr) {
        room_ = entered.value();
        hub_.follow(*room_, *this);
    }
    const StoredDebate& debate = room_->stored();
    Welcome welcome;
    welcome.debate = debate.id;
    welcome.epoch = debate.epoch;
    welcome.head = room_->head();
    welcome.owner = debate.owner;
    welcome.clerk = hub_.clerk().key();
    welcome.now = hub_.loop().now();
    welcome.read_first = terms_of(hub_.settings(), debate.id).read_first;
    say(welcome_message(welcome, hub_.settings()));
    epoch_ = debate.epoch;
    const Position after = request.after.value_or(0);
    const bool other = request.after && (request.epoch != debate.epoch || after > debate.head);
    const bool behind = room_->head() > after + hub_.settings().behind_max;
    following_ = !other && !behind;
    if (!following_) {
        say(reset_message(other ? "epoch" : "behind", debate.id, debate.epoch, room_->head()));
        return;
    }
    cursor_ = after;
    pump();
}

void Session::publish(const Request& request) {
    if (room_ == nullptr) return fail("hello", "A hello comes first.");
    const Say say = [weak = weak_from_this()](const std::string& message) {
        if (const auto session = weak.lock()) session->say(message);
    };
    hub_.publish(*room_, {request.lines, request.re, request.work, false}, caller_, say, {});
}

void Session::pump() {
    if (!following_ || ended_) return;
    if (room_->is_over()) return fail("ended", "This debate came to the end of its life.");
    if (const StoredDebate& debate = room_->stored(); debate.epoch != epoch_) {
        following_ = false;
        say(reset_message("epoch", debate.id, debate.epoch, room_->head()));
        return;
    }
    while (cursor_ < room_->head() && wire_.queued() < queue_wanted) {
        const Batch* const batch = room_->batch_after(cursor_);
        if (batch != nullptr) {
            wire_.send_now(batch->frame);
            cursor_ = batch->to;
            ++hub_.figures().frames;
        } else if (room_->is_unsent(cursor_)) {
            // The flush to come brings it in one frame for all.
            return;
        } else if (!send_stored()) {
            return;
        }
    }
}

bool Session::send_stored() {
    const Batch* const batch = room_->stored_batch(cursor_, hub_.store(), hub_.loop().ticks());
    if (batch == nullptr) return false;
    wire_.send(batch->frame);
    cursor_ = batch->to;
    return true;
}

void Session::on_tick() {
    if (ended_ || room_ == nullptr) return;
    const std::int64_t ticks = hub_.loop().ticks();
    if (ticks - last_beat_ < hub_.settings().heartbeat_ms) return;
    last_beat_ = ticks;
    say(heartbeat_message(room_->head(), hub_.loop().now()));
    if (!ended_) wire_.send(std::make_shared<const std::string>(ping_frame("")));
}

void Session::on_restart() {
    if (ended_) return;
    say(error_message({"restart", "The hub restarts.", {}, "", {}, restart_retry_ms}));
    if (ended_) return;
    ended_ = true;
    wire_.close(CloseCode::restart, "restart");
}

}  // namespace palabre::hub
