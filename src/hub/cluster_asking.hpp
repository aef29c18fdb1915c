#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "hub/bus.hpp"
#include "hub/loop.hpp"

namespace palabre::hub {

/// Questions on the bus, and who waits for the answers.
class Asking {
  public:
    /// Answers come to subjects that begin with `inbox` and a dot.
    Asking(Bus& bus, Loop& loop, std::string inbox)
        : bus_(bus), loop_(loop), inbox_(std::move(inbox)) {}

    /// Told the answer, or nothing where none came in time.
    using Then = std::function<void(const std::string* answer)>;
    void ask(std::string subject, std::string text, const Then& then, std::string id = {});
    /// Asks all who listen; `each` is told every answer that comes in time.
    void ask_all(std::string subject, std::string text, const Then& each);

    /// Whether the message was an answer.
    bool take(const Bus::Message& message);
    /// Every second: tells those whose time is over.
    void sweep();
    /// Nobody is told anything any more: the other side is away.
    void forget() { waiting_.clear(); }

  private:
    struct Waiting {
        std::int64_t until = 0;  // ticks
        bool of_all = false;
        Then then;
    };
    [[nodiscard]] std::string wait(bool of_all, const Then& then);

    Bus& bus_;
    Loop& loop_;
    std::string inbox_;
    std::uint64_t last_ = 0;
    std::map<std::uint64_t, Waiting> waiting_;
};

}  // namespace palabre::hub
