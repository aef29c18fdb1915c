// The hub as the anchor of a debate declares what the page says, which it read itself.
#include <array>

#include "hub/hub.hpp"
#include "hub/log.hpp"
#include "interchange/composition.hpp"

namespace palabre::hub {

namespace {

// A page that could not be read is asked for again after so long, and then no more.
constexpr std::array<std::int64_t, 3> page_again_ms{10000, 60000, 600000};

}  // namespace

void Hub::read_pages(Pages::Fetch fetch) {
    pages_ = std::make_unique<Pages>(loop_, std::move(fetch));
}

void Hub::declare_from_page(const std::string& debate, std::size_t failures) {
    const std::string url = page_of(settings_, debate);
    if (!pages_ || url.empty()) return;
    const auto then = [this, debate, failures](const Result<std::vector<std::string>>& bodies) {
        if (!bodies) {
            log_event("warning", "page", {{"debate", debate}, {"what", bodies.fault().what}});
            if (failures == page_again_ms.size()) return;
            loop_.after(page_again_ms[failures],
                        [this, debate, failures] { declare_from_page(debate, failures + 1); });
            return;
        }
        Room* const room = find(debate);
        // The disk may have refused the debate itself.
        if (room == nullptr || room->is_untouched()) return;
        Judge& judge = room->judge(store_);
        for (const std::string& body : bodies.value()) {
            NewRow row = clerk_.entry(judge.next_place(clerk_.key(), loop_.now()), body);
            judge.take_own(row);
            std::string id = entry_id(row.head);
            room->accept(std::move(row), std::move(id));
        }
        pending_.insert(room);
        submit();
    };
    pages_->read(debate, url, then);
}

}  // namespace palabre::hub
