#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "interchange/live_debate.hpp"
#include "seal/seal.hpp"

namespace palabre {

/// Signs entries one after another into a log.
class EntryWriter {
  public:
    EntryWriter(const seal::KeyPair& keys, std::string_view debate_id);

    /// Goes on where `debate` stands: numbers, clock and latest stamp.
    void go_on_from(const LiveDebate& debate);

    [[nodiscard]] const std::string& author() const { return author_; }
    [[nodiscard]] const std::string& debate_id() const { return debate_id_; }

    /// Signs `body`; the entry's id. `at` is ms since 1970.
    std::string add(std::string_view body, std::int64_t at);
    /// The lines so far, each with its line feed.
    [[nodiscard]] const std::string& lines() const { return lines_; }
    [[nodiscard]] std::size_t count() const { return count_; }

    /// A salt that follows from the key and what a source calls a thing, so that importing it again
    /// gives the same body. Nobody without the secret seed can compute it: else a short text that
    /// was erased could be guessed from its hash.
    [[nodiscard]] std::string salt_for(std::string_view format, std::string_view id) const;

  private:
    seal::KeyPair keys_;
    std::string author_;
    std::string debate_id_;
    std::uint64_t n_ = 0;
    std::uint64_t clock_ = 0;
    std::string seen_;
    std::string lines_;
    std::size_t count_ = 0;
};

/// The line that a log begins with: which debate, and whose.
[[nodiscard]] std::string first_line(std::string_view debate_id, std::string_view owner);

/// The hash in a head: SHA-256 of the body's bytes.
[[nodiscard]] std::string body_hash(std::string_view body);

}  // namespace palabre
