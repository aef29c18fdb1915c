#include <catch2/catch_all.hpp>
#include <string>

#include "seal/seal.hpp"
#include "seal/vectors.hpp"

namespace published_vectors_test {

using namespace palabre;

namespace {

/// Whether the published signature is good, whatever its length says.
bool is_good(const nlohmann::json& vector) {
    const std::string signature = vector.at("signature");
    if (signature.size() != 2 * sizeof(seal::Signature)) return false;
    return seal::verify(fixed_from_hex<seal::PublicKey>(vector.at("key")),
                        from_hex(vector.at("message")), fixed_from_hex<seal::Signature>(signature));
}

}  // namespace

TEST_CASE("a signature is good or not as the published vectors say", "[seal][literature]") {
    const std::string file = GENERATE("rfc8032.json", "taming-eddsa.json", "wycheproof.json");
    for (const auto& vector : vectors_of(file)) {
        INFO(file << " " << vector.at("name"));
        CHECK(is_good(vector) == vector.at("good").get<bool>());
    }
}

TEST_CASE("keys and signatures follow from seeds as RFC 8032 says", "[seal][literature]") {
    for (const auto& vector : vectors_of("rfc8032.json")) {
        INFO(vector.at("name"));
        const auto keys = seal::key_pair_from(fixed_from_hex<seal::Seed>(vector.at("seed")));
        CHECK(keys.public_key.bytes == fixed_from_hex<seal::PublicKey>(vector.at("key")).bytes);
        CHECK(seal::sign(keys, from_hex(vector.at("message"))).bytes ==
              fixed_from_hex<seal::Signature>(vector.at("signature")).bytes);
    }
}

// With S = 0 and both points of small order, ZIP 215 accepts all of these, OpenSSL some: whoever
// publishes such a key could let anybody write in its name.
TEST_CASE("nobody signs with points of small order, in any of their 14 forms",
          "[seal][literature]") {
    const auto points = vectors_of("small-order.json");
    REQUIRE(points.size() == 14);
    for (const auto& key : points) {
        for (const auto& first_half : points) {
            INFO("key " << key.at("name") << ", R " << first_half.at("name"));
            const std::string signature =
                first_half.at("point").get<std::string>() + std::string(64, '0');
            CHECK_FALSE(seal::verify(fixed_from_hex<seal::PublicKey>(key.at("point")), "Zcash",
                                     fixed_from_hex<seal::Signature>(signature)));
        }
    }
}

}  // namespace published_vectors_test
