#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliberation/debate.hpp"
#include "deliberation/sha256.hpp"
#include "deliberation/text_store.hpp"
#include "interchange/body_reader.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/live_tallies.hpp"
#include "weighing/live_strengths.hpp"

namespace palabre {

/// A debate with its bytes: lines come in, the fold, the strengths and the tallies follow.
class LiveDebate {
  public:
    /// Settled, with what the page declares; `anchor` is the owner's key or "".
    /// `check_token` says whether a site signed a token; without it all count as signed.
    /// `book` counts what needs more than the sums of the common ballots; without it those tallies
    /// are null. `mandates` counts what people vote for others, likewise.
    LiveDebate(std::string_view debate_id, std::string_view anchor, Outline page,
               LineReader::CheckSignature check = nullptr, RuleBook book = nullptr,
               const MandateBook* mandates = nullptr, CheckToken check_token = nullptr);

    struct Applied {
        std::uint32_t known = 0;  ///< lines that brought nothing new
        std::vector<std::pair<std::size_t, std::string_view>> malformed;  ///< line from 1, reason
        std::vector<EntryIndex> fresh;
    };
    /// Takes NDJSON lines; nothing counts before `settle`. `first_line` is the number of the
    /// first of them, and 1 only where a file begins.
    void take(std::string_view lines, std::size_t first_line, Applied& applied);
    /// Takes one line that was read already.
    void take(const LogLine& line, std::size_t number, Applied& applied);
    /// Brings fold, strengths and tallies up to date; what changed is added to `changed`.
    void settle();

    /// What the settlings since last asked changed, each claim, question and remark once.
    struct Changed {
        bool all = false;
        bool thesis = false;
        std::vector<ClaimIndex> claims;
        std::vector<QuestionIndex> questions;
        std::vector<RemarkIndex> remarks;
        std::vector<KeyId> names;
    };
    [[nodiscard]] Changed take_changed();

    [[nodiscard]] Debate& debate() { return debate_; }
    [[nodiscard]] const Debate& debate() const { return debate_; }
    [[nodiscard]] const LiveStrengths& strengths() const { return strengths_; }
    [[nodiscard]] const LiveTallies& tallies() const { return tallies_; }
    [[nodiscard]] const std::string& id() const { return id_; }
    [[nodiscard]] std::uint32_t revision() const { return revision_; }

    /// The body's text; "" where it is not there or erased.
    [[nodiscard]] std::string_view body(EntryIndex entry) const;
    [[nodiscard]] std::string head(EntryIndex entry) const;
    [[nodiscard]] std::string line(EntryIndex entry) const;
    /// Lines of heads of another version, each once, as they came first.
    [[nodiscard]] const Interner& other_versions() const { return others_; }

    /// The words of an entry's body. Views stay valid until the next call.
    [[nodiscard]] BodyWords words(EntryIndex entry) const { return words_.words(body(entry)); }
    [[nodiscard]] const StrictJson& words_json() const { return words_.json(); }
    /// The present text of a claim, or nothing where it is erased.
    [[nodiscard]] std::optional<std::string> text(ClaimIndex claim) const;
    [[nodiscard]] std::optional<std::string> text(const Remark& remark) const;
    /// The name that an author gave, or "".
    [[nodiscard]] std::string name(KeyId author) const;

  private:
    void keep_bytes(EntryIndex entry, const LogLine& line, const Digest& hash);
    [[nodiscard]] std::string signature(EntryIndex entry) const;

    static constexpr std::uint32_t no_body = 0xffffffffU;
    static constexpr std::size_t signature_size = 64;
    struct Kept {
        /// The signature's 64 bytes, then the body, else what the head says is its hash.
        const char* bytes = nullptr;
        std::uint32_t body_size = no_body;
        RefId seen;

        [[nodiscard]] std::string_view body() const {
            if (body_size == no_body) return {};
            return {bytes + signature_size, body_size};
        }
    };

    std::string id_;
    Debate debate_;
    LiveStrengths strengths_;
    LiveTallies tallies_;
    LineReader lines_;
    BodyReader bodies_;
    mutable BodyReader words_;
    TextStore store_;
    BlockList<Kept> kept_;
    Interner others_;
    Changed changed_;
    std::uint32_t revision_ = 0;
};

/// The line of an entry: {"head","sig","body"}, without "body" where it is not there.
[[nodiscard]] std::string write_line(std::string_view head, std::string_view sig,
                                     const std::string_view* body);

/// The claim that a remark stands under, answers to remarks too; none where that is gone.
[[nodiscard]] ClaimIndex claim_under(const Debate& debate, const Remark& remark);

}  // namespace palabre
