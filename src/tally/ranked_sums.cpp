#include "tally/ranked_sums.hpp"

namespace palabre {

namespace {

/// The group in which each option stands, best is 0; what is not listed stands in the one after.
/// Answers how many groups there are, that one included.
template <class Groups>
std::size_t write_groups(std::span<const RankedPlace> places, Groups& group_of) {
    using Group = typename Groups::value_type;
    std::size_t group = 0;
    for (const RankedPlace place : places) group += place.last;
    for (Group& each : group_of) each = static_cast<Group>(group);
    const std::size_t groups = group + 1;
    group = 0;
    for (const RankedPlace place : places) {
        group_of[place.option] = static_cast<Group>(group);
        group += place.last;
    }
    return groups;
}

/// Compares the groups of eight ballots at once, a byte each below 128. Ballots with the count c
/// go into the planes of c's bits, so that a plane counts ballots and its sums are shifted once.
class PairwisePlane {
  public:
    static constexpr std::size_t words = 128;
    static constexpr std::size_t capacity = words * 8;

    explicit PairwisePlane(std::size_t options) : groups_(options * words) {}

    /// Whether the plane is full now.
    bool put(const std::vector<std::uint8_t>& group_of, bool strict) {
        const std::size_t word = filled_ / 8;
        const unsigned shift = static_cast<unsigned>(filled_ % 8) * 8;
        for (std::size_t i = 0; i < group_of.size(); ++i) {
            groups_[i * words + word] |= std::uint64_t{group_of[i]} << shift;
        }
        strict_ = strict_ && strict;
        return ++filled_ == capacity;
    }

    void count_into(PairwiseMatrix& pairwise, unsigned bit) {
        const std::size_t options = pairwise.options();
        for (std::size_t i = 0; i < options; ++i) {
            for (std::size_t j = i + 1; j < options; ++j) {
                // Empty bytes are equal, so they count as not over in both directions.
                const std::int64_t not_over = at_least(i, j);
                const std::int64_t all = static_cast<std::int64_t>(capacity);
                const std::int64_t over = all - not_over;  // j strictly over i
                const std::int64_t under =
                    strict_ ? static_cast<std::int64_t>(filled_) - over : all - at_least(j, i);
                pairwise(j, i) += over << bit;
                pairwise(i, j) += under << bit;
            }
        }
        groups_.assign(groups_.size(), 0);
        filled_ = 0;
        strict_ = true;
    }

  private:
    /// In how many bytes j's group is at least i's.
    [[nodiscard]] std::int64_t at_least(std::size_t i, std::size_t j) const {
        constexpr std::uint64_t high = 0x8080808080808080U;
        constexpr std::uint64_t even = 0x00FF00FF00FF00FFU;
        const std::uint64_t* a = &groups_[i * words];
        const std::uint64_t* b = &groups_[j * words];
        std::uint64_t sums = 0;  // a byte each, at most `words`
        for (std::size_t w = 0; w < words; ++w) sums += (((b[w] | high) - a[w]) & high) >> 7;
        const std::uint64_t pairs = (sums & even) + ((sums >> 8) & even);
        return static_cast<std::int64_t>((pairs * 0x0001000100010001U) >> 48);
    }

    std::vector<std::uint64_t> groups_;
    std::size_t filled_ = 0;
    bool strict_ = true;
};

constexpr std::size_t plane_groups_max = 128;
constexpr unsigned count_bits = 63;

// The points of so many ballots fit into 64 bits, which is several times as fast.
constexpr std::int64_t narrow_ballots = std::int64_t{1} << 48;

}  // namespace

RankedSums::RankedSums(std::size_t options)
    : pairwise_(options), first_(options), placed_(options * options), points_(options) {}

template <class Number>
void RankedSums::change_points(std::span<const RankedPlace> places, std::int64_t weight,
                               Points<Number>& points) {
    ballots_ += weight;
    if (places.empty() || places.front().last == 0)
        blank_ += weight;
    else
        first_[places.front().option] += weight;
    const auto times = static_cast<Number>(weight);
    const Number options_doubled = 2 * static_cast<Number>(options());
    const Number listed_doubled = 2 * static_cast<Number>(places.size());
    for (std::size_t above = 0; above < places.size();) {
        std::size_t end = above;
        while (places[end].last == 0) ++end;
        ++end;
        // The mean of the places above..end-1, doubled: what m - 1 - place or k - place lose.
        const auto lost = static_cast<Number>(above + end - 1);
        for (std::size_t at = above; at < end; ++at) {
            const std::size_t option = places[at].option;
            placed_[option * options() + above] += weight;
            points.zero[option] += (options_doubled - 2 - lost) * times;
            points.modified[option] += (listed_doubled - lost) * times;
        }
        above = end;
    }
}

void RankedSums::change(std::span<const RankedPlace> places, std::int64_t weight) {
    change_points(places, weight, points_);
    std::vector<std::uint16_t> group_of(options());
    write_groups(places, group_of);
    for (const RankedPlace place : places) {
        const std::uint16_t group = group_of[place.option];
        std::int64_t* row = &pairwise_(place.option, 0);
        for (std::size_t j = 0; j < group_of.size(); ++j) {
            row[j] += group_of[j] > group ? weight : 0;
        }
    }
}

RankedSums RankedSums::of(const RankedBallots& ballots) {
    RankedSums sums(ballots.options());
    std::vector<PairwisePlane> planes;
    std::vector<std::uint8_t> group_of(ballots.options());
    const bool narrow = ballots.total() <= narrow_ballots;
    Points<std::int64_t> points(ballots.options());
    for (std::size_t i = 0; i < ballots.size(); ++i) {
        const RankedBallot ballot = ballots[i];
        if (ballot.places.size() >= plane_groups_max) {
            sums.add(ballot);
            continue;
        }
        if (narrow)
            sums.change_points(ballot.places, ballot.count, points);
        else
            sums.change_points(ballot.places, ballot.count, sums.points_);
        const std::size_t groups = write_groups(ballot.places, group_of);
        const bool strict = groups >= ballots.options() && groups == ballot.places.size() + 1;
        for (unsigned bit = 0; bit < count_bits; ++bit) {
            const std::int64_t rest = ballot.count >> bit;
            if (rest == 0) break;
            if ((rest & 1) == 0) continue;
            while (planes.size() <= bit) planes.emplace_back(ballots.options());
            if (planes[bit].put(group_of, strict)) planes[bit].count_into(sums.pairwise_, bit);
        }
    }
    for (unsigned bit = 0; bit < planes.size(); ++bit) {
        planes[bit].count_into(sums.pairwise_, bit);
    }
    for (std::size_t i = 0; i < ballots.options(); ++i) {
        sums.points_.zero[i] += points.zero[i];
        sums.points_.modified[i] += points.modified[i];
    }
    return sums;
}

}  // namespace palabre
