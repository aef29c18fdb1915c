// Notes and checkpoints as C2SP has them. The examples are those of its signed-note and
// tlog-checkpoint, and of Go's own reader of notes (golang.org/x/mod/sumdb/note).
#include "interchange/signed_note.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "interchange/base64.hpp"
#include "interchange/checkpoint.hpp"

namespace signed_note_test {

using namespace palabre;

namespace {

const std::string dash = "\xe2\x80\x94 ";
const std::string peter_text =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
const std::string peter_line =
    dash +
    "PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngot"
    "pRZb6KE6RyyBwJnAM=\n";
const std::string peter = peter_text + "\n" + peter_line;
constexpr const char* peter_key =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

const std::string sofa_text =
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
const std::string sofa = sofa_text + "\n" + dash +
                         "example.com/behind-the-sofa "
                         "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gG"
                         "zGku9nTo+zyWE+xeMcTOAYQ8=\n";

std::span<const std::uint8_t> bytes_of(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string where(const std::string& note) {
    const auto read = read_note(note);
    if (read) return "read";
    return read.fault().where + ": " + read.fault().what;
}

std::string checkpoint_fault(const std::string& text) {
    const auto read = read_checkpoint(text);
    if (read) return "read";
    return read.fault().where + ": " + read.fault().what;
}

}  // namespace

TEST_CASE("the published notes are read, and written again to the byte", "[interchange][note]") {
    for (const std::string& each : {peter, sofa}) {
        const auto note = read_note(each);
        REQUIRE(note.ok());
        CHECK(write_note(note.value()) == each);
    }
    const SignedNote note = read_note(peter).value();
    CHECK(note.text == peter_text);
    REQUIRE(note.signatures.size() == 1);
    CHECK(note.signatures[0].name == "PeterNeumann");
    CHECK(note.signatures[0].key_id == 0xc74f20a3);
    CHECK(note.signatures[0].bytes.size() == 64);
}

TEST_CASE("a key's id and its text are the published ones", "[interchange][note]") {
    const std::string typed = from_base64(std::string(peter_key).substr(22)).value();
    REQUIRE(typed.size() == 33);
    const std::string key = typed.substr(1);
    CHECK(note_key_id("PeterNeumann", NoteSignatureType::ed25519, bytes_of(key)) == 0xc74f20a3);
    CHECK(note_verifier_key("PeterNeumann", bytes_of(key)) == peter_key);
    CHECK(note_key_id("EnochRoot", NoteSignatureType::ed25519, bytes_of(key)) != 0xc74f20a3);
}

TEST_CASE("signatures of unknown keys and types are carried through", "[interchange][note]") {
    // A witness's, which is longer, and one of a type that nobody has yet.
    const std::string witnessed =
        sofa + dash + "witness.example.com/w1 " + to_base64(bytes_of(std::string(76, 'w'))) + "\n" +
        dash + "later.example " + to_base64(bytes_of("12345")) + "\n" + dash + "post.quantum/one " +
        to_base64(bytes_of(std::string(5000, 'q'))) + "\n";
    const auto note = read_note(witnessed);
    REQUIRE(note.ok());
    REQUIRE(note->signatures.size() == 4);
    CHECK(note->signatures[2].bytes == "5");
    CHECK(note->text == sofa_text);
    CHECK(write_note(note.value()) == witnessed);
}

TEST_CASE("the text of a note may have empty lines", "[interchange][note]") {
    const auto note = read_note("one\n\ntwo\n\n\n" + peter_line);
    REQUIRE(note.ok());
    CHECK(note->text == "one\n\ntwo\n\n");
}

TEST_CASE("what is no note is refused, and the line is named", "[interchange][note]") {
    CHECK(where("") == "line 1: no empty line stands before signatures");
    CHECK(where(peter_text) == "line 3: no empty line stands before signatures");
    CHECK(where(peter_text + "\n") == "line 4: there is no signature");
    CHECK(where(peter.substr(0, peter.size() - 1)) == "line 4: the line has no end");
    CHECK(where(peter + "more\n") == "line 5: a signature begins with a dash and a space");
    CHECK(where(peter_text + "\n- PeterNeumann x08go/ZJ\n") ==
          "line 4: a signature begins with a dash and a space");
    CHECK(where(peter_text + "\n" + dash + "PeterNeumann\n") ==
          "line 4: a signature is a dash, a key's name and base64");
    CHECK(where(peter_text + "\n" + dash + "Peter+Neumann x08go/ZJ\n") ==
          "line 4: a signature is a dash, a key's name and base64");
    CHECK(where(peter_text + "\n" + dash + " x08go/ZJ\n") ==
          "line 4: a signature is a dash, a key's name and base64");
    CHECK(where(peter_text + "\n" + dash + "Peter\xc2\xa0N x08go/ZJ\n") ==
          "line 4: a signature is a dash, a key's name and base64");
    // Another alphabet, no padding, a bit that is not used, no byte behind the id.
    for (const char* wrong : {"x08go_ZJ", "x08go/Y", "x08go/ZJkuB=", "x08goA==", "x08g o/ZJ"}) {
        CHECK(where(peter_text + "\n" + dash + "PeterNeumann " + wrong + "\n") ==
              "line 4: this is no signature in base64");
    }
    CHECK(where("a\tb\n\n" + peter_line) == "line 1: there is a control character");
    CHECK(where("a\r\n\n" + peter_line) == "line 1: there is a control character");
    CHECK(where("a\n\xff\n\n" + peter_line) == "line 2: this is no UTF-8");
}

TEST_CASE("a note is bounded, and sixteen signatures are within the bounds",
          "[interchange][note]") {
    std::string sixteen = peter_text + "\n";
    for (int i = 0; i < 16; ++i) sixteen += peter_line;
    CHECK(where(sixteen) == "read");
    std::string many = peter_text + "\n";
    for (std::size_t i = 0; i <= note_signatures_max; ++i) many += peter_line;
    CHECK(where(many) == "line 104: there are too many signatures");
    CHECK(where(std::string(note_bytes_max, 'a') + "\n\n" + peter_line) ==
          ": it is longer than 1000000 bytes");
}

TEST_CASE("the published checkpoint says what it says", "[interchange][checkpoint]") {
    const auto read = read_checkpoint(sofa_text);
    REQUIRE(read.ok());
    CHECK(read->origin == "example.com/behind-the-sofa");
    CHECK(read->size == 20852163);
    CHECK(to_hex(read->root) == "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62");
    CHECK(read->extensions.empty());
    CHECK(write_checkpoint(read.value()) == sofa_text);
}

TEST_CASE("further lines of a checkpoint are carried through", "[interchange][checkpoint]") {
    const std::string text = sofa_text + "one more\nand another\n";
    const auto read = read_checkpoint(text);
    REQUIRE(read.ok());
    CHECK(read->extensions.size() == 2);
    CHECK(write_checkpoint(read.value()) == text);
}

TEST_CASE("what is no checkpoint is refused, and the line is named", "[interchange][checkpoint]") {
    const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    CHECK(checkpoint_fault("o\n0\n" + root) == "read");
    CHECK(checkpoint_fault("o\n9007199254740991\n" + root) == "read");
    CHECK(checkpoint_fault("") ==
          "line 1: a checkpoint has an origin, a size and a root, each on its line");
    CHECK(checkpoint_fault("o\n1\n") ==
          "line 3: a checkpoint has an origin, a size and a root, each on its line");
    CHECK(checkpoint_fault("\n1\n" + root) == "line 1: the line is empty");
    CHECK(checkpoint_fault("o\n1\n" + root + "\n") == "line 4: the line is empty");
    CHECK(checkpoint_fault("o\n1\n" + root + "more") == "line 4: the line has no end");
    for (const char* size : {"01", "-1", "+1", "1 ", "0x1", "", "9007199254740992", "1e3"}) {
        INFO(size);
        CHECK(checkpoint_fault("o\n" + std::string(size) + "\n" + root).substr(0, 7) == "line 2:");
    }
    for (const char* hash : {"CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=", "AAAA", "?"}) {
        CHECK(checkpoint_fault("o\n1\n" + std::string(hash) + "\n") ==
              "line 3: this is no hash of 32 bytes in base64");
    }
}

// RFC 4648, section 10.
TEST_CASE("base64 has the published forms, and no other", "[interchange][base64]") {
    const std::pair<const char*, const char*> published[] = {{"", ""},
                                                             {"f", "Zg=="},
                                                             {"fo", "Zm8="},
                                                             {"foo", "Zm9v"},
                                                             {"foob", "Zm9vYg=="},
                                                             {"fooba", "Zm9vYmE="},
                                                             {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, coded] : published) {
        CHECK(to_base64(bytes_of(plain)) == coded);
        CHECK(from_base64(coded) == plain);
    }
    CHECK(to_base64(bytes_of("\xfb\xff")) == "+/8=");
    CHECK(from_base64("+/8=") == "\xfb\xff");
    for (const char* wrong :
         {"Zg", "Zg=", "Zg===", "====", "=", "Zh==", "-_8=", "Zg==Zg==", "Z g="}) {
        INFO(wrong);
        CHECK_FALSE(from_base64(wrong).has_value());
    }
}

}  // namespace signed_note_test
