#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "deliberation/result.hpp"

namespace palabre::hub {

/// Work that a new key has to bring, so that making keys by the thousand costs something: ALTCHA's
/// scheme. The hub draws a number and gives out a salt and SHA-256(salt, number); whoever tries the
/// numbers from 0 on finds it. The salt says until when, for which debate and for which key, and
/// ends in `&`, so that no digit of the number can be taken for a part of it (CVE-2025-68113).
/// Nothing is kept of a challenge before it is answered: an HMAC shows that it was this hub's.
class Work {
  public:
    /// `most`: hashes that the longest search takes. `secret`: this run's; what was given out
    /// before it is void.
    Work(std::int64_t most, std::string secret) : most_(most), secret_(std::move(secret)) {}

    /// A challenge as JSON, `{"algorithm","challenge","maxnumber","salt","signature"}`, good for
    /// some minutes from `now`, ms since 1970. Errors: "no-randomness".
    [[nodiscard]] Result<std::string> challenge(std::string_view debate, std::string_view key,
                                                std::int64_t now) const;

    /// The key that `payload` (ALTCHA's: base64 of a JSON object) has done its work for, here and
    /// now. Errors: "work", the sentence saying what is wrong.
    [[nodiscard]] Result<std::string> checked(std::string_view payload, std::string_view debate,
                                              std::int64_t now) const;
    /// It has been used: it is good no more.
    void spend(std::string_view payload);
    /// Forgets what was spent and has ended anyway.
    void sweep(std::int64_t now);
    [[nodiscard]] std::size_t spent() const { return spent_.size(); }

  private:
    std::int64_t most_;
    std::string secret_;
    std::map<std::string, std::int64_t, std::less<>> spent_;  // by challenge: its end, s
};

/// Source: RFC 2104. `key` has at most 64 bytes.
[[nodiscard]] std::string hmac_sha256_hex(std::string_view key, std::string_view text);

}  // namespace palabre::hub
