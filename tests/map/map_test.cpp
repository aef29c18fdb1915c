#include "map/map.hpp"

#include <catch2/catch_all.hpp>
#include <cmath>

#include "map/random_rows.hpp"
#include "map/shapes.hpp"

namespace map_test {

using namespace palabre;
using namespace palabre::map;
using namespace palabre::test;

namespace {

std::unique_ptr<Map> debate(std::uint64_t seed, std::uint32_t count, Grown how = Grown::evenly) {
    support::Random random(seed);
    return map_of(random_rows(random, count, how));
}

}  // namespace

TEST_CASE("children stand pros first, then cons, the strongest first") {
    const auto made = debate(31, 200);
    for (Row row = 0; row < made->size(); ++row) {
        const auto below = made->branches().children(row);
        for (std::size_t i = 1; i < below.size(); ++i) {
            const Side before = made->rows().side[below[i - 1]];
            const Side after = made->rows().side[below[i]];
            CHECK(before <= after);
            const auto& strength = made->weights().recorded();
            if (before == after) CHECK(strength[below[i - 1]] >= strength[below[i]] - 1e-12);
        }
    }
}

TEST_CASE("a focus shows the way, what stands below, and about thirty boxes") {
    for (const Grown how : {Grown::evenly, Grown::deeply, Grown::widely, Grown::star}) {
        const auto made = debate(32, 3000, how);
        support::Random random(1);
        for (int i = 0; i < 60; ++i) {
            const auto row = static_cast<Row>(random.below(made->size()));
            made->focus(row);
            const std::vector<Row> shown = made->shown();
            std::vector<std::uint8_t> is_shown(made->size(), 0);
            for (const Row each : shown) is_shown[each] = 1;
            std::size_t way = 0;
            for (Row each = row; each != 0; each = made->rows().parent[each]) {
                CHECK(is_shown[each] == 1);
                ++way;
            }
            CHECK(shown.size() <= std::max(open_goal, way + 7));
            const auto below = made->branches().children(row);
            const std::size_t open = static_cast<std::size_t>(std::count_if(
                below.begin(), below.end(), [&](Row each) { return is_shown[each] == 1; }));
            CHECK(open >= std::min<std::size_t>(below.size(), 6));
            CHECK(made->chosen() == row);
        }
    }
}

TEST_CASE("what is folded away is counted") {
    const auto made = debate(33, 500);
    made->fold(0, false);
    CHECK(made->shown() == std::vector<Row>{0});
    CHECK(made->folded(0) == 499);
    made->open_all();
    CHECK(made->shown().size() == 500);
    for (Row row = 0; row < 500; ++row) CHECK(made->folded(row) == 0);
    made->fold(0, false);
    made->fold(0, true);
    // What stood open below comes back with it.
    CHECK(made->shown().size() == 500);
}

TEST_CASE("one walks to the parent, the first child, the next and the previous sibling") {
    const auto made = map_of({{0, 0, 0.5, 0, "~"},
                              {0, 1, 0.5, 0, "con"},
                              {0, 0, 0.25, 4, "weak"},
                              {0, 0, 0.75, 4, "strong"},
                              {1, 0, 0.5, 0, "below"}});
    CHECK(made->walk(0, Way::child) == 3);
    CHECK(made->walk(3, Way::next) == 2);
    CHECK(made->walk(2, Way::next) == 1);
    CHECK(made->walk(1, Way::next) == no_row);
    CHECK(made->walk(1, Way::previous) == 2);
    CHECK(made->walk(3, Way::previous) == no_row);
    CHECK(made->walk(1, Way::child) == 4);
    CHECK(made->walk(4, Way::parent) == 1);
    CHECK(made->walk(0, Way::parent) == no_row);
    CHECK(made->walk(0, Way::next) == no_row);
}

TEST_CASE("a press in the middle of what is shown hits it, in every face") {
    const auto made = debate(34, 60);
    made->open_all();
    made->advance(0);
    made->fit();
    made->advance(1);
    for (Row row = 0; row < made->size(); ++row) {
        const Box box = made->box_on_stage(row);
        CHECK(made->hit(box.x + box.width / 2, box.middle()).row == row);
    }
    const Box thesis = made->box_on_stage(0);
    const double scale = made->camera().view().scale;
    const Map::Hit mark = made->hit(thesis.right() + 14 * scale, thesis.middle());
    CHECK(mark.row == 0);
    CHECK(mark.mark);
    CHECK(made->hit(-5000, 0).row == no_row);

    made->show(Face::icicle, Share::claims);
    for (Row row = 0; row < made->size(); ++row) {
        const Box box = made->box_on_stage(row);
        CHECK(made->hit(box.x + box.width / 2, box.middle()).row == row);
    }
    made->show(Face::sunburst, Share::claims);
    CHECK(made->hit(400, 300).row == 0);
    CHECK(made->hit(2, 2).row == no_row);
}

TEST_CASE("zooming keeps the point under the fingers, and stays within bounds") {
    const auto made = debate(35, 400);
    made->open_all();
    made->fit();
    const double least = made->camera().view().scale;
    const auto world = [&](double x, double y) {
        const View& view = made->camera().view();
        return std::pair{view.x + x / view.scale, view.y + y / view.scale};
    };
    made->zoom(20, 400, 300);
    const auto before = world(400, 300);
    made->zoom(1.5, 400, 300);
    CHECK(world(400, 300).first == Catch::Approx(before.first));
    CHECK(world(400, 300).second == Catch::Approx(before.second));
    made->zoom(1e6, 400, 300);
    CHECK(made->camera().view().scale == 2.0);
    made->zoom(1e-6, 400, 300);
    CHECK(made->camera().view().scale == least);
}

TEST_CASE("when the debate moves on everything stays with its claim") {
    support::Random random(36);
    std::vector<ColumnRow> rows = random_rows(random, 40, Grown::evenly);
    const auto made = map_of(rows);
    made->open_all();
    made->choose(7);
    made->measure(7, {123, 45});
    made->set_label(7, {1.0F, {0, 0, 1, 1}});
    made->suppose(7, 0.9);
    // A new claim comes first, so that every other gets another number; the last one goes.
    std::vector<ColumnRow> next{rows[0], {0, 0, 0.5, 0, "new"}};
    std::vector<Row> was{0, no_row};
    for (Row row = 1; row + 1 < rows.size(); ++row) {
        ColumnRow moved = rows[row];
        if (moved.parent != 0) ++moved.parent;
        next.push_back(moved);
        was.push_back(row);
    }
    REQUIRE(made->renew(columns_of(next), was).ok());
    CHECK(made->size() == 40);
    CHECK(made->chosen() == 8);
    CHECK(made->text_size(8).width == 123);
    CHECK(made->label(8).scale == 1.0F);
    CHECK(made->weights().base(8) == 0.9);
    CHECK(made->shown().size() == 40);
    CHECK_FALSE(made->renew("", was).ok());
    was[3] = 4000;
    CHECK_FALSE(made->renew(columns_of(next), was).ok());
    CHECK(made->chosen() == 8);
}

TEST_CASE(
    "when the debate moves on boxes glide from where they stood, and what is new out of its "
    "parent") {
    const std::vector<ColumnRow> rows{
        {0, 0, 0.5, 0, "~"}, {0, 0, 0.5, 0, "a"}, {0, 1, 0.5, 0, "b"}, {2, 1, 0.5, 0, "c"}};
    const auto made = map_of(rows);
    made->still(false);
    made->open_all();
    made->advance(0);
    made->advance(1000);
    const auto box = [&](Row row) { return made->tree().box(made->tree().find(row)); };
    const double b = box(2).middle();
    const double c = box(3).middle();
    // "a" is gone, "new" and "d" have come.
    const std::vector<ColumnRow> next{{0, 0, 0.5, 0, "~"},
                                      {0, 0, 0.5, 0, "new"},
                                      {0, 1, 0.5, 0, "b"},
                                      {2, 1, 0.5, 0, "c"},
                                      {0, 1, 0.5, 0, "d"}};
    REQUIRE(made->renew(columns_of(next), std::vector<Row>{0, no_row, 2, 3, no_row}).ok());
    made->ready();
    CHECK(box(2).middle() == b);
    CHECK(box(3).middle() == c);
    CHECK(box(1).middle() == box(0).middle());
    CHECK(box(4).middle() == box(0).middle());
    const TreeFace& tree = made->tree();
    CHECK(tree.presence(tree.find(2)) == 1.0);
    CHECK(tree.presence(tree.find(3)) == 1.0);
    CHECK(tree.presence(tree.find(1)) == 0.0);
    made->advance(2000);
    CHECK_FALSE(made->advance(4000));
    // "b" is answered, and so weaker than "d".
    CHECK(box(1).middle() < box(4).middle());
    CHECK(box(4).middle() < box(2).middle());
}

TEST_CASE("nothing moves by itself where it shall be still, and something does where not") {
    const auto made = debate(37, 100);
    made->advance(0);
    made->focus(made->branches().children(0).front());
    CHECK_FALSE(made->advance(10));
    made->still(false);
    made->focus(0);
    CHECK(made->advance(20));
    CHECK(made->advance(100));
    CHECK_FALSE(made->advance(2000));
}

TEST_CASE("boxes keep their places while a base score is dragged, and take others on settling") {
    const auto made = map_of({{0, 0, 0.5, 0, "~"}, {0, 0, 0.75, 4, "a"}, {0, 0, 0.25, 4, "b"}});
    made->advance(0);
    const std::vector<Row> before = made->shown();
    CHECK(before == std::vector<Row>{0, 1, 2});
    made->suppose(2, 1.0);
    CHECK(made->shown() == before);
    made->settle();
    CHECK(made->shown() == std::vector<Row>{0, 2, 1});
}

TEST_CASE("what stands out is found") {
    // a alone decides: the others are weak.
    const auto made = map_of({{0, 0, 0.5, 0, "~"},
                              {0, 0, 0.8, 6, "a"},
                              {0, 1, 0.25, 4, "b"},
                              {1, 1, 0.25, 4, "c"},
                              {0, 2, 0.5, 0, "withdrawn"}});
    made->highlight(Highlight::carries);
    REQUIRE(made->highlights().size() == 3);
    CHECK(made->highlights()[0].row == 1);
    made->highlight(Highlight::turns);
    for (const Highlighted& each : made->highlights())
        CHECK(made->weights().turn_of(each.row) >= 0.0);
    made->highlight(Highlight::unjudged);
    CHECK(made->highlights().empty());
    made->highlight(Highlight::none);
    CHECK(made->highlights().empty());
}

TEST_CASE("the export holds a box for each claim shown and an edge for each but the thesis") {
    const auto made = debate(38, 50);
    made->open_all();
    std::vector<float> all = shapes(*made);
    REQUIRE(all.size() == shape_length * (1 + 50 + 49));
    CHECK(all[0] == 3.0F);
    made->show(Face::sunburst, Share::claims);
    all = shapes(*made);
    REQUIRE(all.size() == shape_length * 51);
    // The thesis takes the whole turn.
    CHECK(all[10 + 7] == 0.0F);
    CHECK(all[10 + 8] == Catch::Approx(6.2831853));
}

}  // namespace map_test
