// What the domain keeps things in, beside what the standard library keeps them in.
#include <catch2/catch_all.hpp>
#include <map>
#include <memory>
#include <set>

#include "deliberation/block_list.hpp"
#include "deliberation/interner.hpp"
#include "deliberation/key_map.hpp"
#include "deliberation/ref_set.hpp"
#include "deliberation/text_store.hpp"
#include "support/random.hpp"

namespace collections_test {

using namespace palabre;
using support::Random;

namespace {

// Numbers that follow each other, such whose low half is one, and any.
std::uint64_t some_key(Random& random) {
    switch (random.below(3)) {
        case 0:
            return random.below(400);
        case 1:
            return random.below(400) << 32U;
        default:
            return random.below(20) == 0 ? random.next() : ~std::uint64_t{random.below(50)};
    }
}

// Short ones, such as ids are, and long ones; some empty, many of them again and again.
std::string some_text(Random& random) {
    const std::size_t size = random.pick(std::vector<std::size_t>{0, 1, 7, 8, 22, 24, 25, 43, 300});
    std::string text(size, static_cast<char>('a' + random.below(4)));
    for (int i = 0; i < 2 && size > 0; ++i)
        text[random.below(size)] = static_cast<char>(random.below(3));
    return text;
}

}  // namespace

TEST_CASE("a map by key holds what std::map holds, in the order of arrival", "[property]") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        Random random(seed);
        KeyMap<int> map;
        std::map<std::uint64_t, int> plain;
        std::vector<std::uint64_t> arrived;
        for (int step = 0; step < 3000; ++step) {
            const std::uint64_t key = some_key(random);
            const int value = static_cast<int>(random.below(1000));
            const bool known = plain.count(key) != 0;
            REQUIRE(map.has(key) == known);
            REQUIRE((map.find(key) != nullptr) == known);
            if (known) REQUIRE(*map.find(key) == plain[key]);
            if (random.chance(1) && random.chance(20)) {
                map.clear();
                plain.clear();
                arrived.clear();
            } else if (random.chance(30)) {
                REQUIRE(map.add(key, value) == plain.emplace(key, value).second);
                if (!known) arrived.push_back(key);
            } else if (random.chance(50)) {
                map[key] = value;
                plain[key] = value;
                if (!known) arrived.push_back(key);
            }
        }
        const auto keys = map.keys();
        REQUIRE(std::vector<std::uint64_t>(keys.begin(), keys.end()) == arrived);
        for (std::size_t i = 0; i < arrived.size(); ++i) {
            REQUIRE(map.values()[i] == plain[arrived[i]]);
        }
    }
}

TEST_CASE("a key is numbered once, and new only the first time", "[property]") {
    Random random(7);
    KeyIndex index;
    std::map<std::uint64_t, std::uint32_t> plain;
    CHECK(index.find(0) == KeyIndex::nothing);
    for (int step = 0; step < 20000; ++step) {
        const std::uint64_t key = some_key(random);
        const auto [at, fresh] = plain.emplace(key, static_cast<std::uint32_t>(plain.size()));
        if (random.chance(50))
            REQUIRE(index.add(key) == fresh);
        else
            REQUIRE(index.take(key) == at->second);
        REQUIRE(index.find(key) == at->second);
    }
}

TEST_CASE("texts that were chosen to have one hash are told apart like any") {
    // The hash's last step backwards: any number of words of eight bytes come to one place.
    const auto unmixed = [](std::uint64_t x) {
        constexpr std::uint64_t factor = 0xd6e8feb86659fd93ULL;
        std::uint64_t inverse = factor;
        for (int step = 0; step < 6; ++step) inverse *= 2 - factor * inverse;
        x ^= x >> 32U;
        x *= inverse;
        return x ^ (x >> 32U);
    };
    constexpr std::uint64_t begin = 0x9e3779b97f4a7c15ULL ^ 8U;
    constexpr std::uint32_t many = 8000;
    Interner texts;
    const auto text = [&](std::uint64_t i) {
        const std::uint64_t word = unmixed(unmixed(i << 32U)) ^ begin;
        return std::string(reinterpret_cast<const char*>(&word), sizeof word);
    };
    for (std::uint32_t i = 0; i < many; ++i) REQUIRE(texts.intern(text(i)) == i);
    for (std::uint32_t i = 0; i < many; ++i) REQUIRE(texts.find(text(i)) == i);
    for (std::uint32_t i = many; i < 2 * many; ++i) {
        REQUIRE(texts.find(text(i)) == Interner::nothing);
    }
    CHECK(texts.size() == many);
    CHECK(texts.intern(text(many - 1)) == many - 1);
}

TEST_CASE("each text has one number, and views of it stay where they are", "[property]") {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        Random random(seed);
        Interner texts;
        std::map<std::string, std::uint32_t> plain;
        std::vector<std::string_view> views;
        CHECK(texts.find("") == Interner::nothing);
        texts.expect("nobody");
        for (int step = 0; step < 5000; ++step) {
            // Room that was made changes no number, however much there is already.
            if (random.chance(1)) texts.reserve(random.below(3000));
            const std::string text = some_text(random);
            const auto known = plain.find(text);
            REQUIRE(texts.find(text) == (known == plain.end() ? Interner::nothing : known->second));
            texts.expect(text);
            const std::uint32_t number = texts.intern(text);
            REQUIRE(plain.emplace(text, static_cast<std::uint32_t>(plain.size())).first->second ==
                    number);
            if (number == views.size()) views.push_back(texts.text(number));
        }
        REQUIRE(texts.size() == plain.size());
        for (const auto& [text, number] : plain) {
            REQUIRE(texts.text(number) == text);
            REQUIRE(views[number].data() == texts.text(number).data());
        }
    }
}

TEST_CASE("a stored text stays as it was, whatever is stored behind it", "[property]") {
    Random random(16);
    TextStore store;
    std::vector<std::pair<std::string, std::string_view>> kept;
    for (int step = 0; step < 2000; ++step) {
        std::string text(random.chance(2) ? 20'000 + random.below(20'000) : random.below(200),
                         '\0');
        for (char& c : text) c = static_cast<char>(random.next());
        if (random.chance(50)) {
            kept.emplace_back(text, store.keep(text));
        } else {
            char* room = store.room(text.size());
            REQUIRE(room != nullptr);
            std::copy(text.begin(), text.end(), room);
            kept.emplace_back(text, std::string_view(room, text.size()));
        }
    }
    for (const auto& [text, view] : kept) REQUIRE(view == text);
}

TEST_CASE("a list of blocks holds what std::vector holds, and moves nothing", "[property]") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed);
        BlockList<std::unique_ptr<int>> list;
        std::vector<int> plain;
        std::vector<std::unique_ptr<int>*> places;
        for (int step = 0; step < 4000; ++step) {
            if (random.chance(60)) {
                const int value = static_cast<int>(random.below(1000));
                if (random.chance(50))
                    list.add() = std::make_unique<int>(value);
                else
                    REQUIRE(*list.push_back(std::make_unique<int>(value)) == value);
                plain.push_back(value);
                places.push_back(&list.back());
            } else if (!plain.empty()) {
                list.pop_back();
                plain.pop_back();
                places.pop_back();
            }
            if (random.chance(1) && random.chance(5)) {
                list.clear();
                plain.clear();
                places.clear();
            }
            REQUIRE(list.size() == plain.size());
            REQUIRE(list.empty() == plain.empty());
        }
        std::size_t at = 0;
        for (const std::unique_ptr<int>& each : std::as_const(list)) {
            REQUIRE(*each == plain[at]);
            REQUIRE(&each == places[at]);
            REQUIRE(list[at].get() == each.get());
            ++at;
        }
        REQUIRE(at == plain.size());
    }
}

TEST_CASE("what is added to a list of blocks where something was taken away is new", "[property]") {
    BlockList<int> list;
    list.add() = 7;
    list.pop_back();
    CHECK(list.add() == 0);
}

TEST_CASE("a set of references holds what std::set holds", "[property]") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed);
        RefSet set;
        std::set<std::uint32_t> plain;
        for (int step = 0; step < 2000; ++step) {
            const auto ref =
                static_cast<std::uint32_t>(random.below(random.chance(5) ? 100'000 : 300));
            REQUIRE(set.has(RefId(ref)) == (plain.count(ref) != 0));
            if (random.chance(1) && random.chance(10)) {
                set.clear();
                plain.clear();
            } else if (random.chance(50)) {
                set.insert(RefId(ref));
                plain.insert(ref);
            }
        }
        REQUIRE_FALSE(set.has(RefId()));
    }
}

}  // namespace collections_test
