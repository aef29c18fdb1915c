#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palabre {

/// A message in both languages; `{key}` in it stands for what is given with it.
struct Message {
    std::string_view name;
    std::string_view french;
    std::string_view english;
};

/// What minutes say, sorted by name.
[[nodiscard]] std::span<const Message> minutes_catalogue();

/// What is said in French or English where no page is. The element has catalogues of its own.
class Words {
  public:
    /// French where the tag begins with `fr`, else English. The catalogue is sorted by name.
    explicit Words(std::string_view lang, std::span<const Message> catalogue = minutes_catalogue())
        : catalogue_(catalogue), french_(lang.substr(0, 2) == "fr") {}

    [[nodiscard]] std::string_view lang() const { return french_ ? "fr" : "en"; }
    /// The message of that name, `{key}` in it replaced; the name itself where there is none.
    [[nodiscard]] std::string say(
        std::string_view name,
        std::initializer_list<std::pair<std::string_view, std::string_view>> given = {}) const;
    /// `a, b and c`.
    [[nodiscard]] std::string list(const std::vector<std::string>& items) const;
    /// A whole or decimal number as one writes it, without zeros at its end.
    [[nodiscard]] std::string written(std::string_view exact) const;
    /// A whole number or `p/q`, times `scale`, to two places at most; as it is where it is neither
    /// or too large.
    [[nodiscard]] std::string decimal(std::string_view exact, std::int64_t scale = 1) const;

  private:
    std::span<const Message> catalogue_;
    bool french_;
};

}  // namespace palabre
