// DF-QuAD over a tree of a million claims; beside it the definition as one would first write it:
// claims as objects that know their children, each asked for its strength.
#include <algorithm>

#include "bench/big_tree.hpp"
#include "bench/figures.hpp"
#include "weighing/strengths.hpp"

namespace {

using namespace palabre;

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

}  // namespace

int main() {
    const bench::BigTree tree = bench::big_tree(1'000'000);
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
    if (difference > 1e-9) return 1;
    constexpr double milli = 1e3;
    bench::print_figure("DF-QuAD at 1M claims (baseline: each asks its children)",
                        bench::quantile(taken, 0.5) * milli, "ms", 30.0,
                        bench::quantile(plainly, 0.5) * milli);
}
