#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "hub/cluster_asking.hpp"
#include "hub/cluster_messages.hpp"
#include "hub/hub.hpp"

namespace palabre::hub {

/// Asks another hub what it has of this hub's own lists. Where it has more than this hub, signed by
/// this hub's key, the folder was lost or is an old copy: going on would sign a second past, and
/// number this hub's stamps twice.
class OwnLists : public std::enable_shared_from_this<OwnLists> {
  public:
    enum class Found : std::uint8_t {
        whole,      ///< nothing that is not here
        lost,       ///< `debate` has lost some
        unanswered  ///< the other did not say
    };
    using Done = std::function<void(Found found, const std::string& debate)>;
    OwnLists(Hub& hub, Asking& asking, std::string other, Done done)
        : hub_(hub), asking_(asking), other_(std::move(other)), done_(std::move(done)) {}

    void start() { ask(""); }

  private:
    void ask(const std::string& after);
    void on_copies(const HubMessage& answer, const std::string& after);
    [[nodiscard]] bool is_lost(const std::string& debate, const HubMessage& copy);

    Hub& hub_;
    Asking& asking_;
    std::string other_;
    Done done_;
};

}  // namespace palabre::hub
