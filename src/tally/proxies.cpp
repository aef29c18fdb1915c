#include "tally/proxies.hpp"

namespace palabre {

ProxyResult count_proxies(const ProxyAssembly& assembly) {
    const std::size_t members = assembly.weights.size();
    ProxyResult result;
    result.votes.resize(members);
    result.held.resize(members);
    std::vector<bool> represented(members);
    for (std::size_t i = 0; i < members; ++i) {
        if (assembly.present[i]) result.votes[i] = assembly.weights[i];
    }
    const auto refusal = [&](const Proxy& proxy) {
        if (proxy.giver >= members) return ProxyRefusal::stranger;
        if (assembly.present[proxy.giver]) return ProxyRefusal::giver_present;
        if (represented[proxy.giver]) return ProxyRefusal::given_before;
        if (proxy.blank) return ProxyRefusal::blank;
        if (proxy.holder >= members) return ProxyRefusal::holder_stranger;
        if (!assembly.present[proxy.holder]) return ProxyRefusal::holder_absent;
        const bool full =
            assembly.max_proxies && result.held[proxy.holder] >= *assembly.max_proxies;
        return full ? ProxyRefusal::holder_full : ProxyRefusal::none;
    };
    for (const Proxy& proxy : assembly.proxies) {
        result.refusals.push_back(refusal(proxy));
        if (result.refusals.back() != ProxyRefusal::none) continue;
        represented[proxy.giver] = true;
        ++result.held[proxy.holder];
        result.votes[proxy.holder] += assembly.weights[proxy.giver];
    }
    for (std::size_t i = 0; i < members; ++i) {
        if (assembly.present[i] || represented[i]) ++result.present_or_represented;
        result.total_votes += result.votes[i];
    }
    return result;
}

}  // namespace palabre
