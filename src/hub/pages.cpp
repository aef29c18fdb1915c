#include "hub/pages.hpp"

#include <algorithm>
#include <utility>

#include "interchange/page_reader.hpp"

namespace palabre::hub {

Result<Outline> outline_in(std::string_view page, std::string_view debate) {
    PALABRE_TRY(debates, read_page(page));
    const std::size_t slash = debate.find('/');
    // An element without `site` is about its page's own.
    const auto found = std::find_if(debates.begin(), debates.end(), [&](const PageDebate& each) {
        return each.name == debate.substr(slash + 1) &&
               each.site.value_or(std::string(debate.substr(0, slash))) == debate.substr(0, slash);
    });
    if (found == debates.end()) return Fault{"debate", "", "the page has no such debate"};
    if (found->owner) return Fault{"owner", "", "the page names an owner: the debate is theirs"};
    return std::move(found->outline);
}

Pages::Pages(Loop& loop, Fetch fetch)
    : loop_(loop), fetch_(std::move(fetch)), thread_([this] { run(); }) {}

Pages::~Pages() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Pages::read(std::string debate, std::string url, Then then) {
    {
        const std::lock_guard lock(mutex_);
        wanted_.push_back({std::move(debate), std::move(url), std::move(then)});
    }
    changed_.notify_one();
}

void Pages::run() {
    for (;;) {
        Wanted next;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return ending_ || !wanted_.empty(); });
            if (ending_) return;
            next = std::move(wanted_.front());
            wanted_.pop_front();
        }
        const auto page = fetch_(next.url);
        auto outline = page ? outline_in(page.value(), next.debate) : Result<Outline>(page.fault());
        loop_.post([then = std::move(next.then), outline = std::move(outline)] { then(outline); });
    }
}

}  // namespace palabre::hub
