#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interchange/live_debate.hpp"

namespace palabre {

/// What stands below each claim, summed once a revision for all questions asked of it.
class Overview {
  public:
    explicit Overview(const LiveDebate& debate) : debate_(&debate) {}

    struct Below {
        std::uint32_t claims = 0;  ///< shown ones, each once, at its first place
        std::uint32_t pros = 0;    ///< shown ones right below
        std::uint32_t cons = 0;
        std::uint32_t remarks = 0;  ///< shown ones on the claim itself, answers included
        std::uint64_t latest = 0;   ///< wall clock in ms of the newest claim in it or below
        bool worth = false;         ///< the claim or one below it is shown
    };
    [[nodiscard]] const Below& below(ClaimIndex claim);
    [[nodiscard]] const std::vector<std::uint32_t>& remarks_on(ClaimIndex claim);
    /// The folded words of a claim's text, for searching.
    [[nodiscard]] const std::string& folded(ClaimIndex claim);

  private:
    void refresh();
    const LiveDebate* debate_;
    std::uint32_t revision_ = 0xffffffffU;
    std::vector<Below> below_;
    std::vector<std::vector<std::uint32_t>> remarks_;
    std::vector<std::string> folded_;
    std::vector<EntryIndex> folded_from_;
};

}  // namespace palabre
