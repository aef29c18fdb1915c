#include "hub/rates.hpp"

#include <algorithm>

namespace palabre::hub {

namespace {

// Times in thousandths of a ms, so that high rates are even.
constexpr std::int64_t fine = 1000;

}  // namespace

bool Rates::take(std::string_view who, std::int64_t cost, std::int64_t ticks) {
    if (wait(who, cost, ticks) > 0) return false;
    std::int64_t& full_at = used_[std::string(who)];
    full_at = std::max(full_at, ticks * fine) + cost * period_ms_ * fine / most_;
    return true;
}

std::int64_t Rates::wait(std::string_view who, std::int64_t cost, std::int64_t ticks) const {
    const auto found = used_.find(std::string(who));
    const std::int64_t full_at =
        found == used_.end() ? ticks * fine : std::max(found->second, ticks * fine);
    const std::int64_t after = full_at + cost * period_ms_ * fine / most_;
    const std::int64_t over = after - (ticks + period_ms_) * fine;
    return over <= 0 ? 0 : (over + fine - 1) / fine;
}

void Rates::sweep(std::int64_t ticks) {
    for (auto each = used_.begin(); each != used_.end();) {
        each = each->second <= ticks * fine ? used_.erase(each) : std::next(each);
    }
}

std::string address_group(std::string_view address) {
    if (address.find(':') == std::string_view::npos) return std::string(address);
    // An IPv4 address in IPv6's clothes.
    if (address.substr(0, 7) == "::ffff:") return std::string(address.substr(7));
    std::string group;
    int parts = 0;
    for (const char c : address) {
        if (c == ':' && ++parts == 4) break;
        group += c;
    }
    return group;
}

}  // namespace palabre::hub
