#pragma once

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
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

/// Processor time of this process so far, in seconds.
inline double processor_time() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Seconds of processor time that `work` takes: machines are shared, and its wall clock is not
/// ours.
template <class Work>
double seconds(Work work) {
    const double start = processor_time();
    work();
    return processor_time() - start;
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
