#pragma once

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace palabre::bench {

/// One figure as tools/bench reads it.
inline void print_figure(const std::string& what, double value, const std::string& unit,
                         std::optional<double> budget = {}, std::optional<double> baseline = {}) {
    std::printf(R"({"what":"%s","engine":"native","value":%.6g,"unit":"%s")", what.c_str(), value,
                unit.c_str());
    if (budget) std::printf(R"(,"budget":%.6g)", *budget);
    if (baseline) std::printf(R"(,"baseline":%.6g)", *baseline);
    std::printf("}\n");
    std::fflush(stdout);
}

/// Seconds that `work` takes.
template <class Work>
double seconds(Work work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The value below which the share `p` of `values` lies.
inline double quantile(std::vector<double> values, double p) {
    std::sort(values.begin(), values.end());
    const auto at = static_cast<std::size_t>(p * static_cast<double>(values.size() - 1));
    return values[at];
}

/// Bytes that the process has allocated and not freed.
inline double allocated() {
    return static_cast<double>(mallinfo2().uordblks + mallinfo2().hblkhd);
}

}  // namespace palabre::bench
