#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hub/cluster.hpp"
#include "hub/folder.hpp"
#include "interchange/base64.hpp"
#include "interchange/composition.hpp"

/// Hubs among others in one process: a clock that goes when the test says so, and messages that
/// come or do not. Only the hubs' writers have threads of their own, and their disks.
namespace cluster_world {

using namespace palabre;
using namespace palabre::hub;

/// What hubs do, in order, at a time that only `pass` moves.
class Time {
  public:
    struct Task {
        std::weak_ptr<int> owner;  // a hub that is gone does nothing any more
        std::function<void()> run;
    };
    void post(Task task) {
        const std::lock_guard lock(mutex_);
        posted_.push_back(std::move(task));
        came_.notify_one();
    }
    void after(std::int64_t ms, Task task) { timers_.emplace(now_ + ms, std::move(task)); }
    [[nodiscard]] std::int64_t now() const { return now_; }

    /// Runs what is to be done now, writing included; `is_busy` says whether somebody writes.
    void settle(const std::function<bool()>& is_busy) {
        for (;;) {
            std::optional<Task> task = next();
            if (task) {
                if (task->owner.lock()) task->run();
            } else if (!is_busy()) {
                return;
            } else {
                std::unique_lock lock(mutex_);
                const auto has_come = [this] { return !posted_.empty(); };
                REQUIRE(came_.wait_for(lock, std::chrono::minutes(1), has_come));
            }
        }
    }
    void pass(std::int64_t ms, const std::function<bool()>& is_busy) {
        const std::int64_t end = now_ + ms;
        settle(is_busy);
        while (!timers_.empty() && timers_.begin()->first <= end) {
            now_ = std::max(now_, timers_.begin()->first);
            post(std::move(timers_.begin()->second));
            timers_.erase(timers_.begin());
            settle(is_busy);
        }
        now_ = end;
    }

  private:
    std::optional<Task> next() {
        const std::lock_guard lock(mutex_);
        if (posted_.empty()) return std::nullopt;
        Task task = std::move(posted_.front());
        posted_.pop_front();
        return task;
    }
    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<Task> posted_;
    std::multimap<std::int64_t, Task> timers_;
    std::int64_t now_ = 1760000000000;
};

class WorldLoop final : public Loop {
  public:
    explicit WorldLoop(Time& time) : time_(time) {}
    void post(std::function<void()> task) override { time_.post({alive_, std::move(task)}); }
    void after(std::int64_t ms, std::function<void()> task) override {
        time_.after(ms, {alive_, std::move(task)});
    }
    [[nodiscard]] std::int64_t now() const override { return time_.now(); }
    [[nodiscard]] std::int64_t ticks() const override { return time_.now(); }

  private:
    Time& time_;
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

class WorldBus;

/// NATS as far as hubs use it: subjects, and streams that keep what is sent to their subjects.
class Post {
  public:
    void add(WorldBus& bus) { buses_.push_back(&bus); }
    void remove(WorldBus& bus) { std::erase(buses_, &bus); }
    void deliver(WorldBus& from, const Bus::Message& message, const std::string& id);

  private:
    // What JetStream answers; nothing where it is not asked.
    std::optional<std::string> answer(const Bus::Message& message, const std::string& id);
    std::vector<WorldBus*> buses_;
    std::map<std::string, std::vector<Bus::Message>> streams_;  // by number
    std::map<std::string, std::size_t> ids_;
};

class WorldBus final : public Bus {
  public:
    WorldBus(Post& post, Loop& loop) : post_(post), loop_(loop) { post_.add(*this); }
    ~WorldBus() override { post_.remove(*this); }
    WorldBus(const WorldBus&) = delete;
    WorldBus& operator=(const WorldBus&) = delete;

    void begin(std::vector<std::string> subjects, Events events) override {
        subjects_ = std::move(subjects);
        events_ = std::move(events);
        connect(true);
    }
    void connect(bool up) {
        up_ = up;
        loop_.post([this, up] { events_.connection(up); });
    }
    /// Only streams are reached, not the other hubs.
    void keep_from_hubs(bool kept) { kept_from_hubs_ = kept; }
    void send(Message message, std::string id) override {
        if (up_ && !cut_at_.empty() && message.subject == cut_at_) {
            cut_at_.clear();
            connect(false);
        }
        if (up_) post_.deliver(*this, message, id);
    }
    void receive(const Message& message, bool of_hub) {
        if (!up_ || (of_hub && kept_from_hubs_) || !listens_to(message.subject)) return;
        loop_.post([this, message] { events_.message(message); });
    }
    /// The connection goes once, when something is sent to this subject.
    void cut_at(std::string subject) { cut_at_ = std::move(subject); }
    [[nodiscard]] bool is_cut() const { return !up_; }
    [[nodiscard]] bool is_kept_from_hubs() const { return kept_from_hubs_; }

  private:
    [[nodiscard]] bool listens_to(const std::string& subject) const {
        return std::any_of(subjects_.begin(), subjects_.end(), [&](const std::string& each) {
            if (each.back() != '>') return each == subject;
            return subject.compare(0, each.size() - 1, each, 0, each.size() - 1) == 0;
        });
    }
    Post& post_;
    Loop& loop_;
    std::vector<std::string> subjects_;
    Events events_;
    bool up_ = false;
    std::string cut_at_;
    bool kept_from_hubs_ = false;
};

inline void Post::deliver(WorldBus& from, const Bus::Message& message, const std::string& id) {
    if (const auto text = answer(message, id)) {
        return from.receive({message.reply, "", *text}, false);
    }
    if (from.is_kept_from_hubs()) return;
    for (WorldBus* const each : buses_) {
        if (each != &from) each->receive(message, true);
    }
}

inline std::optional<std::string> Post::answer(const Bus::Message& message, const std::string& id) {
    constexpr std::string_view heads = "palabre.heads.";
    constexpr std::string_view api = "$JS.API.STREAM.";
    const std::string_view subject = message.subject;
    if (subject.substr(0, heads.size()) == heads) {
        std::vector<Bus::Message>& stream = streams_[std::string(subject.substr(heads.size(), 1))];
        const auto [known, is_new] = ids_.try_emplace(id, stream.size() + 1);
        if (is_new) stream.push_back(message);
        return R"({"stream":"x","seq":)" + std::to_string(known->second) + "}";
    }
    if (subject.substr(0, api.size()) != api) return std::nullopt;
    const std::vector<Bus::Message>& stream = streams_[std::string(1, subject.back())];
    if (subject.find("INFO") != std::string_view::npos) {
        return R"({"state":{"first_seq":1,"last_seq":)" + std::to_string(stream.size()) + "}}";
    }
    if (subject.find("MSG.GET") == std::string_view::npos) return "{}";
    const std::size_t at = message.text.find_first_of("0123456789");
    const std::size_t number = std::stoul(message.text.substr(at));
    if (number > stream.size()) return R"({"error":{"err_code":10037}})";
    const std::string& text = stream[number - 1].text;
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    return R"({"message":{"data":")" + to_base64(bytes) + R"("}})";
}

/// A hub with its folder, which outlives it.
class Member {
  public:
    Member(Time& time, Post& post, std::uint8_t number) : time_(time), post_(post) {
        seed_.bytes.fill(number);
        settings_.name = "hub-" + std::to_string(number);
        settings_.cluster.servers = {"nats://nowhere"};
        settings_.batch_ms = 1;
        settings_.entries_a_minute_of_key = 100000;
        settings_.entries_of_new_key = 100000;
        settings_.entries_a_minute_of_address = 100000;
    }
    void start() {
        auto store = Store::open(folder_.path);
        REQUIRE(store.ok());
        running_ = std::make_unique<Running>(*this, std::move(store).value());
    }
    void stop() { running_.reset(); }
    /// Its disk is another one.
    void lose_disk() {
        stop();
        for (const auto& each : hub_folder::fs::directory_iterator(folder_.path)) {
            hub_folder::fs::remove_all(each);
        }
    }
    /// What it begins with the next time.
    [[nodiscard]] Settings& settings() { return settings_; }
    [[nodiscard]] Hub& hub() { return running_->hub; }
    [[nodiscard]] Cluster& cluster() { return running_->cluster; }
    [[nodiscard]] WorldBus& bus() { return running_->bus; }
    [[nodiscard]] Clerk clerk() const { return Clerk(seal::key_pair_from(seed_)); }
    [[nodiscard]] bool is_busy() {
        auto quiet = std::make_shared<bool>(false);
        if (running_) running_->hub.when_quiet([quiet] { *quiet = true; });
        return running_ && !*quiet;
    }
    std::optional<Fault> gave_up;

  private:
    struct Running {
        Running(Member& of, std::unique_ptr<Store> opened)
            : store(std::move(opened)),
              loop(of.time_),
              hub(of.settings_, *store, of.clerk(), loop, "secret"),
              bus(of.post_, loop),
              cluster(hub, bus, [&of](Fault fault) { of.gave_up = std::move(fault); }) {
            hub.join(cluster, std::nullopt);
            cluster.begin();
        }
        std::unique_ptr<Store> store;
        WorldLoop loop;
        Hub hub;
        WorldBus bus;
        Cluster cluster;
    };
    Time& time_;
    Post& post_;
    seal::Seed seed_;
    Settings settings_;
    hub_folder::Folder folder_;
    std::unique_ptr<Running> running_;
};

class World {
  public:
    explicit World(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            members_.push_back(
                std::make_unique<Member>(time_, post_, static_cast<std::uint8_t>(i + 1)));
            members_.back()->start();
        }
        pass(10000);
    }
    Member& operator[](std::size_t index) { return *members_[index]; }
    [[nodiscard]] std::int64_t now() const { return time_.now(); }
    void pass(std::int64_t ms) {
        time_.pass(ms, [this] {
            return std::any_of(members_.begin(), members_.end(),
                               [](const auto& each) { return each->is_busy(); });
        });
    }
    /// What is said to whoever publishes this line; "" where it is taken.
    std::string publish(Member& member, std::string_view debate, const NewRow& row,
                        std::string_view owner) {
        auto room = member.hub().enter(debate, owner, {"192.0.2.1", ""});
        REQUIRE(room.ok());
        const std::string_view body = row.body;
        const std::string line = write_line(row.head, row.sig, &body);
        std::string said;
        Hub::Publication publication;
        publication.lines = line;
        member.hub().publish(*room.value(), publication, {"192.0.2.1", ""},
                             [&said](const std::string& text) { said = text; }, {});
        pass(0);
        return said;
    }

  private:
    Time time_;
    Post post_;
    std::vector<std::unique_ptr<Member>> members_;
};

}  // namespace cluster_world
