#pragma once

#include <cstdint>
#include <vector>

namespace palabre::support {

/// How many of `all` rounds with random input a build makes. Sanitizers make each ten times as
/// slow, and look for what a path does wrong on any input; an answer that is wrong on a rare one is
/// looked for by the other builds.
template <class Number>
constexpr Number rounds(Number all) {
#ifdef PALABRE_SANITIZED
    return (all + 9) / 10;
#else
    return all;
#endif
}

/// splitmix64: the same numbers from the same seed on every machine.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }
    /// In [0, n); n at least 1.
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
    /// In [least, most].
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least + 1)));
    }
    /// True in so many cases of a hundred.
    bool chance(unsigned percent) { return below(100) < percent; }

    template <class T>
    const T& pick(const std::vector<T>& items) {
        return items[below(items.size())];
    }
    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
    }

  private:
    std::uint64_t state_;
};

}  // namespace palabre::support
