#include "hub/set_digests.hpp"

#include <algorithm>

#include "deliberation/base64url.hpp"
#include "interchange/composition.hpp"

namespace palabre::hub {

std::size_t bucket_of(std::string_view id) {
    static constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const std::size_t at = id.empty() ? std::string_view::npos : digits.find(id.front());
    return at == std::string_view::npos ? 0 : at;
}

SetDigests::Buckets SetDigests::buckets(const StoredDebate& debate) {
    std::array<std::vector<std::string>, bucket_count> ids;
    store_.read_whole(debate.row, 0, debate.head, [&ids](const StoredEntry& entry) {
        std::string id = entry_id(entry.head);
        const std::size_t bucket = bucket_of(id);
        ids[bucket].push_back(std::move(id.append(entry.body ? "\n" : " -\n")));
        return true;
    });
    Buckets digests{};
    for (std::size_t i = 0; i < bucket_count; ++i) {
        std::sort(ids[i].begin(), ids[i].end());
        Sha256 hash;
        for (const std::string& each : ids[i]) hash.update(each);
        digests[i] = hash.finish();
    }
    return digests;
}

std::string SetDigests::whole(const StoredDebate& debate, std::uint64_t& entries) {
    entries = 0;
    Known& known = known_[debate.id];
    if (known.size == debate.head && !known.digest.empty()) return known.digest;
    entries = debate.head;
    std::string all;
    for (const Digest& each : buckets(debate)) all.append(to_base64url(each)).append("\n");
    known = {debate.head, to_base64url(sha256(all))};
    return known.digest;
}

void SetDigests::forget(std::string_view debate) {
    const auto found = known_.find(debate);
    if (found != known_.end()) known_.erase(found);
}

}  // namespace palabre::hub
