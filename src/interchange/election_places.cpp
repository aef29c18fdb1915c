#include "interchange/election_places.hpp"

namespace palabre {

Result<Exact> read_exact(const JsonPlace& place) {
    if (place.value().kind == LocatedJson::Kind::whole) return Exact(place.value().whole);
    if (place.value().kind == LocatedJson::Kind::text) {
        const auto number = Exact::parse(place.value().text);
        if (number.ok()) return number.value();
    }
    return place.refuse("this must be a whole number or a fraction such as \"-9/25\"");
}

Result<std::int64_t> read_count(const JsonPlace& line, const std::vector<JsonPlace>& parts,
                                std::int64_t& total) {
    if (parts.size() != 2) return line.refuse("this must be a pair that begins with a count");
    PALABRE_TRY(count, parts.front().whole(0, largest_count));
    if (count > ballots_max - total) return line.refuse("these are more than 2^62 ballots");
    total += count;
    return count;
}

Result<std::size_t> read_options(const JsonPlace& file) {
    PALABRE_TRY(place, file.field("options"));
    // A list of names says how many there are.
    if (place.value().kind == LocatedJson::Kind::list &&
        place.value().items.size() <= static_cast<std::size_t>(options_max)) {
        return place.value().items.size();
    }
    PALABRE_TRY(options, place.whole(0, options_max));
    return static_cast<std::size_t>(options);
}

}  // namespace palabre
