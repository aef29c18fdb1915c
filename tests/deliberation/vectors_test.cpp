#include <algorithm>
#include <catch2/catch_all.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "deliberation/naive/fold.hpp"
#include "interchange/replay.hpp"
#include "seal/seal.hpp"

namespace palabre::vectors_test {
namespace {

using naive::Json;

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::optional<std::string> text_at(const Json& object, const char* key) {
    return object.at(key).is_null() ? std::nullopt
                                    : std::optional(object.at(key).get<std::string>());
}

/// Whether `got` says what is expected: of objects the named keys, of lists every item.
bool says(const Json& expected, const Json& got) {
    if (expected.is_number() && got.is_number()) {
        return std::abs(expected.get<double>() - got.get<double>()) <= 1e-12;
    }
    if (expected.type() != got.type()) return false;
    if (expected.is_array()) {
        return std::equal(expected.begin(), expected.end(), got.begin(), got.end(), says);
    }
    if (!expected.is_object()) return expected == got;
    if (expected.empty()) return got.empty();
    return std::all_of(expected.items().begin(), expected.items().end(), [&](const auto& member) {
        return got.contains(member.key()) && says(member.value(), got[member.key()]);
    });
}

void check(const Json& expected, const Json& got) {
    for (const auto& [key, value] : expected.items()) {
        INFO(key << ": expected " << value.dump(1) << "\ngot " << got.value(key, Json()).dump(1));
        CHECK((got.contains(key) && says(value, got[key])));
    }
}

}  // namespace

TEST_CASE("every rule of docs/entry.md holds on its test vector", "[vectors]") {
    std::size_t vectors = 0;
    for (const auto& found : std::filesystem::directory_iterator(PALABRE_VECTORS)) {
        if (found.path().extension() != ".json") continue;
        ++vectors;
        const Json vector = Json::parse(file_text(found.path()));
        const std::string log =
            file_text(std::filesystem::path(found.path()).replace_extension(".ndjson"));
        INFO(found.path().stem().string() << ": " << vector.at("rule").get<std::string>());

        ReplayOptions options;
        options.owner = text_at(vector, "owner");
        options.debate = text_at(vector, "debate");
        options.check = seal::verify_entry;
        options.check_token = seal::verify_token;
        naive::ReplayInput input;
        input.owner = options.owner;
        input.debate = options.debate;
        input.declared = text_at(vector, "declared");
        if (input.declared) {
            auto outline = outline_from_json(*input.declared);
            REQUIRE(outline.ok());
            options.page = std::move(outline).value();
        }
        check(vector.at("expect"), Json::parse(replay(log, options)));
        check(vector.at("expect"), naive::replay(log, input));
    }
    CHECK(vectors >= 80);
}

}  // namespace palabre::vectors_test
