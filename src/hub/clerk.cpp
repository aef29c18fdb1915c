#include "hub/clerk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "deliberation/base64url.hpp"
#include "deliberation/sha256.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/line_reader.hpp"

namespace palabre::hub {

namespace {

Fault file_fault(const std::string& path) {
    return {"storage", path, std::strerror(errno)};  // NOLINT: one thread starts a hub
}

// Whether what a folder says it holds is on the disk.
bool keep_names_in(const std::string& folder) {
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return false;
    const bool kept = fsync(file) == 0;
    close(file);
    return kept;
}

Result<bool> make_key_file(const std::string& folder, const std::string& path) {
    PALABRE_TRY(seed, seal::new_seed());
    const std::string text = to_base64url(seed.bytes) + "\n";
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) return file_fault(path);
    const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    // A debate whose clerk's key was lost with the power could never be stamped again.
    const bool kept = fsync(file) == 0;
    close(file);
    if (!written || !kept || !keep_names_in(folder)) return file_fault(path);
    return true;
}

}  // namespace

Clerk::Clerk(const seal::KeyPair& keys) : keys_(keys), key_(seal::to_text(keys.public_key)) {}

Result<Clerk> Clerk::in(const std::string& folder) {
    const std::string path = folder + "/clerk.key";
    if (access(path.c_str(), F_OK) != 0) {
        PALABRE_TRY(made, make_key_file(folder, path));
        if (!made) return file_fault(path);
    }
    return from(path);
}

Result<Clerk> Clerk::from(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    const auto seed = seal::seed_from(text);
    if (!seed) return Fault{"key", path, "this is no key file"};
    return Clerk(seal::key_pair_from(*seed));
}

Result<std::string> random_word() {
    PALABRE_TRY(seed, seal::new_seed());
    return to_base64url(std::span(seed.bytes).first(16));
}

NewRow Clerk::entry(const Place& place, std::string body) const {
    const std::string hash = to_base64url(sha256(body));
    Head head;
    head.debate = place.debate;
    head.author = key_;
    head.n = place.n;
    head.clock = place.clock;
    head.seen = place.seen;
    head.at = static_cast<std::uint64_t>(place.now);
    head.body = hash;
    NewRow row;
    row.head = write_head(head);
    row.sig = seal::sign_entry(keys_, row.head);
    row.body = std::move(body);
    return row;
}

std::string Clerk::word_for(std::string_view text) const {
    const seal::Signature signature = seal::sign(keys_, "palabre word 1\n" + std::string(text));
    const Digest digest = sha256(seal::to_text(signature));
    return to_base64url(std::span(digest).first(16));
}

NewRow Clerk::open(const Place& place, const Terms& terms, std::string_view salt) const {
    JsonWriter json;
    json.begin_object().key("salt").string(salt).key("do").string("open").key("fold").integer(1);
    // The hub has not read the page; a title there must be.
    json.key("title").string(place.debate.substr(place.debate.find('/') + 1));
    if (terms.write != WriteMode::open) json.key("write").string(to_text(terms.write));
    json.key("clerks").begin_array();
    if (terms.clerks.empty()) json.string(key_);
    for (const std::string& key : terms.clerks) json.string(key);
    json.end_array();
    if (!terms.keys.empty()) {
        json.key("sites").begin_array();
        for (const std::string& key : terms.keys) json.string(key);
        json.end_array();
    }
    json.end_object();
    return entry(place, json.take());
}

Result<NewRow> Clerk::stamp(const Place& place, std::int64_t time, std::span<const std::string> ids,
                            const Held& held) const {
    PALABRE_TRY(salt, random_word());
    JsonWriter json;
    json.begin_object().key("salt").string(salt).key("do").string("stamp");
    json.key("time").integer(time).key("ids").begin_array();
    for (const std::string& id : ids) json.string(id);
    json.end_array();
    if (!held.empty()) json.key("held").begin_object();
    for (const auto& [question, ballots] : held) {
        json.key(question).begin_array();
        for (const std::string& id : ballots) json.string(id);
        json.end_array();
    }
    if (!held.empty()) json.end_object();
    json.end_object();
    return entry(place, json.take());
}

std::string Clerk::sign(std::string_view text) const {
    return seal::to_text(seal::sign(keys_, text));
}

SignedList Clerk::sign_list(std::string_view name, std::string_view debate,
                            const seal::MerkleTree& tree) const {
    SignedList list;
    list.clerk = key_;
    list.name = name;
    list.size = tree.size();
    list.root = tree.root();
    list.sig = sign(list.checkpoint(debate));
    return list;
}

}  // namespace palabre::hub
