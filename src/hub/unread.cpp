#include "hub/unread.hpp"

namespace palabre::hub {

std::vector<EntryIndex> Unread::names_of(KeyId author) const {
    std::vector<EntryIndex> names;
    for (const auto& [entry, words] : words_) {
        if (words.verb == Verb::name && words.author == author) names.emplace_back(entry);
    }
    return names;
}

}  // namespace palabre::hub
