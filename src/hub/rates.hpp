#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace palabre::hub {

/// How much each of many callers may do: a bucket each, which fills evenly and holds what one
/// period allows. Callers who have done nothing for a period are forgotten.
class Rates {
  public:
    /// `most` in every `period_ms`.
    Rates(std::int64_t most, std::int64_t period_ms) : most_(most), period_ms_(period_ms) {}

    /// Takes `cost` of what `who` may do, or nothing and false. `ticks` only go forward.
    bool take(std::string_view who, std::int64_t cost, std::int64_t ticks);
    /// ms until `who` may do something of that cost.
    [[nodiscard]] std::int64_t wait(std::string_view who, std::int64_t cost,
                                    std::int64_t ticks) const;
    /// Forgets who has their whole bucket again.
    void sweep(std::int64_t ticks);
    [[nodiscard]] std::size_t size() const { return used_.size(); }

  private:
    // The time at which the bucket will be full again: one number says it all.
    std::unordered_map<std::string, std::int64_t> used_;
    std::int64_t most_;
    std::int64_t period_ms_;
};

/// The part of an address that one household or office has: a whole IPv4 address, the first half
/// of an IPv6 one.
[[nodiscard]] std::string address_group(std::string_view address);

}  // namespace palabre::hub
