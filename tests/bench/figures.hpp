#pragma once

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
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

/// Bytes of memory that the process holds: what is freed is given back first. 0 where the system
/// does not say.
inline double held() {
    malloc_trim(0);
    std::ifstream statm("/proc/self/statm");
    double all = 0;
    double resident = 0;
    statm >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace palabre::bench
