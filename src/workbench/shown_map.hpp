#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interchange/live_debate.hpp"
#include "map/map.hpp"

namespace palabre::workbench {

/// The map of the debate that is shown. What is open, chosen and supposed stays with its claim
/// while time moves.
class ShownMap {
  public:
    /// The map of no claims but the thesis.
    ShownMap();
    /// Shows `debate` as it is now.
    void follow(const LiveDebate& debate);

    [[nodiscard]] map::Map& picture() { return *map_; }
    [[nodiscard]] const map::Map& picture() const { return *map_; }
    /// The id of the claim in a row; "~" of the thesis.
    [[nodiscard]] const std::string& claim(map::Row row) const { return places_[row].first; }
    /// The first row of a claim, or no_row.
    [[nodiscard]] map::Row row_of(std::string_view claim) const;
    [[nodiscard]] const std::string& chosen() const { return chosen_; }
    /// Chooses a claim, "" for none; shows where it is.
    void choose(std::string_view claim);

  private:
    using Place = std::pair<std::string, std::string>;  // claim and parent

    std::unique_ptr<map::Map> map_;
    std::vector<Place> places_;  // by row
    std::map<Place, map::Row> rows_;
    std::string chosen_;
};

/// What a row of the columns says, in their order: the ids of the claim and of its parent.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> places_of(std::string_view columns);

/// A claim's strength under each semantics, for a table.
struct WeighedRow {
    map::Row row = map::no_row;
    std::array<double, 4> strengths{};  ///< in the order of Semantics
    double apart = 0.0;                 ///< the largest less the smallest
};

/// All claims at their first places; those on which the semantics differ most first where `apart`,
/// else as the columns have them.
[[nodiscard]] std::vector<WeighedRow> weighed_rows(const map::Map& map, bool apart);

}  // namespace palabre::workbench
