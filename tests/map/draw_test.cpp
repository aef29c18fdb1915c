#include <catch2/catch_all.hpp>
#include <cmath>

#include "map/draw_stage.hpp"
#include "map/random_rows.hpp"

namespace draw_test {

using namespace palabre;
using namespace palabre::map;
using namespace palabre::test;

namespace {

struct Drawn {
    std::unique_ptr<Map> map;
    DrawStage stage;

    explicit Drawn(std::uint32_t count, Grown how = Grown::evenly, double ratio = 1.0) {
        support::Random random(41);
        map = map_of(random_rows(random, count, how));
        map->stage(800, 600, ratio);
        for (std::size_t i = 0; i < colour_count; ++i)
            map->colours[i] = 0xff000000U + static_cast<std::uint32_t>(i) * 0x101010U;
    }
    void frame() { CHECK_FALSE(stage.draw(*map, 0)); }

    /// Indices name vertices, commands cover the indices once and in order.
    void check_lists() const {
        std::uint32_t next = 0;
        for (const DrawStage::Command& each : stage.commands()) {
            CHECK(each.first == next);
            CHECK(each.texture <= 1);
            next = each.first + each.count;
        }
        CHECK(next == stage.indices().size());
        for (const std::uint32_t index : stage.indices()) REQUIRE(index < stage.vertices().size());
        for (const DrawStage::Vertex& each : stage.vertices())
            REQUIRE((std::isfinite(each.x) && std::isfinite(each.y)));
    }
    /// The box around all vertices, and how far it may reach beyond the stage.
    void check_nothing_outside(double beyond) const {
        const double width = 800 * map->ratio();
        const double height = 600 * map->ratio();
        for (const DrawStage::Vertex& each : stage.vertices()) {
            REQUIRE(each.x >= -beyond);
            REQUIRE(each.x <= width + beyond);
            REQUIRE(each.y >= -beyond);
            REQUIRE(each.y <= height + beyond);
        }
    }
    void check_each_visible_once() const {
        std::vector<int> drawn(map->size(), 0);
        for (const Row row : stage.drawn()) ++drawn[row];
        for (Row row = 0; row < map->size(); ++row) {
            const Box box = map->box_on_stage(row);
            const bool visible = box.width > 0 && box.meets({0, 0, 800, 600});
            if (visible) CHECK(drawn[row] == 1);
            // What lies just outside may reach in with its halo.
            const bool near = box.width > 0 && box.meets({-20, -20, 840, 640});
            if (!near) CHECK(drawn[row] == 0);
        }
    }
};

}  // namespace

TEST_CASE("with texts each box in sight is drawn once, and nothing outside") {
    for (const Grown how : {Grown::evenly, Grown::deeply, Grown::widely, Grown::star}) {
        Drawn drawn(300, how, 2.0);
        drawn.map->open_all();
        drawn.frame();
        const std::vector<Row> shown = drawn.map->shown();
        for (std::size_t i = 0; i < shown.size(); i += 17) {
            const Box box = drawn.map->box_on_stage(shown[i]);
            drawn.map->zoom(1e6, 400, 300);
            drawn.map->pan(400 - box.x, 300 - box.y);
            drawn.map->zoom(0.35, 400, 300);
            drawn.frame();
            drawn.check_lists();
            drawn.check_each_visible_once();
            // A box partly in sight is drawn whole.
            drawn.check_nothing_outside(2 * 300.0);
            drawn.map->fit();
            drawn.frame();
        }
    }
}

TEST_CASE("small boxes are cut at the edges of the stage") {
    Drawn drawn(2000);
    drawn.map->open_all();
    drawn.map->fit();
    drawn.map->zoom(6, 400, 300);
    drawn.frame();
    drawn.check_lists();
    drawn.check_nothing_outside(0.01);
}

TEST_CASE("a frame costs what can be seen, not what there is") {
    for (const Grown how : {Grown::evenly, Grown::widely, Grown::star, Grown::chain}) {
        Drawn drawn(100'000, how);
        drawn.map->open_all();
        for (const double factor : {1.0, 4.0, 16.0, 64.0, 256.0, 1e6}) {
            drawn.map->fit();
            drawn.map->zoom(factor, 400, 300);
            drawn.frame();
            drawn.check_lists();
            // All 100,000 boxes and their lines would have 1.6 million.
            CHECK(drawn.stage.vertices().size() < 60'000);
            CHECK_FALSE(drawn.stage.vertices().empty());
        }
    }
}

TEST_CASE("sunburst and icicle draw what is wide enough once, and stay on the stage") {
    for (const Face face : {Face::sunburst, Face::icicle}) {
        for (const Grown how : {Grown::evenly, Grown::deeply, Grown::star, Grown::chain}) {
            Drawn drawn(20'000, how);
            drawn.map->show(face, Share::claims);
            drawn.frame();
            drawn.check_lists();
            drawn.check_nothing_outside(2.0);
            std::vector<int> count(drawn.map->size(), 0);
            for (const Row row : drawn.stage.drawn()) CHECK(++count[row] == 1);
            CHECK(count[0] == 1);
            // What takes two pixels along its level and half a one across is seen, and so is all
            // that it hangs below.
            const bool round = face == Face::sunburst;
            const double along = round ? 2 * 3.14159 * 288 : 576.0;
            const double across = round ? 288.0 : 776.0;
            const Rings& rings = drawn.map->rings();
            std::vector<bool> seen(drawn.map->size(), true);
            const std::vector<Row>& order = drawn.map->rows().order;
            for (auto at = order.rbegin(); at != order.rend(); ++at) {
                const Row row = *at;
                const std::uint32_t level = rings.level(row);
                const double edge = rings.edge(level + 1);
                seen[row] = (row == 0 || seen[drawn.map->rows().parent[row]]) &&
                            rings.size(row) * along * (round ? edge : 1.0) > 2.01 &&
                            (edge - rings.edge(level)) * across > 0.51;
                if (seen[row]) CHECK(count[row] == 1);
            }
            // A ring of 288 pixels has 905 pieces of two, and some 30 levels are thick enough.
            CHECK(drawn.stage.vertices().size() < 400'000);
        }
    }
}

TEST_CASE(
    "labels are asked for where they lack, the chosen one first, and drawn from their atlas") {
    Drawn drawn(20);
    drawn.map->choose(drawn.map->branches().children(0).front());
    drawn.frame();
    REQUIRE_FALSE(drawn.stage.lacking().empty());
    CHECK(drawn.stage.lacking().front() == drawn.map->chosen());
    CHECK(drawn.stage.commands().size() == 1);
    const auto scale = static_cast<float>(drawn.map->label_scale());
    const std::vector<Row> lacking = drawn.stage.lacking();
    for (const Row row : lacking) {
        drawn.map->measure(row, {150, 40});
        drawn.map->set_label(row, {scale, {0.25F, 0.25F, 0.5F, 0.5F}});
    }
    drawn.frame();
    REQUIRE(drawn.stage.commands().size() == 2);
    CHECK(drawn.stage.commands()[1].texture == 1);
    // Two triangles each.
    CHECK(drawn.stage.commands()[1].count >= 6);
    CHECK(drawn.stage.commands()[1].count % 6 == 0);
    drawn.check_lists();
}

}  // namespace draw_test
