#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/sha256.hpp"
#include "hub/store.hpp"

namespace palabre::hub {

/// Entries of a debate are compared by the first character of their ids.
constexpr std::size_t bucket_count = 64;
[[nodiscard]] std::size_t bucket_of(std::string_view id);

/// What two hubs compare of a debate: digests of the set of ids, with whether each has its body.
/// The order in which a hub has them does not count.
class SetDigests {
  public:
    using Buckets = std::array<Digest, bucket_count>;

    explicit SetDigests(Store& store) : store_(store) {}

    /// 43 characters. Takes time that grows with the debate, once after each change; `entries`
    /// becomes the number of those that were read for it.
    [[nodiscard]] std::string whole(const StoredDebate& debate, std::uint64_t& entries);
    /// By bucket. Takes such time always.
    [[nodiscard]] Buckets buckets(const StoredDebate& debate);
    /// The bodies of a debate are others.
    void forget(std::string_view debate);

  private:
    struct Known {
        Position size = 0;
        std::string digest;
    };
    Store& store_;
    std::map<std::string, Known, std::less<>> known_;
};

}  // namespace palabre::hub
