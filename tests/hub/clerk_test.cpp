// The hub's signature below a checkpoint, against the note that Go's tests publish
// (golang.org/x/mod/sumdb/note): one key and one text have one Ed25519 signature.
#include "hub/clerk.hpp"

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>

#include "hub/folder.hpp"
#include "hub/signed_list.hpp"
#include "interchange/base64.hpp"

namespace clerk_test {

// What was brought to the disk by name.
std::atomic<ino_t> last_folder_synced{0};

}  // namespace clerk_test

// In place of the C library's: what it is asked for is seen.
extern "C" int fsync(int file) {
    struct stat about {};
    if (fstat(file, &about) == 0 && S_ISDIR(about.st_mode)) {
        clerk_test::last_folder_synced = about.st_ino;
    }
    return static_cast<int>(syscall(SYS_fsync, file));
}

namespace clerk_test {

using namespace palabre;

TEST_CASE("a hub's new key is on the disk, and so is its name in the folder", "[hub][clerk]") {
    const hub_folder::Folder folder;
    struct stat about {};
    REQUIRE(stat(folder.path.c_str(), &about) == 0);
    last_folder_synced = 0;
    const auto made = hub::Clerk::in(folder.path);
    REQUIRE(made.ok());
    CHECK(last_folder_synced == about.st_ino);
    CHECK(hub::Clerk::in(folder.path).value().key() == made.value().key());
}

TEST_CASE("the hub signs a note to the byte as others do", "[hub][note]") {
    // The key's type, then its seed.
    const std::string typed = from_base64("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz").value();
    seal::Seed seed;
    std::copy(typed.begin() + 1, typed.end(), seed.bytes.begin());
    const seal::KeyPair keys = seal::key_pair_from(seed);
    const std::string text =
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n";
    CHECK(hub::signed_note("PeterNeumann", text, keys.public_key, seal::sign(keys, text)) ==
          "If you think cryptography is the answer to your problem,\n"
          "then you don't know what your problem is.\n\n"
          "\xe2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSN"
          "XgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");
}

}  // namespace clerk_test
