// The lists that grow large, beside std::vector; and what mostly holds few.
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <utility>
#include <vector>

#include "deliberation/block_list.hpp"
#include "deliberation/large_memory.hpp"
#include "deliberation/short_list.hpp"
#include "support/random.hpp"

namespace large_lists_test {

using namespace palabre;

TEST_CASE("A short list holds what a vector holds, near or far") {
    support::Random random(7);
    ShortList<std::uint32_t, 2> list;
    std::vector<std::uint32_t> plain;
    for (std::uint32_t i = 0; i < 2000; ++i) {
        if (plain.empty() || random.chance(55)) {
            list.push_back(i);
            plain.push_back(i);
        } else {
            const std::size_t at = random.below(plain.size());
            list.erase(list.begin() + at);
            plain.erase(plain.begin() + static_cast<std::ptrdiff_t>(at));
        }
        REQUIRE(std::vector<std::uint32_t>(list.begin(), list.end()) == plain);
        ShortList<std::uint32_t, 2> moved = std::move(list);
        list = std::move(moved);
    }
    list.assign(std::vector<std::uint32_t>{3, 1, 2});
    CHECK(std::vector<std::uint32_t>(list.begin(), list.end()) ==
          std::vector<std::uint32_t>{3, 1, 2});
    list.clear();
    CHECK(list.empty());
}

TEST_CASE("Pushing an item of a short list itself keeps its value while the list grows") {
    ShortList<std::uint32_t, 2> list;
    list.push_back(5);
    for (int i = 0; i < 6; ++i) list.push_back(list.front());
    CHECK(std::vector<std::uint32_t>(list.begin(), list.end()) == std::vector<std::uint32_t>(7, 5));
}

TEST_CASE("Pieces of slabs stay where they are and apart, small and beyond many megabytes") {
    Slabs slabs;
    std::vector<std::pair<char*, char>> pieces;
    const std::size_t sizes[] = {0, 1, 40, 1000, 20'000, 70'000};
    std::size_t all = 0;
    for (std::size_t i = 0; all < 60'000'000; ++i) {
        const std::size_t size = sizes[i % 6];
        char* const at = slabs.take(size);
        REQUIRE(at != nullptr);
        const char mark = static_cast<char>(i % 101);
        for (std::size_t j = 0; j < size; ++j) at[j] = mark;
        if (size > 0) pieces.emplace_back(at, mark);
        if (size > 0) pieces.emplace_back(at + size - 1, mark);
        all += size;
    }
    bool kept = true;
    for (const auto& [at, mark] : pieces) kept = kept && *at == mark;
    CHECK(kept);
}

TEST_CASE("A large vector and a block list keep their items while they grow") {
    LargeVector<std::uint64_t> vector;
    BlockList<std::uint64_t> list;
    constexpr std::uint64_t count = 4'000'000;
    for (std::uint64_t i = 0; i < count; ++i) {
        vector.push_back(i * i);
        list.add() = i * i;
    }
    bool kept = true;
    for (std::uint64_t i = 0; i < count; ++i) {
        kept = kept && vector[i] == i * i && list[i] == i * i;
    }
    CHECK(kept);
    list.clear();
    CHECK(list.empty());
    CHECK(list.add() == 0);
}

}  // namespace large_lists_test
