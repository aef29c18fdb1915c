#include "hub/cluster_own_lists.hpp"

#include "interchange/line_reader.hpp"

namespace palabre::hub {

void OwnLists::ask(const std::string& after) {
    asking_.ask(asking_subject(other_),
                hub_line("copies", {{"of", hub_.clerk().key()}, {"after", after}}),
                [self = shared_from_this(), after](const std::string* text) {
                    HubMessage answer;
                    if (text == nullptr || !answer.read(*text)) {
                        return self->done_(Found::unanswered, "");
                    }
                    // A hub that does not know the question has no copies.
                    if (answer.text("type") != "copies") return self->done_(Found::whole, "");
                    self->on_copies(answer, after);
                });
}

void OwnLists::on_copies(const HubMessage& answer, const std::string& after) {
    std::string last = after;
    std::string_view lines = answer.lines();
    while (!lines.empty()) {
        HubMessage copy;
        if (!copy.read(take_line(lines))) return done_(Found::unanswered, "");
        last = copy.text("debate");
        if (is_lost(last, copy)) return done_(Found::lost, last);
    }
    // Or it would go round for ever.
    if (answer.number("more") == 0 || last <= after) return done_(Found::whole, "");
    ask(last);
}

bool OwnLists::is_lost(const std::string& debate, const HubMessage& copy) {
    const auto list = signed_list_in(copy, hub_.clerk().key());
    if (!list) return false;
    const auto own = hub_.store().find(debate);
    if (own && own->head >= list->size) return false;
    // What came to the end of its life was deleted.
    if (!own && hub_.store().last_checkpoint(debate)) return false;
    return list->is_sound(debate);
}

}  // namespace palabre::hub
