#include "bench/hub/load_entries.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "bench/figures.hpp"
#include "deliberation/base64url.hpp"
#include "deliberation/sha256.hpp"

namespace palabre::bench {
namespace {

// Long ago: no entry of the hub itself has such a time.
constexpr std::uint64_t first_time = 1'000'000'000'000;
constexpr std::uint64_t last_time = 1'100'000'000'000;

std::string quoted(std::string_view json) {
    std::string out = "\"";
    for (const char c : json) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

seal::KeyPair keys_named(std::string_view name) {
    const Digest digest = sha256(name);
    seal::Seed seed;
    std::copy(digest.begin(), digest.end(), seed.bytes.begin());
    return seal::key_pair_from(seed);
}

std::uint64_t number_at(std::string_view text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

LoadAuthor::LoadAuthor(std::string_view name, std::string debate)
    : keys_(keys_named(name)), key_(seal::to_text(keys_.public_key)), debate_(std::move(debate)) {}

std::string LoadAuthor::publish(std::uint64_t number) {
    const std::string n = std::to_string(++n_);
    const Digest salt = sha256(key_ + n);
    const std::string body =
        "{\"salt\":\"" + to_base64url({salt.data(), 16}) +
        "\",\"do\":\"claim\",\"parent\":\"~\",\"stance\":\"" + (n_ % 2 == 0 ? "pro" : "con") +
        "\",\"text\":\"Argument " + std::to_string(number) +
        ": what follows from it touches the street, the market and the school.\"}";
    const std::string head = "{\"v\":1,\"debate\":\"" + debate_ + "\",\"author\":\"" + key_ +
                             "\",\"n\":" + n + ",\"clock\":" + n +
                             ",\"seen\":\"\",\"at\":" + std::to_string(first_time + number) +
                             ",\"body\":\"" + to_base64url(sha256(body)) + "\"}";
    return "{\"type\":\"publish\",\"re\":" + n + "}\n{\"head\":" + quoted(head) + ",\"sig\":\"" +
           seal::sign_entry(keys_, head) + "\",\"body\":" + quoted(body) + "}";
}

double verifying_one() {
    constexpr int rounds = 2000;
    const seal::KeyPair keys = keys_named("verifying");
    const std::string author = seal::to_text(keys.public_key);
    const std::string head(250, 'h');
    const std::string sig = seal::sign_entry(keys, head);
    bool good = true;
    const double taken = seconds([&] {
        for (int i = 0; i < rounds; ++i) good = seal::verify_entry(author, head, sig) && good;
    });
    return good ? taken / rounds : 0;
}

void append_numbers(std::string_view message, std::vector<std::uint64_t>& numbers) {
    constexpr std::string_view key = R"(\"at\":)";
    for (std::size_t at = message.find(key); at != std::string_view::npos;
         at = message.find(key, at)) {
        at += key.size();
        const std::uint64_t time = number_at(message.substr(at, 16));
        if (time >= first_time && time < last_time) numbers.push_back(time - first_time);
    }
}

std::uint64_t field_of(std::string_view message, std::string_view name, std::uint64_t otherwise) {
    const std::string_view line = message.substr(0, message.find('\n'));
    const std::size_t at = line.find(name);
    return at == std::string_view::npos ? otherwise : number_at(line.substr(at + name.size()));
}

}  // namespace palabre::bench
