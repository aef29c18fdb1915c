#include "map/shapes.hpp"

#include "map/angles.hpp"

namespace palabre::map {

namespace {

enum class Kind : std::uint8_t { box, sector, edge, bounds };

class Shapes {
  public:
    explicit Shapes(const Map& map) : map_(map) {}

    void add(Kind kind, Row row, double a, double b, double c, double d) {
        const Row parent = row == 0 ? 0 : map_.rows().parent[row];
        const double head[] = {
            static_cast<double>(kind), static_cast<double>(row), static_cast<double>(parent),
            static_cast<double>(map_.rows().side[row]), map_.weights().now()[row]};
        for (const double each : head) all.push_back(static_cast<float>(each));
        for (const double each : {a, b, c, d, 0.0}) all.push_back(static_cast<float>(each));
    }
    void add(Kind kind, Row row, const Box& box) {
        add(kind, row, box.x, box.y, box.width, box.height);
    }

    std::vector<float> all;

  private:
    const Map& map_;
};

}  // namespace

std::vector<float> shapes(Map& map) {
    map.ready();
    Shapes made(map);
    if (map.face() == Face::tree) {
        const TreeFace& tree = map.tree();
        // A large debate's shapes take megabytes: no more than they need.
        made.all.reserve(2 * shape_length * tree.size());
        // From the upper left corner of all: a float knows a quarter of a pixel at four million.
        const Box all = tree.bounds();
        made.add(Kind::bounds, 0, 0.0, 0.0, all.width, all.height);
        for (std::size_t at = 0; at < tree.size(); ++at) {
            const Box box = tree.goal(at);
            made.add(Kind::box, tree.row(at), box.x - all.x, box.y - all.y, box.width, box.height);
            if (at == 0) continue;
            const Box parent = tree.goal(tree.parent(at));
            made.add(Kind::edge, tree.row(at), parent.right() - all.x, parent.middle() - all.y,
                     box.x - all.x, box.middle() - all.y);
        }
        return std::move(made.all);
    }
    const Rings& rings = map.rings();
    made.add(Kind::bounds, 0, map.overview_bounds());
    for (const auto& [row, depth, below] : map.branches().preorder) {
        if (!rings.holds(row)) continue;
        if (map.face() == Face::icicle) {
            made.add(Kind::box, row, map.icicle_box(row));
        } else {
            const Sector sector = map.sector(row);
            made.add(Kind::sector, row, sector.inner, sector.outer, sector.start * radians_of_turn,
                     sector.end * radians_of_turn);
        }
    }
    return std::move(made.all);
}

}  // namespace palabre::map
