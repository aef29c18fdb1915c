#include "hub/net_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <optional>
#include <unordered_map>
#include <vector>

#include "hub/cluster.hpp"
#include "hub/log.hpp"
#include "hub/nats_bus.hpp"
#include "hub/net_connection.hpp"
#include "hub/net_fetch.hpp"
#include "hub/static_files.hpp"

namespace palabre::hub {

namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp;

namespace {

constexpr std::int64_t tick_ms = 1000;
constexpr std::int64_t drain_ms_max = 5000;
// A hub that ends waits for the page at hand.
constexpr long page_ms_max = 4000;
constexpr std::int64_t accept_again_ms = 100;

class AsioLoop final : public Loop {
  public:
    explicit AsioLoop(asio::io_context& context) : context_(context) {}

    void post(std::function<void()> task) override { asio::post(context_, std::move(task)); }
    void after(std::int64_t ms, std::function<void()> task) override {
        const auto timer = std::make_shared<asio::steady_timer>(context_);
        timer->expires_after(std::chrono::milliseconds(ms));
        timer->async_wait([timer, task = std::move(task)](error_code error) {
            if (!error) task();
        });
    }
    [[nodiscard]] std::int64_t now() const override {
        return since_epoch(std::chrono::system_clock::now());
    }
    [[nodiscard]] std::int64_t ticks() const override {
        return since_epoch(std::chrono::steady_clock::now());
    }

  private:
    template <class Time>
    static std::int64_t since_epoch(Time time) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch())
            .count();
    }

    asio::io_context& context_;
};

class Server final : public Connections {
  public:
    Server(asio::io_context& context, Hub& hub, StaticFiles files)
        : context_(context),
          hub_(hub),
          routes_(hub, std::move(files)),
          acceptor_(context),
          signals_(context, SIGTERM, SIGINT) {}
    // Not all have ended where the hub waited for them no longer, or gave itself up.
    ~Server() override {
        for (const auto& each : connections_) each->end();
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    Result<bool> start() {
        const std::string& listen = hub_.settings().listen;
        const std::size_t colon = listen.rfind(':');
        std::string address = listen.substr(0, colon);
        if (address.size() > 2 && address.front() == '[') {
            address = address.substr(1, address.size() - 2);
        }
        error_code error;
        const auto parsed = asio::ip::make_address(address, error);
        if (error) return Fault{"listen", listen, "this is no address"};
        const auto port = static_cast<std::uint16_t>(std::stoul(listen.substr(colon + 1)));
        const Tcp::endpoint endpoint(parsed, port);
        acceptor_.open(endpoint.protocol(), error);
        if (!error) acceptor_.set_option(Tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor_.bind(endpoint, error);
        if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
        if (error) return Fault{"listen", listen, error.message()};
        signals_.async_wait([this](error_code failed, int) {
            if (!failed) drain();
        });
        accept();
        tick();
        const Tcp::endpoint bound = acceptor_.local_endpoint(error);
        log_event("info", "listening",
                  {{"address", bound.address().to_string()},
                   {"port", std::to_string(bound.port())},
                   {"clerk", hub_.clerk().key()},
                   {"data", hub_.settings().folder}});
        return true;
    }

    [[nodiscard]] Hub& hub() override { return hub_; }
    [[nodiscard]] Routes& routes() override { return routes_; }
    bool admit(const std::string& group) override {
        std::int64_t& count = by_address_[group];
        if (count >= hub_.settings().connections_of_address) return false;
        ++count;
        return true;
    }
    void release(const std::string& group) override {
        const auto found = by_address_.find(group);
        if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
    }

  private:
    void accept() {
        acceptor_.async_accept([this](error_code error, Socket socket) {
            if (draining_) return;
            if (error) {
                // Most often no file descriptor is left: those who are here are served on.
                if (error != asio::error::connection_aborted) {
                    log_event("warning", "accept", {{"what", error.message()}});
                }
                hub_.loop().after(accept_again_ms, [this] {
                    if (!draining_) accept();
                });
                return;
            }
            begin(std::move(socket));
            accept();
        });
    }

    void begin(Socket socket) {
        error_code error;
        auto peer = socket.remote_endpoint(error).address();
        if (error) return;
        // Who comes over IPv4 to a hub that listens on IPv6 has the address that settings name.
        if (peer.is_v6() && peer.to_v6().is_v4_mapped()) {
            peer = asio::ip::make_address_v4(asio::ip::v4_mapped, peer.to_v6());
        }
        ++hub_.figures().accepted;
        const auto made = std::make_shared<Connection>(std::move(socket), *this, peer.to_string());
        const auto most = static_cast<std::size_t>(hub_.settings().connections);
        const bool full = connections_.size() >= most;
        connections_.push_back(made);
        if (full)
            made->turn_away();
        else
            made->start();
    }

    void tick() {
        hub_.loop().after(tick_ms, [this] {
            const std::int64_t ticks = hub_.loop().ticks();
            for (std::size_t i = 0; i < connections_.size();) {
                const std::shared_ptr<Connection> each = connections_[i];
                each->on_tick(ticks);
                if (!each->is_over()) {
                    ++i;
                    continue;
                }
                connections_[i] = connections_.back();
                connections_.pop_back();
            }
            hub_.sweep();
            if (!hub_.healthy()) log_event("error", "storage", {{"what", "the disk refuses"}});
            tick();
        });
    }

    // What was accepted becomes durable and is sent, readers are told to come back, and all ends.
    void drain() {
        if (draining_) return;
        draining_ = true;
        log_event("info", "draining", {{"connections", std::to_string(connections_.size())}});
        error_code ignored;
        acceptor_.close(ignored);
        routes_.drain();
        hub_.loop().after(drain_ms_max, [this] { context_.stop(); });
        hub_.when_quiet([this] {
            // Batches that wait for their time go first.
            hub_.loop().after(2 * hub_.settings().batch_ms, [this] {
                for (const auto& each : connections_) each->on_restart();
                wait_for_the_last();
            });
        });
    }

    void wait_for_the_last() {
        const bool all = std::all_of(connections_.begin(), connections_.end(),
                                     [](const auto& each) { return each->is_over(); });
        if (all) return context_.stop();
        hub_.loop().after(accept_again_ms, [this] { wait_for_the_last(); });
    }

    asio::io_context& context_;
    Hub& hub_;
    Routes routes_;
    Tcp::acceptor acceptor_;
    asio::signal_set signals_;
    std::unordered_map<std::string, std::int64_t> by_address_;
    std::vector<std::shared_ptr<Connection>> connections_;
    bool draining_ = false;
};

// A page as a browser would get it, but for redirects, which could lead anywhere.
Result<std::string> page_at(const std::string& url) {
    FetchRequest request{url};
    request.time_max_ms = page_ms_max;
    PALABRE_TRY(page, fetch(request));
    if (page.status != 200) {
        return Fault{"network", url, "the page answers with status " + std::to_string(page.status)};
    }
    return std::move(page.body);
}

}  // namespace

Result<bool> run_hub(const Settings& settings) {
    // A reader who leaves while something is written is no reason to die.
    std::signal(SIGPIPE, SIG_IGN);
    PALABRE_TRY(store, Store::open(settings.folder));
    const bool among_others = !settings.cluster.servers.empty();
    PALABRE_TRY(clerk, Clerk::in(settings.folder));
    std::optional<Clerk> opener;
    if (!settings.cluster.key.empty()) {
        PALABRE_TRY(read, Clerk::from(settings.cluster.key));
        opener = std::move(read);
    }
    PALABRE_TRY(files, StaticFiles::in(settings.files));
    if (settings.sites.empty()) {
        log_event("warning", "open to all",
                  {{"what", "no sites are configured: any page may open debates here"}});
    }
    // In this order, so that what refers to another ends before it. Handlers that never ran go with
    // the context, last: what they hold may refer to nothing else any more.
    auto context = std::make_unique<asio::io_context>(1);
    AsioLoop loop(*context);
    PALABRE_TRY(secret, random_word());
    Hub hub(settings, *store, std::move(clerk), loop, std::move(secret));
    hub.read_pages(page_at);
    std::unique_ptr<Bus> bus;
    std::unique_ptr<Cluster> cluster;
    std::optional<Fault> given_up;
    if (among_others) {
        bus = nats_bus(settings.cluster, settings.name, loop);
        cluster = std::make_unique<Cluster>(hub, *bus, [&](Fault fault) {
            given_up = std::move(fault);
            context->stop();
        });
        hub.join(*cluster, std::move(opener));
        cluster->begin();
    }
    auto server = std::make_unique<Server>(*context, hub, std::move(files));
    PALABRE_TRY(started, server->start());
    context->run();
    log_event("info", "stopped", {});
    if (given_up) return *given_up;
    return started;
}

}  // namespace palabre::hub
