// The hub as the anchor of a debate declares what the page says, which it read itself.
#include <array>

#include "hub/hub.hpp"
#include "hub/log.hpp"
#include "interchange/composition.hpp"
#include "interchange/standing_bodies.hpp"

namespace palabre::hub {

namespace {

// A page that could not be read is asked for again after so long, and then no more.
constexpr std::array<std::int64_t, 3> page_again_ms{10000, 60000, 600000};

}  // namespace

void Hub::read_pages(Pages::Fetch fetch) {
    pages_ = std::make_unique<Pages>(loop_, std::move(fetch));
}

// Of a debate that was just opened, or that was opened by a hub which was killed before it had read
// the page.
void Hub::declare_what_lacks(Room& room) {
    if (room.page_was_asked) return;
    room.page_was_asked = true;
    const Clerk& opener = opener_ ? *opener_ : clerk_;
    const std::string& debate = room.stored().id;
    if (!pages_ || room.stored().owner != opener.key() || page_of(settings_, debate).empty())
        return;
    if (!room.judge(store_).has_declared(opener.key())) declare_from_page(debate);
}

void Hub::declare_from_page(const std::string& debate, std::size_t failures) {
    const std::string url = page_of(settings_, debate);
    if (!pages_ || url.empty()) return;
    const auto then = [this, debate, failures](const Result<Outline>& outline) {
        const Result<bool> declared = outline ? declare(debate, outline.value()) : outline.fault();
        if (declared) return;
        log_event("warning", "page", {{"debate", debate}, {"what", declared.fault().what}});
        if (failures == page_again_ms.size()) return;
        loop_.after(page_again_ms[failures],
                    [this, debate, failures] { declare_from_page(debate, failures + 1); });
    };
    pages_->read(debate, url, then);
}

Result<bool> Hub::declare(const std::string& debate, const Outline& outline) {
    Room* const room = find(debate);
    // The disk may have refused the debate itself.
    if (room == nullptr || room->is_untouched()) return true;
    Judge& judge = room->judge(store_);
    const Clerk& opener = opener_ ? *opener_ : clerk_;
    // Another hub was asked for the debate too, and was quicker.
    if (judge.has_declared(opener.key())) return true;
    PALABRE_TRY(random, random_word());
    const auto salt = [&](std::size_t index) {
        const std::string number = std::to_string(index);
        return opener_ ? opener.word_for("declare " + number + " " + debate)
                       : clerk_.word_for(random + number);
    };
    PALABRE_TRY(bodies, declare_bodies(outline, salt));
    for (const std::string& body : bodies) {
        Clerk::Place place = judge.next_place(opener.key(), opener_ ? 0 : loop_.now());
        if (opener_) {
            // Nothing in it hangs on what this hub has by now: each writes the same, to the byte.
            place.clock = place.n;
            place.seen = {};
        }
        NewRow row = opener.entry(place, body);
        judge.take_own(row);
        std::string id = entry_id(row.head);
        room->accept(std::move(row), std::move(id));
    }
    pending_.insert(room);
    submit();
    return true;
}

}  // namespace palabre::hub
