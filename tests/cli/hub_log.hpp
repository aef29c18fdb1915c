#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/base64url.hpp"
#include "interchange/base64.hpp"
#include "interchange/signed_note.hpp"
#include "seal/naive_tree.hpp"
#include "seal/seal.hpp"
#include "support/signed_entry.hpp"

/// A hub's log, made by hand, with what such a hub signs of it and proves.
namespace hub_log {

using namespace palabre;
using support::OrderedJson;

inline constexpr const char* debate = "test.example/square";
inline constexpr const char* origin = "hub.example.org/test.example/square";

inline seal::KeyPair keys_of(const support::Author& author) {
    seal::Seed seed;
    std::copy_n(author.secret.begin(), seed.bytes.size(), seed.bytes.begin());
    return seal::key_pair_from(seed);
}

/// Eleven entries in a hub's order: its open and a stamp; three times two claims and a stamp.
struct Hub {
    support::Author hub = support::author_named("hub");
    support::Author ada = support::author_named("ada");
    std::vector<support::SignedEntry> entries;
    std::int64_t hub_n = 0;
    std::int64_t ada_n = 0;
    std::vector<std::string> unstamped;

    explicit Hub(bool clerk = true) {
        const auto clerks =
            clerk ? OrderedJson::array({hub.key}) : OrderedJson::array({OrderedJson(ada.key)});
        add(hub, ++hub_n, "open", {{"title", "Square"}, {"fold", 1}, {"clerks", clerks}});
        stamp();
        for (int i = 0; i < 3; ++i) {
            claim("Claim " + std::to_string(2 * i));
            claim("Claim " + std::to_string(2 * i + 1));
            stamp();
        }
    }
    support::SignedEntry made(const support::Author& author, std::int64_t n, std::string_view verb,
                              const OrderedJson& fields) const {
        const auto place = static_cast<std::int64_t>(entries.size()) + 1;
        return support::make_entry(
            author, {debate, n, place, "", 0},
            support::body_text(static_cast<std::uint64_t>(place), verb, fields));
    }
    void add(const support::Author& author, std::int64_t n, std::string_view verb,
             const OrderedJson& fields) {
        entries.push_back(made(author, n, verb, fields));
        if (verb != "stamp") unstamped.push_back(entries.back().id);
    }
    void claim(const std::string& text) {
        add(ada, ++ada_n, "claim", {{"parent", "~"}, {"stance", "pro"}, {"text", text}});
    }
    void stamp() {
        ++hub_n;
        add(hub, hub_n, "stamp", {{"time", 1000 * hub_n}, {"ids", unstamped}});
        unstamped.clear();
    }

    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> all;
        for (const support::SignedEntry& each : entries) all.push_back(each.line());
        return all;
    }
    [[nodiscard]] std::string log(const std::vector<std::string>& lines) const {
        std::string text =
            R"({"debate":")" + std::string(debate) + R"(","owner":")" + hub.key + "\"}\n";
        for (const std::string& each : lines) text += each + "\n";
        return text;
    }
    [[nodiscard]] std::string log() const { return log(lines()); }
    [[nodiscard]] naive_tree::List leaves() const {
        naive_tree::List all;
        for (const support::SignedEntry& each : entries) all.push_back(each.line_without_body());
        return all;
    }
    [[nodiscard]] Digest root(std::size_t size) const {
        return naive_tree::naive_root(leaves(), 0, size);
    }
    [[nodiscard]] std::string checkpoint(std::size_t size, const Digest& root,
                                         const std::string& name = origin) const {
        SignedNote note;
        note.text = name + "\n" + std::to_string(size) + "\n" + to_base64(root) + "\n";
        const seal::KeyPair keys = keys_of(hub);
        const seal::Signature signature = seal::sign(keys, note.text);
        note.signatures.push_back(
            {name, note_key_id(name, NoteSignatureType::ed25519, keys.public_key.bytes),
             std::string(signature.bytes.begin(), signature.bytes.end())});
        return write_note(note);
    }
    [[nodiscard]] std::string checkpoint(std::size_t size) const {
        return checkpoint(size, root(size));
    }
    [[nodiscard]] std::string inclusion(std::size_t position, std::size_t size) const {
        return proof("inclusion", "position", position, "size", size,
                     naive_tree::naive_path(position - 1, leaves(), 0, size));
    }
    [[nodiscard]] std::string consistency(std::size_t from, std::size_t to) const {
        return proof("consistency", "from", from, "to", to,
                     naive_tree::naive_subproof(from, leaves(), 0, to, true));
    }
    static std::string proof(const char* type, const char* a, std::size_t first, const char* b,
                             std::size_t size, const naive_tree::Path& path) {
        OrderedJson json{{"type", type}, {"debate", debate}, {a, first}, {b, size}};
        json["path"] = OrderedJson::array();
        for (const Digest& each : path) json["path"].push_back(to_base64url(each));
        return json.dump() + "\n";
    }
};

}  // namespace hub_log
