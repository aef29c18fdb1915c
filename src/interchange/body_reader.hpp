#pragma once

#include <string_view>

#include "deliberation/entry.hpp"
#include "deliberation/ledger.hpp"
#include "deliberation/outline.hpp"
#include "interchange/strict_json.hpp"

namespace palabre {

/// The words of a body that the fold itself does not need, for showing; views into the reader.
struct BodyWords {
    std::string_view text;
    std::string_view lang;
    std::string_view reason;  ///< of hide and flag
    std::vector<std::string_view> sources;
    std::uint32_t from = 0;  ///< token of `from`, or 0
};

/// Reads bodies: what they say, or why they are void by themselves (docs/entry.md, sections 1, 4).
class BodyReader {
  public:
    /// `text` is valid UTF-8; texts that refer, and keys, are interned in `ledger`.
    [[nodiscard]] Body read(std::string_view text, Ledger& ledger) {
        parse(text);
        return read(ledger);
    }

    // The same in steps, so that what `text` names can come from memory while others work.
    void parse(std::string_view text);
    /// Says that these names will be looked up; and then, that they will be compared.
    void expect(const Interner& refs) const;
    void expect_texts(const Interner& refs) const;
    [[nodiscard]] Body read(Ledger& ledger);
    /// What it does, as it says; unknown where it is no body.
    [[nodiscard]] Verb verb() const;

    /// The words of a body that was read before without a flaw.
    [[nodiscard]] BodyWords words(std::string_view text);
    /// The tokens of the last body read.
    [[nodiscard]] const StrictJson& json() const { return json_; }

  private:
    template <class Each>
    void each_name(Each each) const;

    StrictJson json_;
    std::size_t size_ = 0;
    bool is_body_ = false;
};

/// The field names of a verb, blanks between; "" for an unknown one.
[[nodiscard]] std::string_view fields_of(Verb verb);

/// The question in the object at `object`, or nothing where a field has not its form.
[[nodiscard]] std::optional<QuestionText> read_question(const StrictJson& json,
                                                        std::uint32_t object);
/// The outline in the object at `object` where every field has its form and every hashed id is
/// the one of its text; else nothing.
[[nodiscard]] std::optional<Outline> read_outline(const StrictJson& json, std::uint32_t object);

}  // namespace palabre
