#pragma once

#include <memory>
#include <set>
#include <string>

#include "hub/http.hpp"
#include "hub/hub.hpp"
#include "hub/static_files.hpp"

namespace palabre::hub {

/// What the hub answers over HTTP: docs/hub-protocol.md, "Over HTTP".
class Routes {
  public:
    Routes(Hub& hub, StaticFiles files) : hub_(hub), files_(std::move(files)) {}
    ~Routes();
    Routes(const Routes&) = delete;
    Routes& operator=(const Routes&) = delete;

    void handle(const HttpRequest& request, const Answer& answer);
    /// From now on /healthz says that no new readers should come, and long polls end.
    void drain();

  private:
    struct Poll;

    void debate(const HttpRequest& request, const Answer& answer);
    void entries(Room& room, const HttpRequest& request, const Answer& answer);
    void publish(const std::string& id, const HttpRequest& request, const Answer& answer);
    void snapshot(Room& room, int tries, const Answer& answer);
    void moderation(Room& room, const HttpRequest& request, const Answer& answer);
    void bodies(const Room& room, const HttpRequest& request, const Answer& answer);
    void unread(Room& room, const HttpRequest& request, const Answer& answer);
    [[nodiscard]] HttpAnswer page(const Room& room, Position after, Position to);
    [[nodiscard]] HttpAnswer metrics();
    [[nodiscard]] HttpAnswer about();

    Hub& hub_;
    StaticFiles files_;
    std::set<std::shared_ptr<Poll>> polls_;
    bool draining_ = false;
};

/// An error of the protocol as an answer.
[[nodiscard]] HttpAnswer error_answer(unsigned status, const ErrorWords& words);

}  // namespace palabre::hub
