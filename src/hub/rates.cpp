#include "hub/rates.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

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
    // A zone names this machine's interface, not the network.
    const std::string text(address.substr(0, address.find('%')));
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return std::string(address);
    // An IPv4 address in IPv6's clothes.
    constexpr std::array<unsigned char, 12> clothes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (std::equal(clothes.begin(), clothes.end(), bytes.begin())) {
        std::array<char, INET_ADDRSTRLEN> plain{};
        inet_ntop(AF_INET, bytes.data() + clothes.size(), plain.data(), plain.size());
        return plain.data();
    }
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    std::array<char, INET6_ADDRSTRLEN> network{};
    inet_ntop(AF_INET6, bytes.data(), network.data(), network.size());
    return network.data();
}

}  // namespace palabre::hub
