#include <cmath>
#include <memory>
#include <vector>

#include "map/draw_stage.hpp"
#include "map/shapes.hpp"
#include "wasm/module_memory.hpp"
#include "wasm/palabre_map.h"

namespace {

using namespace palabre;
using namespace palabre::map;

struct Opened {
    std::unique_ptr<Map> map;
    DrawStage stage;
    std::vector<Row> list;
    std::vector<float> shapes;
    bool texture_shown = false;
};

/// By handle less 1; nothing where one was closed.
std::vector<std::unique_ptr<Opened>>& all() {
    static std::vector<std::unique_ptr<Opened>> maps;
    return maps;
}

Opened* opened(std::uint32_t handle) {
    return handle == 0 || handle > all().size() ? nullptr : all()[handle - 1].get();
}

/// White: 2 by 2, since a smaller one helps nobody.
constexpr std::uint32_t white_side = 2;
constexpr std::uint8_t white[white_side * white_side * 4] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

template <class Number>
palabre_status show(const std::vector<Number>& numbers, palabre_span* out) {
    out->data = reinterpret_cast<const std::uint8_t*>(numbers.data());
    out->size = static_cast<std::uint32_t>(numbers.size() * sizeof(Number));
    return status_fine;
}

std::uint32_t address(const void* data) {
    return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(data));
}

bool is_finite(float number) {
    return std::fabs(number) < 1e9F;
}

/// Calls `work(opened, row)` where both are there.
template <class Work>
palabre_status with_row(std::uint32_t handle, std::uint32_t row, Work work) {
    Opened* const found = opened(handle);
    if (found == nullptr) return status_no_handle;
    if (row >= found->map->size()) return status_fault;
    work(*found, row);
    return status_fine;
}

template <class Work>
palabre_status with_map(std::uint32_t handle, Work work) {
    Opened* const found = opened(handle);
    if (found == nullptr) return status_no_handle;
    work(*found);
    return status_fine;
}

}  // namespace

extern "C" {

std::uint32_t palabre_map_open(const std::uint8_t* columns, std::uint32_t size) {
    if (!is_in_memory(columns, size)) return 0;
    auto read = Map::open(text_of(columns, size));
    if (!read) return 0;
    all().push_back(std::make_unique<Opened>());
    all().back()->map = std::move(read).value();
    return static_cast<std::uint32_t>(all().size());
}

void palabre_map_close(std::uint32_t map) {
    if (opened(map) != nullptr) all()[map - 1].reset();
}

palabre_status palabre_map_renew(std::uint32_t map, const std::uint8_t* columns, std::uint32_t size,
                                 const std::uint32_t* was, std::uint32_t count) {
    Opened* const found = opened(map);
    if (found == nullptr) return status_no_handle;
    if (!is_in_memory(columns, size) || !is_in_memory(was, count)) return status_fault;
    return found->map->renew(text_of(columns, size), {was, count}) ? status_fine : status_fault;
}

palabre_status palabre_map_stage(std::uint32_t map, float width, float height, float ratio) {
    const bool fine = width >= 1.0F && width < 1e5F && height >= 1.0F && height < 1e5F &&
                      ratio > 0.0F && ratio < 100.0F;
    if (opened(map) != nullptr && !fine) return status_fault;
    return with_map(map, [&](Opened& each) {
        each.map->stage(static_cast<double>(width), static_cast<double>(height),
                        static_cast<double>(ratio));
    });
}

palabre_status palabre_map_colours(std::uint32_t map, const std::uint32_t* colours,
                                   std::uint32_t count) {
    if (opened(map) != nullptr && (count != colour_count || !is_in_memory(colours, count)))
        return status_fault;
    return with_map(map, [&](Opened& each) {
        for (std::size_t i = 0; i < colour_count; ++i) each.map->colours[i] = colours[i];
    });
}

void palabre_map_still(std::uint32_t map, std::uint32_t still) {
    with_map(map, [&](Opened& each) { each.map->still(still != 0); });
}

void palabre_map_show(std::uint32_t map, std::uint32_t view, std::uint32_t share) {
    if (view > map_view_icicle || share > map_share_judgements) return;
    with_map(map, [&](Opened& each) {
        each.map->show(static_cast<Face>(view), static_cast<Share>(share));
    });
}

void palabre_map_highlight(std::uint32_t map, std::uint32_t which) {
    if (which > map_highlight_unjudged) return;
    with_map(map, [&](Opened& each) { each.map->highlight(static_cast<Highlight>(which)); });
}

palabre_status palabre_map_focus(std::uint32_t map, std::uint32_t row) {
    return with_row(map, row, [](Opened& each, Row at) { each.map->focus(at); });
}

palabre_status palabre_map_fold(std::uint32_t map, std::uint32_t row, std::uint32_t open) {
    return with_row(map, row, [&](Opened& each, Row at) {
        each.map->fold(at, open == 2 ? each.map->folded(at) > 0 : open != 0);
    });
}

palabre_status palabre_map_open_all(std::uint32_t map) {
    return with_map(map, [](Opened& each) { each.map->open_all(); });
}

palabre_status palabre_map_choose(std::uint32_t map, std::uint32_t row) {
    if (row == map_no_row) return with_map(map, [](Opened& each) { each.map->choose(no_row); });
    return with_row(map, row, [](Opened& each, Row at) { each.map->choose(at); });
}

palabre_status palabre_map_point(std::uint32_t map, std::uint32_t row) {
    if (row == map_no_row) return with_map(map, [](Opened& each) { each.map->point(no_row); });
    return with_row(map, row, [](Opened& each, Row at) { each.map->point(at); });
}

std::uint32_t palabre_map_walk(std::uint32_t map, std::uint32_t row, std::uint32_t way) {
    Row reached = no_row;
    if (way > map_way_previous) return reached;
    with_row(map, row,
             [&](Opened& each, Row at) { reached = each.map->walk(at, static_cast<Way>(way)); });
    return reached;
}

std::uint32_t palabre_map_hit(std::uint32_t map, float x, float y, std::uint32_t* part) {
    Map::Hit hit;
    if (is_finite(x) && is_finite(y)) {
        with_map(map, [&](Opened& each) {
            hit = each.map->hit(static_cast<double>(x), static_cast<double>(y));
        });
    }
    if (is_in_memory(part, 1)) *part = hit.mark ? 1 : 0;
    return hit.row;
}

palabre_status palabre_map_box(std::uint32_t map, std::uint32_t row, float box[4]) {
    if (!is_in_memory(box, 4)) return status_fault;
    return with_row(map, row, [&](Opened& each, Row at) {
        const Box found = each.map->box_on_stage(at);
        box[0] = static_cast<float>(found.x);
        box[1] = static_cast<float>(found.y);
        box[2] = static_cast<float>(found.width);
        box[3] = static_cast<float>(found.height);
    });
}

palabre_status palabre_map_rows(std::uint32_t map, std::uint32_t list, palabre_span* out) {
    *out = {nullptr, 0};
    if (opened(map) != nullptr && list > map_list_highlighted) return status_fault;
    return with_map(map, [&](Opened& each) {
        each.list.clear();
        if (list == map_list_labels) {
            each.list = each.stage.lacking();
        } else if (list == map_list_highlighted) {
            for (const Highlighted& found : each.map->highlights()) each.list.push_back(found.row);
        } else {
            each.list = each.map->shown();
            if (list == map_list_unmeasured) {
                std::erase_if(each.list,
                              [&](Row row) { return each.map->text_size(row).width >= 0.0F; });
            }
        }
        show(each.list, out);
    });
}

void palabre_map_pan(std::uint32_t map, float dx, float dy) {
    if (!is_finite(dx) || !is_finite(dy)) return;
    with_map(map, [&](Opened& each) {
        each.map->pan(static_cast<double>(dx), static_cast<double>(dy));
    });
}

void palabre_map_zoom(std::uint32_t map, float factor, float x, float y) {
    if (!(factor > 1e-6F && factor < 1e6F) || !is_finite(x) || !is_finite(y)) return;
    with_map(map, [&](Opened& each) {
        each.map->zoom(static_cast<double>(factor), static_cast<double>(x), static_cast<double>(y));
    });
}

void palabre_map_fit(std::uint32_t map) {
    with_map(map, [](Opened& each) { each.map->fit(); });
}

palabre_status palabre_map_camera(std::uint32_t map, double camera[3]) {
    if (!is_in_memory(camera, 3)) return status_fault;
    return with_map(map, [&](Opened& each) {
        each.map->ready();
        const View& view = each.map->camera().view();
        camera[0] = view.scale;
        camera[1] = view.x;
        camera[2] = view.y;
    });
}

palabre_status palabre_map_measure(std::uint32_t map, const std::uint32_t* rows, const float* sizes,
                                   std::uint32_t count) {
    Opened* const found = opened(map);
    if (found == nullptr) return status_no_handle;
    if (!is_in_memory(rows, count) || !is_in_memory(sizes, std::uint64_t{count} * 2))
        return status_fault;
    for (std::uint32_t i = 0; i < count; ++i) {
        const TextSize size{sizes[2 * i], sizes[2 * i + 1]};
        const bool fine =
            size.width >= 0.0F && size.width <= 1e4F && size.height >= 0.0F && size.height <= 1e4F;
        if (rows[i] >= found->map->size() || !fine) return status_fault;
        found->map->measure(rows[i], size);
    }
    return status_fine;
}

palabre_status palabre_map_label(std::uint32_t map, std::uint32_t row, float scale,
                                 const float uv[4]) {
    if (!is_in_memory(uv, 4)) return status_fault;
    return with_row(map, row, [&](Opened& each, Row at) {
        each.map->set_label(at, {scale > 0.0F ? scale : 0.0F, {uv[0], uv[1], uv[2], uv[3]}});
    });
}

void palabre_map_unlabel(std::uint32_t map, std::uint32_t sizes) {
    with_map(map, [&](Opened& each) { each.map->unlabel(sizes != 0); });
}

float palabre_map_label_scale(std::uint32_t map) {
    double scale = 1.0;
    with_map(map, [&](Opened& each) {
        each.map->ready();
        scale = each.map->label_scale();
    });
    return static_cast<float>(scale);
}

palabre_status palabre_map_suppose(std::uint32_t map, std::uint32_t row, float base) {
    return with_row(map, row, [&](Opened& each, Row at) {
        // What is not a number takes back too.
        each.map->suppose(at, base >= 0.0F ? std::fmin(1.0, static_cast<double>(base)) : -1.0);
    });
}

void palabre_map_forget(std::uint32_t map) {
    with_map(map, [](Opened& each) { each.map->forget(); });
}

palabre_status palabre_map_weigh_by(std::uint32_t map, std::uint32_t semantics) {
    if (opened(map) != nullptr && semantics > 3) return status_fault;
    return with_map(map,
                    [&](Opened& each) { each.map->weigh_by(static_cast<Semantics>(semantics)); });
}

void palabre_map_settle(std::uint32_t map) {
    with_map(map, [](Opened& each) { each.map->settle(); });
}

palabre_status palabre_map_row(std::uint32_t map, std::uint32_t row, double values[10]) {
    if (!is_in_memory(values, 10)) return status_fault;
    return with_row(map, row, [&](Opened& each, Row at) {
        const Weights& weights = each.map->weights();
        values[0] = weights.base(at);
        values[1] = weights.now()[at];
        values[2] = weights.recorded()[at];
        values[3] = each.map->rows().judged[at];
        const auto spread = weights.spread(at);
        for (std::size_t i = 0; i < spread.size(); ++i) values[4 + i] = spread[i];
        values[8] = weights.turn_of(at);
        values[9] = each.map->folded(at);
    });
}

palabre_status palabre_map_frame(std::uint32_t map, double now, palabre_drawing* out) {
    if (!is_in_memory(out, 1)) return status_fault;
    return with_map(map, [&](Opened& each) {
        const bool moves = each.stage.draw(*each.map, now);
        const auto vertices = each.stage.vertices();
        const auto indices = each.stage.indices();
        const auto commands = each.stage.commands();
        *out = {address(vertices.data()), static_cast<std::uint32_t>(vertices.size()),
                address(indices.data()),  static_cast<std::uint32_t>(indices.size()),
                address(commands.data()), static_cast<std::uint32_t>(commands.size()),
                moves ? 1U : 0U};
    });
}

palabre_status palabre_map_texture(std::uint32_t map, std::uint32_t* width, std::uint32_t* height,
                                   std::uint32_t* changed, palabre_span* out) {
    if (!is_in_memory(width, 1) || !is_in_memory(height, 1) || !is_in_memory(changed, 1))
        return status_fault;
    return with_map(map, [&](Opened& each) {
        *width = *height = white_side;
        *changed = each.texture_shown ? 0 : 1;
        each.texture_shown = true;
        *out = {white, sizeof white};
    });
}

palabre_status palabre_map_shapes(std::uint32_t map, palabre_span* out) {
    *out = {nullptr, 0};
    return with_map(map, [&](Opened& each) {
        each.shapes = shapes(*each.map);
        show(each.shapes, out);
    });
}

}  // extern "C"
