#pragma once

#include <cstdint>
#include <optional>

namespace palabre {

// Consent: a proposal stands unless somebody objects, which is another question than who likes it
// best. Objections carry reasons, and people read those before any count.
// Source: Endenburg, Sociocracy: The Organization of Decision-Making, Eburon 1998.

enum class ConsentPosition : std::uint8_t { consent, concern, objection, stand_aside };

struct ConsentRule {
    std::int64_t max_objections = 0;
    std::int64_t quorum = 0;                      ///< so many must answer
    std::optional<std::int64_t> max_stand_aside;  ///< nothing: any number may
};

enum class ConsentOutcome : std::uint8_t {
    no_quorum,
    blocked,      ///< more objections than the rule bears
    not_carried,  ///< too many stand aside
    consent_with_concerns,
    consent
};

struct ConsentCounts {
    std::int64_t consents = 0;
    std::int64_t concerns = 0;
    std::int64_t objections = 0;
    std::int64_t stand_aside = 0;

    [[nodiscard]] std::int64_t answered() const {
        return consents + concerns + objections + stand_aside;
    }
    friend bool operator==(const ConsentCounts&, const ConsentCounts&) = default;
};

/// The first outcome that applies, in the order of ConsentOutcome.
[[nodiscard]] ConsentOutcome decide_consent(const ConsentCounts& counts, const ConsentRule& rule);

/// The same counts while positions come, change and go: O(1) each.
class ConsentCounter {
  public:
    /// `weight` people more, or fewer where below 0.
    void add(ConsentPosition position, std::int64_t weight);
    [[nodiscard]] const ConsentCounts& counts() const { return counts_; }

  private:
    ConsentCounts counts_;
};

}  // namespace palabre
