#include <catch2/catch_all.hpp>
#include <cmath>

#include "map/angles.hpp"
#include "map/box_groups.hpp"
#include "map/random_rows.hpp"
#include "map/sector.hpp"
#include "map/tidy_tree.hpp"

namespace layout_test {

using namespace palabre;
using namespace palabre::map;
using namespace palabre::test;

namespace {

TidyNode node(std::uint32_t parent, float breadth, float length) {
    TidyNode made;
    made.parent = parent;
    made.breadth = breadth;
    made.length = length;
    return made;
}

/// Nodes of random sizes in preorder: each hangs below one on the way up from the last.
std::vector<TidyNode> random_tree(support::Random& random, std::uint32_t count) {
    std::vector<TidyNode> nodes;
    for (std::uint32_t i = 0; i < count; ++i) {
        std::uint32_t parent = i == 0 ? 0 : i - 1;
        while (parent != 0 && random.chance(40)) parent = nodes[parent].parent;
        nodes.push_back(node(parent, static_cast<float>(random.between(10, 90)),
                             static_cast<float>(random.between(20, 200))));
    }
    return nodes;
}

std::vector<Box> boxes_of(std::vector<TidyNode>& nodes) {
    tidy_tree(nodes);
    std::vector<Box> boxes;
    for (const TidyNode& each : nodes) {
        const auto breadth = static_cast<double>(each.breadth);
        boxes.push_back(
            {each.along, each.across - breadth / 2, static_cast<double>(each.length), breadth});
    }
    return boxes;
}

}  // namespace

TEST_CASE("no two boxes of a tree overlap, and siblings stand in their order") {
    support::Random random(21);
    for (int round = 0; round < 400; ++round) {
        auto nodes = random_tree(random, 2 + static_cast<std::uint32_t>(random.below(60)));
        const std::vector<Box> boxes = boxes_of(nodes);
        CHECK(boxes[0].middle() == Catch::Approx(0.0).margin(1e-9));
        std::vector<std::size_t> last(nodes.size(), 0);
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            // Preorder: what comes later and shares a column stands further down.
            for (std::size_t j = 0; j < i; ++j) {
                const bool beside =
                    boxes[i].x < boxes[j].right() - 1e-9 && boxes[j].x < boxes[i].right() - 1e-9;
                if (beside) CHECK(boxes[i].y >= boxes[j].bottom() - 1e-6);
            }
            const std::uint32_t parent = nodes[i].parent;
            CHECK(nodes[i].previous == (last[parent] == 0 ? parent : last[parent]));
            CHECK(boxes[i].x == boxes[parent].right());
            last[parent] = i;
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (last[i] == 0) continue;
            const double middle = (boxes[i + 1].y + boxes[last[i]].bottom()) / 2;
            CHECK(boxes[i].middle() == Catch::Approx(middle).margin(1e-6));
        }
    }
}

TEST_CASE("a chain of 100,000 is straight, and a star of 100,000 stands box by box") {
    constexpr std::uint32_t count = 100'000;
    std::vector<TidyNode> chain(count);
    std::vector<TidyNode> star(count, node(0, 20, 50));
    for (std::uint32_t i = 0; i < count; ++i) chain[i] = node(i == 0 ? 0 : i - 1, 10, 30);
    tidy_tree(chain);
    for (std::uint32_t i = 0; i < count; ++i) {
        REQUIRE(chain[i].across == 0.0);
        REQUIRE(chain[i].along == 30.0 * i);
    }
    tidy_tree(star);
    double error = 0.0;
    for (std::uint32_t i = 1; i < count; ++i) {
        const double expected = 20.0 * (i - 1) - 20.0 * (count - 2) / 2;
        error = std::max(error, std::fabs(star[i].across - expected));
    }
    CHECK(error < 1e-3);
}

TEST_CASE("small trees stand where a hand puts them") {
    // A tall box beside two low ones, the gap already in the sizes.
    std::vector<TidyNode> nodes{node(0, 10, 10), node(0, 60, 10), node(0, 20, 10), node(0, 20, 10)};
    tidy_tree(nodes);
    std::vector<double> middle;
    for (const TidyNode& each : nodes) middle.push_back(each.across);
    // 60 + 20 + 20 across, the root in the middle of it.
    CHECK(middle == std::vector<double>{0.0, -20.0, 20.0, 40.0});
}

TEST_CASE("a look finds exactly the boxes that meet the view") {
    support::Random random(22);
    std::vector<Box> boxes;
    for (int i = 0; i < 700; ++i) {
        boxes.push_back({static_cast<double>(random.between(-500, 500)),
                         static_cast<double>(random.between(-500, 500)),
                         static_cast<double>(random.between(1, 60)),
                         static_cast<double>(random.between(1, 60))});
    }
    BoxGroups groups;
    groups.build(boxes.size(), [&](std::size_t i) { return boxes[i]; });
    for (int round = 0; round < 200; ++round) {
        const Box view{static_cast<double>(random.between(-600, 600)),
                       static_cast<double>(random.between(-600, 600)),
                       static_cast<double>(random.between(1, 300)),
                       static_cast<double>(random.between(1, 300))};
        std::vector<std::size_t> found;
        groups.look(
            view, [](const Box&, std::size_t, std::size_t) { return true; },
            [&](std::size_t at) {
                if (boxes[at].meets(view)) found.push_back(at);
            });
        std::vector<std::size_t> expected;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (boxes[i].meets(view)) expected.push_back(i);
        }
        CHECK(found == expected);
    }
}

TEST_CASE("the shares of a debate add up exactly") {
    support::Random random(23);
    for (const Share share : {Share::claims, Share::judgements}) {
        for (int round = 0; round < 50; ++round) {
            const ArgumentRows rows = read_rows(random_shared_rows(random, 80));
            const Weights weights(rows);
            const Branches branches = Branches::grow(rows, weights.recorded());
            const Partition made = Partition::divide(rows, branches, share);
            for (Row row = 0; row < rows.size(); ++row) {
                const std::uint64_t own = share == Share::claims ? 1 : rows.judged[row];
                std::uint64_t sum = own;
                std::uint64_t at = made.start[row];
                bool past_own = false;
                for (const Row child : branches.children(row)) {
                    if (!past_own && rows.side[child] != Side::pro) {
                        at += own;
                        past_own = true;
                    }
                    CHECK(made.start[child] == at);
                    at += made.size[child];
                    sum += made.size[child];
                }
                CHECK(made.size[row] == sum);
            }
        }
    }
}

TEST_CASE("the overview finds the claim whose interval it shows") {
    support::Random random(24);
    const ArgumentRows rows = read_rows(random_rows(random, 120, Grown::evenly));
    const Weights weights(rows);
    const Branches branches = Branches::grow(rows, weights.recorded());
    const Partition partition = Partition::divide(rows, branches, Share::claims);
    for (const Row root : {Row{0}, branches.children(0).front()}) {
        const Rings rings(partition, branches, root);
        CHECK(rings.edge(0) == 0.0);
        CHECK(rings.edge(rings.levels()) == 1.0);
        for (Row row = 0; row < rows.size(); ++row) {
            Row up = row;
            while (up != root && up != 0) up = rows.parent[up];
            REQUIRE(rings.holds(row) == (up == root));
            if (up != root) continue;
            const double inside = rings.start(row) + rings.size(row) * 0.5;
            CHECK(rings.find(inside, rings.level(row)) == row);
        }
    }
}

TEST_CASE("angles are right to what an eye can see") {
    constexpr double whole = 6.283185307179586;
    for (int i = -2000; i <= 2000; ++i) {
        const double turns = i / 1000.0;
        const OnCircle point = on_circle(turns);
        CHECK(std::fabs(point.x - std::sin(turns * whole)) < 1e-8);
        CHECK(std::fabs(point.y + std::cos(turns * whole)) < 1e-8);
        if (turns >= 0.0 && turns < 1.0)
            CHECK(std::fabs(angle_of(point.x * 70, point.y * 70) - turns) < 1e-8);
    }
}

TEST_CASE("a sector lies within its bounds and touches them") {
    support::Random random(25);
    for (int round = 0; round < 300; ++round) {
        const double start = static_cast<double>(random.below(1000)) / 1000;
        const double size = static_cast<double>(random.below(1000)) / 1000 * (1 - start);
        const double inner = static_cast<double>(random.below(50));
        const Sector sector{inner, inner + 10, start, start + size};
        const Box bounds = sector.bounds();
        double right = -1e9;
        for (int i = 0; i <= 1000; ++i) {
            const OnCircle point = on_circle(start + size * i / 1000);
            for (const double radius : {sector.inner, sector.outer}) {
                CHECK(point.x * radius >= bounds.x - 1e-6);
                CHECK(point.x * radius <= bounds.right() + 1e-6);
                CHECK(point.y * radius >= bounds.y - 1e-6);
                CHECK(point.y * radius <= bounds.bottom() + 1e-6);
                right = std::max(right, point.x * radius);
            }
        }
        CHECK(right > bounds.right() - 0.01);
    }
}

}  // namespace layout_test
