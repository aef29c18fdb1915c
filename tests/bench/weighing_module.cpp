// The same tree and the same function in WebAssembly, for core.bench.mjs; no file of dist holds it.
#include "bench/big_tree.hpp"
#include "weighing/strengths.hpp"

namespace {

using namespace palabre;

bench::BigTree& tree() {
    static bench::BigTree one;
    return one;
}

}  // namespace

extern "C" {

/// Makes the tree that `bench_weigh` weighs.
void bench_make_tree(std::uint32_t claims) {
    tree() = bench::big_tree(claims);
}
const std::uint32_t* bench_parents() {
    return tree().parent.data();
}
const std::uint8_t* bench_attacks() {
    return tree().attacks.data();
}
const double* bench_bases() {
    return tree().base.data();
}
/// The root's strength.
double bench_weigh() {
    return df_quad_tree(tree().parent, tree().attacks, tree().base).front();
}

}  // extern "C"
