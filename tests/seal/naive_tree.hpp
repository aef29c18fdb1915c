#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "deliberation/sha256.hpp"
#include "seal/merkle.hpp"

// RFC 6962, section 2.1, as it is written there, and its contrary: a second program for proofs,
// slow and plain, which shares nothing with the one under test but SHA-256.
namespace naive_tree {

using palabre::Digest;
using palabre::sha256;

using Path = std::vector<Digest>;
using List = std::vector<std::string>;

inline Digest naive_leaf(const std::string& leaf) {
    return sha256(std::string(1, '\0') + leaf);
}

inline Digest naive_node(const Digest& left, const Digest& right) {
    std::string bytes(1, '\1');
    bytes.append(left.begin(), left.end()).append(right.begin(), right.end());
    return sha256(bytes);
}

inline std::size_t k_of(std::size_t n) {
    std::size_t k = 1;
    while (k * 2 < n) k *= 2;
    return k;
}

// MTH(D[from:to])
inline Digest naive_root(const List& d, std::size_t from, std::size_t to) {
    const std::size_t n = to - from;
    if (n == 0) return sha256("");
    if (n == 1) return naive_leaf(d[from]);
    const std::size_t k = k_of(n);
    return naive_node(naive_root(d, from, from + k), naive_root(d, from + k, to));
}

// PATH(m, D[from:to])
inline Path naive_path(std::size_t m, const List& d, std::size_t from, std::size_t to) {
    const std::size_t n = to - from;
    if (n == 1) return {};
    const std::size_t k = k_of(n);
    Path path = m < k ? naive_path(m, d, from, from + k) : naive_path(m - k, d, from + k, to);
    path.push_back(m < k ? naive_root(d, from + k, to) : naive_root(d, from, from + k));
    return path;
}

// SUBPROOF(m, D[from:to], b)
inline Path naive_subproof(std::size_t m, const List& d, std::size_t from, std::size_t to, bool b) {
    const std::size_t n = to - from;
    if (m == n) return b ? Path{} : Path{naive_root(d, from, to)};
    const std::size_t k = k_of(n);
    Path path = m <= k ? naive_subproof(m, d, from, from + k, b)
                       : naive_subproof(m - k, d, from + k, to, false);
    path.push_back(m <= k ? naive_root(d, from + k, to) : naive_root(d, from, from + k));
    return path;
}

// The root that a path of inclusion amounts to, by undoing PATH.
inline std::optional<Digest> root_by(const Digest& leaf, std::size_t m, std::size_t n, Path path) {
    if (m >= n) return std::nullopt;
    if (n == 1) return path.empty() ? std::optional(leaf) : std::nullopt;
    if (path.empty()) return std::nullopt;
    const Digest last = path.back();
    path.pop_back();
    const std::size_t k = k_of(n);
    const auto part = m < k ? root_by(leaf, m, k, path) : root_by(leaf, m - k, n - k, path);
    if (!part) return std::nullopt;
    return m < k ? naive_node(*part, last) : naive_node(last, *part);
}

// The earlier and the later root that a path of consistency amounts to, by undoing SUBPROOF.
inline std::optional<std::pair<Digest, Digest>> roots_by(std::size_t m, std::size_t n, bool b,
                                                         Path path, const Digest& earlier) {
    if (m == n && b)
        return path.empty() ? std::optional(std::pair(earlier, earlier)) : std::nullopt;
    if (path.empty()) return std::nullopt;
    const Digest last = path.back();
    path.pop_back();
    if (m == n) return path.empty() ? std::optional(std::pair(last, last)) : std::nullopt;
    const std::size_t k = k_of(n);
    if (m <= k) {
        auto part = roots_by(m, k, b, path, earlier);
        if (part) part->second = naive_node(part->second, last);
        return part;
    }
    auto part = roots_by(m - k, n - k, false, path, earlier);
    if (part) *part = {naive_node(last, part->first), naive_node(last, part->second)};
    return part;
}

inline bool naive_inclusion(const Digest& leaf, std::size_t index,
                            const palabre::seal::TreeHead& head, const Path& path) {
    const auto root = root_by(leaf, index, head.size, path);
    return root && *root == head.root;
}

inline bool naive_consistency(const palabre::seal::TreeHead& earlier,
                              const palabre::seal::TreeHead& later, const Path& path) {
    if (earlier.size > later.size) return false;
    if (earlier.size == 0) return path.empty() && earlier.root == sha256("");
    const auto roots = roots_by(earlier.size, later.size, true, path, earlier.root);
    return roots && roots->first == earlier.root && roots->second == later.root;
}

}  // namespace naive_tree
