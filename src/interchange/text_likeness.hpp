#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace palabre {

/// Words without case and accents, one space before each: " les livraisons du marche". Letters and
/// digits make words; Latin, Greek and Cyrillic lose case, Latin loses accents and ligatures;
/// other scripts stay as they are. The same on every platform: no locale is asked.
[[nodiscard]] std::string folded_words(std::string_view text);

/// How many words of `query` begin a word of `text`, both folded; 0 unless all do.
[[nodiscard]] std::size_t words_found(std::string_view query, std::string_view text);

/// The set of three-byte runs of a folded text, sorted.
[[nodiscard]] std::vector<std::uint32_t> trigrams(std::string_view folded);

/// Dice's coefficient of two such sets: 2 |A and B| / (|A| + |B|), in [0,1]; 0 where one is empty.
/// Source: L. R. Dice, Measures of the amount of ecologic association between species, Ecology 26,
/// 1945; on letter runs after G. W. Adamson and J. Boreham, Information Storage and Retrieval 10,
/// 1974.
[[nodiscard]] double dice(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

}  // namespace palabre
