#include "interchange/author_log.hpp"

#include <set>

#include "interchange/debate_words.hpp"
#include "interchange/json_writer.hpp"

namespace palabre {

std::optional<std::string> write_log_of(const LiveDebate& live, std::string_view author) {
    const Debate& debate = live.debate();
    const Ledger& ledger = debate.ledger();
    const std::uint32_t key = ledger.keys.find(author);
    if (key >= ledger.keys.size()) return std::nullopt;
    const KeyId person = debate.person(KeyId(key));
    std::string log;
    bool wrote = false;
    if (const std::string_view owner = owner_of(live); !owner.empty()) {
        JsonWriter first;
        first.begin_object().key("debate").string(live.id()).key("owner").string(owner);
        log = first.end_object().take() + "\n";
    }
    std::set<std::size_t> stamps;
    for (const EntryIndex index : debate.by_place()) {
        const Entry& entry = ledger.at(index);
        if (debate.person(entry.author) != person) continue;
        wrote = wrote || entry.author.value == key;
        log.append(live.line(index)).append("\n");
        if (!entry.stamped) continue;
        const EntryIndex stamp = ledger.entry_of(entry.stamp.id);
        // A hub's own stamp is among its entries.
        if (stamp.is_some() && debate.person(ledger.at(stamp).author) != person) {
            stamps.insert(stamp.value);
        }
    }
    if (!wrote) return std::nullopt;
    for (const std::size_t stamp : stamps) log.append(live.line(EntryIndex(stamp))).append("\n");
    return log;
}

}  // namespace palabre
