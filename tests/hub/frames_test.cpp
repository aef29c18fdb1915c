// Frames of WebSocket, against the examples of RFC 6455 and RFC 3174.
#include "hub/frames.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "hub/sha1.hpp"

namespace frames_test {

using namespace palabre::hub;

namespace {

std::string bytes(std::initializer_list<int> list) {
    std::string out;
    for (const int each : list) out += static_cast<char>(each);
    return out;
}

std::string hex(const std::array<std::uint8_t, 20>& digest) {
    std::string out;
    for (const std::uint8_t byte : digest) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

// A client's frame whose mask is zero, so that its payload can be read.
std::string masked(int first, const std::string& payload) {
    std::string out = bytes({first, 0x80 | static_cast<int>(payload.size())});
    return out + std::string(4, '\0') + payload;
}

}  // namespace

TEST_CASE("SHA-1 gives the digests of RFC 3174", "[hub][frames]") {
    CHECK(hex(sha1("abc")) == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(hex(sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    CHECK(hex(sha1(std::string(1000000, 'a'))) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST_CASE("the handshake is answered as in RFC 6455, section 1.3", "[hub][frames]") {
    CHECK(accept_key("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST_CASE("frames are the examples of RFC 6455, section 5.7", "[hub][frames]") {
    CHECK(text_frame("Hello") == bytes({0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f}));
    CHECK(ping_frame("Hello") == bytes({0x89, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f}));
    CHECK(text_frame(std::string(256, 'x')).substr(0, 4) == bytes({0x81, 0x7e, 0x01, 0x00}));
    CHECK(text_frame(std::string(65536, 'x')).substr(0, 10) ==
          bytes({0x81, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0}));
    FrameReader reader(100);
    std::vector<Incoming> got;
    const std::string hello =
        bytes({0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58});
    REQUIRE(reader.take(hello, got));
    REQUIRE(got.size() == 1);
    CHECK(got[0].payload == "Hello");
}

TEST_CASE("a message comes out the same however it is cut", "[hub][frames]") {
    const std::string wire = masked(0x01, "Hel") + masked(0x89, "ping") + masked(0x80, "lo") +
                             masked(0x81, "") + masked(0x81, "next");
    for (std::size_t size = 1; size <= wire.size(); ++size) {
        FrameReader reader(100);
        std::vector<Incoming> got;
        for (std::size_t at = 0; at < wire.size(); at += size) {
            REQUIRE(reader.take(std::string_view(wire).substr(at, size), got));
        }
        REQUIRE(got.size() == 4);
        CHECK(got[0].is == Incoming::Is::ping);
        CHECK(got[0].payload == "ping");
        CHECK(got[1].payload == "Hello");
        CHECK(got[2].payload.empty());
        CHECK(got[3].payload == "next");
        CHECK(reader.kept() == 0);
    }
}

TEST_CASE("a frame beyond the limit is refused before a byte of it is kept", "[hub][frames]") {
    FrameReader reader(1000);
    std::vector<Incoming> got;
    CHECK_FALSE(reader.take(bytes({0x81, 0xfe, 0x03, 0xe9, 0, 0, 0, 0}), got));
    CHECK(reader.fault() == CloseCode::too_long);
    CHECK(reader.kept() == 0);
    FrameReader exact(1000);
    CHECK(exact.take(bytes({0x81, 0xfe, 0x03, 0xe8, 0, 0, 0, 0}), got));
}

TEST_CASE("a length that is not the shortest breaks the protocol", "[hub][frames]") {
    std::vector<Incoming> got;
    FrameReader two(100000);
    CHECK_FALSE(two.take(bytes({0x81, 0xfe, 0x00, 0x7d, 0, 0, 0, 0}), got));
    CHECK(two.fault() == CloseCode::protocol);
    FrameReader eight(100000);
    CHECK_FALSE(eight.take(bytes({0x81, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0}), got));
    CHECK(eight.fault() == CloseCode::protocol);
}

}  // namespace frames_test
