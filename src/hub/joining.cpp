#include "hub/joining.hpp"

#include "hub/open_terms.hpp"

namespace palabre::hub {

namespace {

constexpr std::size_t named_max = 10;

// A debate's list begins with its `open`.
bool asks_for_reading(Store& store, const StoredDebate& debate) {
    bool asks = false;
    store.read_whole(debate.row, 0, 1, [&asks](const StoredEntry& entry) {
        asks = entry.body && open_terms_in(*entry.body).read_first;
        return false;
    });
    return asks;
}

bool has_unread_words(Store& store, const StoredDebate& debate) {
    bool has = false;
    store.read_unread(debate.row, 0, [&has](const StoredEntry&) {
        has = true;
        return false;
    });
    return has;
}

}  // namespace

Result<bool> may_join(Store& store) {
    std::string names;
    std::size_t count = 0;
    for (const StoredDebate& each : store.debates()) {
        if (!asks_for_reading(store, each) && !has_unread_words(store, each)) continue;
        if (++count > named_max) continue;
        names.append(names.empty() ? "" : ", ").append(each.id);
    }
    if (count == 0) return true;
    if (count > named_max)
        names.append(" and ").append(std::to_string(count - named_max) + " more");
    return Fault{"joining", names,
                 "a moderator reads first there, which hubs that share their debates cannot do: "
                 "run this hub without `cluster`, and begin the one among others with a folder of "
                 "its own"};
}

}  // namespace palabre::hub
