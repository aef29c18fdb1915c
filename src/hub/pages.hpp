#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "deliberation/outline.hpp"
#include "deliberation/result.hpp"
#include "hub/loop.hpp"

namespace palabre::hub {

/// What a page declares of a debate.
/// Errors: as read_page; "debate" where the page has no such debate; "owner" where it names one.
[[nodiscard]] Result<Outline> outline_in(std::string_view page, std::string_view debate);

/// Reads pages of debates that the hub opens itself, one after the other, on a thread of its own:
/// another server may take its time.
class Pages {
  public:
    /// The page at an address. A fault's `what` says why there is none.
    using Fetch = std::function<Result<std::string>(const std::string& url)>;
    using Then = std::function<void(const Result<Outline>&)>;

    Pages(Loop& loop, Fetch fetch);
    /// Waits for the page at hand, and reads no further.
    ~Pages();
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;

    /// `then` runs on the loop's thread, with what `outline_in` says of the page.
    void read(std::string debate, std::string url, Then then);

  private:
    struct Wanted {
        std::string debate;
        std::string url;
        Then then;
    };
    void run();

    Loop& loop_;
    Fetch fetch_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Wanted> wanted_;
    bool ending_ = false;
    std::thread thread_;  // last: it begins when all else is there
};

}  // namespace palabre::hub
