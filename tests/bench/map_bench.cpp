// The argument map natively: layout, groups, frames at four zooms, a base score moved.
#include <cmath>
#include <string>

#include "bench/figures.hpp"
#include "map/draw_stage.hpp"
#include "map/random_rows.hpp"
#include "map/tidy_tree.hpp"

namespace {

using namespace palabre;

constexpr double milli = 1e3;

std::string with_count(const std::string& what, std::uint32_t count) {
    return "map: " + what + ", " + std::to_string(count) + " claims";
}

std::unique_ptr<map::Map> opened(std::uint32_t count) {
    support::Random random(7);
    auto made = test::map_of(test::random_rows(random, count, test::Grown::evenly));
    for (map::Row row = 0; row < count; ++row) {
        made->measure(row, {static_cast<float>(random.between(60, 200)),
                            static_cast<float>(20 * random.between(1, 4))});
    }
    made->stage(1200, 800, 1);
    made->open_all();
    made->ready();
    return made;
}

void bench_layout(map::Map& made, std::uint32_t count) {
    const map::TreeFace& tree = made.tree();
    std::vector<map::TidyNode> nodes;
    for (std::size_t at = 0; at < tree.size(); ++at) {
        const map::Box box = tree.goal(at);
        map::TidyNode node;
        node.parent = static_cast<std::uint32_t>(tree.parent(at));
        node.breadth = static_cast<float>(box.height);
        node.length = static_cast<float>(box.width);
        nodes.push_back(node);
    }
    std::vector<double> places;
    std::vector<double> groups;
    std::vector<double> all;
    for (int i = 0; i < 15; ++i) {
        places.push_back(bench::seconds([&] { map::tidy_tree(nodes); }));
        map::BoxGroups grouped;
        groups.push_back(bench::seconds(
            [&] { grouped.build(tree.size(), [&](std::size_t at) { return tree.goal(at); }); }));
        made.measure(1, {static_cast<float>(60 + i), 20});
        all.push_back(bench::seconds([&] { made.ready(); }));
    }
    bench::print_figure(with_count("places of the tree", count),
                        milli * bench::quantile(places, 0.5), "ms");
    bench::print_figure(with_count("groups of boxes", count), milli * bench::quantile(groups, 0.5),
                        "ms");
    bench::print_figure(with_count("layout and groups", count), milli * bench::quantile(all, 0.5),
                        "ms");
}

void bench_frames(map::Map& made, std::uint32_t count) {
    map::DrawStage stage;
    double now = 0;
    const auto frames = [&](const std::string& what) {
        std::vector<double> taken;
        for (int i = 0; i < 300; ++i) {
            made.pan(i % 2 == 0 ? 3 : -3, 5);
            taken.push_back(bench::seconds([&] { stage.draw(made, ++now); }));
        }
        bench::print_figure(with_count("a frame, " + what + ", 95th percentile", count),
                            milli * bench::quantile(taken, 0.95), "ms", 1.0);
    };
    const std::pair<const char*, double> zooms[] = {
        {"whole", 0.0}, {"dots", 0.06}, {"boxes", 0.2}, {"text", 1.0}};
    for (const auto& [name, scale] : zooms) {
        made.fit();
        made.zoom(std::max(1e-9, scale) / made.camera().view().scale, 600, 400);
        frames(name);
    }
    made.show(map::Face::sunburst, map::Share::claims);
    frames("sunburst");
    made.show(map::Face::icicle, map::Share::claims);
    frames("icicle");
    made.show(map::Face::tree, map::Share::claims);

    made.focus(count - 1);
    std::vector<double> changes;
    for (int i = 0; i < 200; ++i) {
        changes.push_back(bench::seconds([&] {
            made.suppose(count - 1, (i % 100) / 100.0);
            stage.draw(made, ++now);
        }));
    }
    bench::print_figure(with_count("a base score moved to the next frame, 95th percentile", count),
                        milli * bench::quantile(changes, 0.95), "ms", 4.0);
}

}  // namespace

int main() {
    for (const std::uint32_t count : {1'000U, 10'000U, 100'000U}) {
        const auto made = opened(count);
        bench_layout(*made, count);
        bench_frames(*made, count);
    }
}
