#include "deliberation/sorting.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>

#include "support/random.hpp"

namespace sorting_test {

using namespace palabre;
using support::Random;

namespace {

struct Numbered {
    std::uint32_t key = 0;
    std::uint32_t number = 0;
    friend bool operator==(const Numbered&, const Numbered&) = default;
};

// Lists of all shapes: few keys and many, in order, turned round, one out of place.
std::vector<Numbered> some_list(Random& random, std::size_t size) {
    std::vector<Numbered> list(size);
    const std::size_t keys = random.chance(50) ? 4 : 1'000'000;
    for (Numbered& each : list) each.key = static_cast<std::uint32_t>(random.below(keys));
    const auto by_key = [](const Numbered& a, const Numbered& b) { return a.key < b.key; };
    switch (random.below(4)) {
        case 0:
            std::stable_sort(list.begin(), list.end(), by_key);
            break;
        case 1:
            std::stable_sort(list.rbegin(), list.rend(), by_key);
            break;
        case 2:
            std::stable_sort(list.begin(), list.end(), by_key);
            if (size > 0) list[random.below(size)].key = 0;
            break;
        default:
            break;
    }
    for (std::uint32_t i = 0; i < size; ++i) list[i].number = i;
    return list;
}

}  // namespace

TEST_CASE("a sorted list is what std::stable_sort makes of it", "[sorting][property]") {
    Random random(11);
    for (std::size_t size = 0; size < 400; ++size) {
        std::vector<Numbered> list = some_list(random, size);
        const std::size_t first = random.chance(30) ? random.below(size + 1) : 0;
        std::vector<Numbered> plain = list;
        const auto by_key = [](const Numbered& a, const Numbered& b) { return a.key < b.key; };
        std::stable_sort(plain.begin() + static_cast<std::ptrdiff_t>(first), plain.end(), by_key);
        sort_by(list, by_key, first);
        INFO("size " << size << " from " << first);
        REQUIRE(list == plain);
    }
}

TEST_CASE("four bytes and thirteen are sorted as eight are", "[sorting][property]") {
    struct Odd {
        char bytes[13];
    };
    Random random(13);
    for (const std::size_t size : {0U, 1U, 2U, 8U, 9U, 17U, 1000U}) {
        std::vector<std::uint32_t> numbers(size);
        std::vector<Odd> odd(size);
        for (std::size_t i = 0; i < size; ++i) {
            numbers[i] = static_cast<std::uint32_t>(random.next());
            for (char& c : odd[i].bytes) c = static_cast<char>(random.below(3));
        }
        std::vector<std::string> plain;
        for (const Odd& each : odd) plain.emplace_back(each.bytes, sizeof each.bytes);
        std::vector<std::uint32_t> sorted = numbers;
        std::sort(sorted.begin(), sorted.end());
        std::sort(plain.begin(), plain.end());
        sort_by(numbers, std::less<>{});
        sort_by(odd, [](const Odd& a, const Odd& b) {
            return std::string_view(a.bytes, 13) < std::string_view(b.bytes, 13);
        });
        CHECK(numbers == sorted);
        for (std::size_t i = 0; i < size; ++i) REQUIRE(std::string(odd[i].bytes, 13) == plain[i]);
    }
}

// n log2 n - n + 1 comparisons are what merging n things needs at most; few at a time may be
// inserted instead, in at most 28 for 8.
TEST_CASE("sorting compares n log n times at most, and n - 1 times what is in order", "[sorting]") {
    for (const std::size_t size : {2U, 8U, 9U, 100U, 4096U, 100'000U}) {
        std::vector<std::uint32_t> list(size);
        for (std::size_t i = 0; i < size; ++i) list[i] = static_cast<std::uint32_t>(i);
        std::size_t asked = 0;
        const auto counting = [&asked](std::uint32_t a, std::uint32_t b) {
            ++asked;
            return a < b;
        };
        sort_by(list, counting);
        CHECK(asked == size - 1);
        const auto most = static_cast<std::size_t>(
            static_cast<double>(size) * std::max(3.5, std::log2(static_cast<double>(size)) + 1.0));
        Random random(size);
        for (int shape = 0; shape < 3; ++shape) {
            if (shape == 0) std::reverse(list.begin(), list.end());
            if (shape > 0) random.shuffle(list);
            asked = 0;
            sort_by(list, counting);
            INFO("size " << size << ", shape " << shape);
            CHECK(asked <= most);
        }
    }
}

}  // namespace sorting_test
