#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "seal/seal.hpp"
#include "workbench/hands.hpp"
#include "workbench/timeline.hpp"

namespace palabre::workbench {

/// What a room says, typed as fast as it is said: each line is an ordinary entry, signed by the
/// room's key, kept before it counts. Lines go below one claim, on one side, until told otherwise.
class Room {
  public:
    /// Told once whether a line is kept.
    using Kept = std::function<void(const Result<bool>& kept)>;
    /// Told once what became of what was said: the id of its entry, once it is kept and counts.
    using Told = std::function<void(const Result<std::string>& said)>;

    /// What the room is lent by the machine that it runs on.
    struct Means {
        seal::KeyPair keys;
        /// 16 random bytes in base64url. Errors: "no-randomness".
        std::function<Result<std::string>()> salt;
        /// Keeps an entry's line, without its line feed, so that it outlives a fall of power, and
        /// then calls `kept`: at once, or later where that takes time. Errors: "file".
        std::function<void(std::string_view line, Kept kept)> keep;
    };
    /// Edge: `timeline` outlives the room.
    Room(Timeline& timeline, Means means);

    /// The room's key.
    [[nodiscard]] const std::string& author() const { return author_; }

    /// Where the next line goes.
    [[nodiscard]] const std::string& parent() const { return parent_; }
    [[nodiscard]] Stance stance() const { return stance_; }
    [[nodiscard]] const std::string& last() const { return last_; }  ///< said here, or ""
    void stand_below(std::string_view claim);
    void choose_side(Stance stance) { stance_ = stance; }
    /// Below the line said last. False where there is none.
    bool go_under();
    /// Below what the parent itself answers. False below the thesis.
    bool go_out();

    /// A claim. A plus or minus before it and a space choose its side, and that of those after it;
    /// alone they say nothing, and the id is "".
    /// Errors: as compose and Means; "keeping" while another entry is being kept; nothing was said
    /// then.
    void say(std::string_view typed, std::int64_t at, Told told);
    /// What a table counted for a question of Timeline::present. `source` says how, in the room's
    /// language. Errors: the same; "hands" where a figure is below 0 or above hands_max, or their
    /// number is not that of the choices; "table" where the table has no name.
    void count(QuestionIndex question, const TableCount& counted, std::string_view source,
               std::int64_t at, const Told& told);

  private:
    void publish(std::string_view intent, Told told);

    Timeline* timeline_;
    Means means_;
    std::string author_;
    std::string parent_ = "~";
    std::string last_;
    Stance stance_ = Stance::pro;
    bool keeping_ = false;
};

}  // namespace palabre::workbench
