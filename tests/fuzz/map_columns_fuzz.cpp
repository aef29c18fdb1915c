// Any bytes are columns or are refused; what is read can be looked at in every way.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "map/draw_stage.hpp"
#include "map/shapes.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace palabre;
    using namespace palabre::map;
    const std::string_view columns(reinterpret_cast<const char*>(data), size);
    auto opened = Map::open(columns);
    if (!opened) return 0;
    Map& map = *opened.value();
    map.stage(400, 300, 2);
    DrawStage stage;
    stage.draw(map, 0);
    const Row last = map.size() - 1;
    for (const Face face : {Face::tree, Face::sunburst, Face::icicle}) {
        map.show(face, Share::judgements);
        map.focus(last);
        map.suppose(last, 1.0);
        map.highlight(Highlight::turns);
        stage.draw(map, 1);
        stage.draw(map, 100);
        map.zoom(8, 10, 10);
        (void)map.hit(200, 150);
        if (shapes(map).size() % shape_length != 0) std::abort();
        map.open_all();
        stage.draw(map, 1000);
        for (const auto& vertex : stage.vertices()) {
            if (!std::isfinite(vertex.x) || !std::isfinite(vertex.y)) std::abort();
        }
    }
    std::vector<Row> was(map.size(), no_row);
    for (Row row = 0; row < map.size(); ++row) was[row] = row % 3 == 1 ? no_row : row;
    if (!map.renew(columns, was)) std::abort();
    stage.draw(map, 1001);
    for (const double strength : map.weights().now()) {
        if (!(strength >= 0.0 && strength <= 1.0)) std::abort();
    }
    return 0;
}
