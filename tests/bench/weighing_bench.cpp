// DF-QuAD over trees of up to a million claims; beside it the definition as one would first write
// it: claims as objects that know their children, each asked for its strength.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "bench/big_tree.hpp"
#include "bench/figures.hpp"
#include "weighing/weighing.hpp"

namespace {

using namespace palabre;

constexpr double milli = 1e3;

struct PlainClaim {
    double base = 0.5;
    std::vector<const PlainClaim*> pros;
    std::vector<const PlainClaim*> cons;

    [[nodiscard]] double strength() const {
        const double support = force(pros);
        const double attack = force(cons);
        return support >= attack ? base + (1 - base) * (support - attack)
                                 : base - base * (attack - support);
    }
    static double force(const std::vector<const PlainClaim*>& claims) {
        double force = 0;
        for (const PlainClaim* claim : claims) {
            const double strength = claim->strength();
            force = force + strength - force * strength;
        }
        return force;
    }
};

std::vector<PlainClaim> plain_claims(const bench::BigTree& tree) {
    std::vector<PlainClaim> claims(tree.base.size());
    for (std::size_t i = 0; i < claims.size(); ++i) {
        claims[i].base = tree.base[i];
        if (i == 0) continue;
        PlainClaim& above = claims[tree.parent[i]];
        (tree.attacks[i] != 0 ? above.cons : above.pros).push_back(&claims[i]);
    }
    return claims;
}

/// DF-QuAD in its tree form at so many claims.
bool weigh_tree(std::size_t size, const std::string& name, std::optional<double> budget) {
    const bench::BigTree tree = bench::big_tree(size);
    const std::vector<PlainClaim> claims = plain_claims(tree);
    std::vector<double> taken;
    std::vector<double> plainly;
    double difference = 0;
    for (int i = 0; i < 7; ++i) {
        std::vector<double> strengths;
        double plain = 0;
        taken.push_back(bench::seconds(
            [&] { strengths = df_quad_tree(tree.parent, tree.attacks, tree.base); }));
        plainly.push_back(bench::seconds([&] { plain = claims.front().strength(); }));
        difference = std::max(difference, std::abs(strengths.front() - plain));
    }
    bench::print_figure("DF-QuAD at " + name + " claims (baseline: each asks its children)",
                        bench::quantile(taken, 0.5) * milli, "ms", budget,
                        bench::quantile(plainly, 0.5) * milli);
    return difference < 1e-9;
}

/// The gradient of the root by every base score of a million claims. The baseline moves one base
/// score and computes all strengths anew; it would have to do so for each claim.
bool sweep_gradient(Semantics semantics) {
    constexpr std::size_t size = 1'000'000;
    const bench::BigTree tree = bench::big_tree(size);
    std::vector<ArgumentEdge> edges;
    for (std::size_t i = 1; i < size; ++i) {
        edges.push_back({static_cast<Argument>(i), tree.parent[i],
                         tree.attacks[i] != 0 ? EdgeKind::attack : EdgeKind::support, 1.0});
    }
    const auto graph = ArgumentGraph::create(tree.base, edges).value();
    const TopicView view(graph, semantics, 0);
    std::optional<std::vector<double>> slopes;
    const double sweep = bench::seconds([&] { slopes = contributions_by_gradient(view); });
    Strengths moved;
    const double anew = bench::seconds([&] { moved = compute_strengths(graph, semantics); });
    bench::print_figure("gradient sweep at 1M claims, " + std::string(to_text(semantics)) +
                            " (baseline: one claim's slope by computing anew)",
                        sweep * milli, "ms", {}, anew * milli);
    return slopes && slopes->size() == size && moved.converged;
}

}  // namespace

int main() {
    const bool fine = weigh_tree(10'000, "10k", {}) && weigh_tree(100'000, "100k", {}) &&
                      weigh_tree(1'000'000, "1M", 30.0) && sweep_gradient(Semantics::df_quad) &&
                      sweep_gradient(Semantics::mlp_based);
    return fine ? 0 : 1;
}
