#include "hub/nats_bus.hpp"

#include <nats/nats.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "hub/log.hpp"

namespace palabre::hub {

namespace {

constexpr std::int64_t connect_ms = 2000;
constexpr std::int64_t reconnect_ms = 200;
constexpr std::int64_t reconnect_jitter_ms = 300;
// A server that hangs is left after about three of these.
constexpr std::int64_t ping_ms = 2000;
constexpr int pings_out_max = 2;
constexpr std::int64_t close_ms = 3000;
constexpr std::chrono::seconds connect_again{1};
// What waits to be sent, or to be heard, up to here; more is lost, and found missing.
constexpr std::size_t bytes_max = std::size_t{64} << 20;

struct FreeOptions {
    void operator()(natsOptions* options) const { natsOptions_Destroy(options); }
};
struct FreeMessage {
    void operator()(natsMsg* message) const { natsMsg_Destroy(message); }
};
struct FreeSubscription {
    void operator()(natsSubscription* subscription) const {
        natsSubscription_Destroy(subscription);
    }
};
struct FreeConnection {
    void operator()(natsConnection* connection) const { natsConnection_Destroy(connection); }
};
using Options = std::unique_ptr<natsOptions, FreeOptions>;
using NatsMessage = std::unique_ptr<natsMsg, FreeMessage>;

class NatsBus final : public Bus {
  public:
    NatsBus(ClusterSetting setting, std::string name, Loop& loop)
        : setting_(std::move(setting)), name_(std::move(name)), loop_(loop) {}

    ~NatsBus() override {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        changed_.notify_one();
        if (thread_.joinable()) thread_.join();
        subscriptions_.clear();
        connection_.reset();
        // Then no thread of the library calls back here any more.
        nats_CloseAndWait(close_ms);
    }
    NatsBus(const NatsBus&) = delete;
    NatsBus& operator=(const NatsBus&) = delete;

    void begin(std::vector<std::string> subjects, Events events) override {
        subjects_ = std::move(subjects);
        events_ = std::move(events);
        thread_ = std::thread([this] { run(); });
    }

    void send(Message message, std::string id) override {
        {
            const std::lock_guard lock(mutex_);
            if (outgoing_bytes_ + message.text.size() > bytes_max) return;
            outgoing_bytes_ += message.text.size();
            outgoing_.emplace_back(std::move(message), std::move(id));
        }
        changed_.notify_one();
    }

  private:
    using Outgoing = std::pair<Message, std::string>;

    // The sender's thread: a server that takes nothing holds up nobody else.
    void run() {
        for (;;) {
            if (connect()) send_all();
            std::unique_lock lock(mutex_);
            if (changed_.wait_for(lock, connect_again, [this] { return ending_; })) return;
        }
    }

    // Until it ends, or the library gives the connection up: where servers refused the hub twice.
    void send_all() {
        for (;;) {
            std::deque<Outgoing> some;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [this] { return !outgoing_.empty() || closed_ || ending_; });
                if (ending_) return;
                if (closed_) break;
                some.swap(outgoing_);
                outgoing_bytes_ = 0;
            }
            for (const auto& [message, id] : some) put(message, id);
        }
    }

    void put(const Message& message, const std::string& id) {
        natsMsg* made = nullptr;
        const char* const reply = message.reply.empty() ? nullptr : message.reply.c_str();
        if (natsMsg_Create(&made, message.subject.c_str(), reply, message.text.data(),
                           static_cast<int>(message.text.size())) != NATS_OK) {
            return;
        }
        const NatsMessage held(made);
        if (!id.empty() && natsMsgHeader_Set(made, "Nats-Msg-Id", id.c_str()) != NATS_OK) return;
        // Away: whoever sent it finds that nobody answers.
        (void)natsConnection_PublishMsg(connection_.get(), made);
    }

    bool connect() {
        set_current(nullptr);
        subscriptions_.clear();
        connection_.reset();
        natsOptions* made = nullptr;
        if (natsOptions_Create(&made) != NATS_OK) return false;
        const Options options(made);
        std::vector<const char*> servers;
        servers.reserve(setting_.servers.size());
        for (const std::string& each : setting_.servers) servers.push_back(each.c_str());
        natsStatus status =
            natsOptions_SetServers(made, servers.data(), static_cast<int>(servers.size()));
        const auto set = [&status](natsStatus next) {
            if (status == NATS_OK) status = next;
        };
        set(natsOptions_SetName(made, name_.c_str()));
        set(natsOptions_SetTimeout(made, connect_ms));
        set(natsOptions_SetMaxReconnect(made, -1));
        set(natsOptions_SetReconnectWait(made, reconnect_ms));
        set(natsOptions_SetReconnectJitter(made, reconnect_jitter_ms, reconnect_jitter_ms));
        set(natsOptions_SetPingInterval(made, ping_ms));
        set(natsOptions_SetMaxPingsOut(made, pings_out_max));
        set(natsOptions_SetNoEcho(made, true));
        set(natsOptions_SetErrorHandler(made, on_error, this));
        set(natsOptions_SetDisconnectedCB(made, on_away, this));
        set(natsOptions_SetReconnectedCB(made, on_there, this));
        set(natsOptions_SetClosedCB(made, on_closed, this));
        set(natsOptions_SetRetryOnFailedConnect(made, true, on_there, this));
        if (!setting_.credentials.empty()) {
            set(natsOptions_SetUserCredentialsFromFiles(made, setting_.credentials.c_str(),
                                                        nullptr));
        }
        if (!setting_.authority.empty()) {
            set(natsOptions_SetSecure(made, true));
            set(natsOptions_LoadCATrustedCertificates(made, setting_.authority.c_str()));
        }
        natsConnection* connection = nullptr;
        if (status == NATS_OK) status = natsConnection_Connect(&connection, made);
        const bool later = status == NATS_NOT_YET_CONNECTED;
        if (status != NATS_OK && !later) {
            log_event("error", "cluster", {{"what", natsStatus_GetText(status)}});
            return false;
        }
        connection_.reset(connection);
        set_current(connection);
        if (natsConnection_IsClosed(connection)) return false;
        for (const std::string& subject : subjects_) {
            natsSubscription* subscription = nullptr;
            status = natsConnection_Subscribe(&subscription, connection, subject.c_str(),
                                              on_message, this);
            if (status != NATS_OK) {
                log_event("error", "cluster", {{"what", natsStatus_GetText(status)}});
                return false;
            }
            subscriptions_.emplace_back(subscription);
        }
        if (!later) tell(true);
        return true;
    }

    // The end of an earlier connection is told late.
    void set_current(const natsConnection* connection) {
        const std::lock_guard lock(mutex_);
        current_ = connection;
        closed_ = false;
    }

    void tell(bool up) {
        loop_.post([this, up] { events_.connection(up); });
    }

    static void on_message(natsConnection*, natsSubscription*, natsMsg* raw, void* self) {
        const NatsMessage held(raw);
        auto& bus = *static_cast<NatsBus*>(self);
        Message message;
        message.subject = natsMsg_GetSubject(raw);
        if (const char* const reply = natsMsg_GetReply(raw)) message.reply = reply;
        if (const int length = natsMsg_GetDataLength(raw); length > 0) {
            message.text.assign(natsMsg_GetData(raw), static_cast<std::size_t>(length));
        }
        const std::size_t bytes = message.text.size();
        if (bus.incoming_bytes_.fetch_add(bytes) > bytes_max) {
            bus.incoming_bytes_ -= bytes;
            return;
        }
        bus.loop_.post([&bus, bytes, message = std::move(message)] {
            bus.incoming_bytes_ -= bytes;
            bus.events_.message(message);
        });
    }
    static void on_away(natsConnection* connection, void* self) {
        auto& bus = *static_cast<NatsBus*>(self);
        {
            const std::lock_guard lock(bus.mutex_);
            if (connection != bus.current_) return;
        }
        bus.tell(false);
    }
    static void on_closed(natsConnection* connection, void* self) {
        auto& bus = *static_cast<NatsBus*>(self);
        {
            const std::lock_guard lock(bus.mutex_);
            bus.closed_ = bus.closed_ || connection == bus.current_;
        }
        bus.changed_.notify_one();
    }
    static void on_there(natsConnection*, void* self) { static_cast<NatsBus*>(self)->tell(true); }
    static void on_error(natsConnection*, natsSubscription*, natsStatus status, void*) {
        log_event("warning", "cluster", {{"what", natsStatus_GetText(status)}});
    }

    const ClusterSetting setting_;
    const std::string name_;
    Loop& loop_;
    std::vector<std::string> subjects_;
    Events events_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Outgoing> outgoing_;
    std::size_t outgoing_bytes_ = 0;
    const natsConnection* current_ = nullptr;
    bool closed_ = false;  // the current one
    bool ending_ = false;
    std::atomic<std::size_t> incoming_bytes_ = 0;
    std::unique_ptr<natsConnection, FreeConnection> connection_;
    std::vector<std::unique_ptr<natsSubscription, FreeSubscription>> subscriptions_;
    std::thread thread_;
};

}  // namespace

std::unique_ptr<Bus> nats_bus(const ClusterSetting& setting, std::string name, Loop& loop) {
    return std::make_unique<NatsBus>(setting, std::move(name), loop);
}

}  // namespace palabre::hub
