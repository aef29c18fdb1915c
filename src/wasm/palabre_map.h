#ifndef PALABRE_MAP_H
#define PALABRE_MAP_H

/* The boundary of palabre-map: layout, weighing and drawing of a debate's arguments. It knows no
 * debate and no text: it is given columns (docs/engine.md, Columns) and answers with numbers and
 * triangles; there is no JSON here. palabre_module.h says what every function keeps to.
 *
 * A *row* is a claim at one of its places, as in the columns; row 0 is the thesis. `map_no_row`
 * is none. Lengths are CSS pixels of the stage, origin at its upper left corner, unless said
 * otherwise. What a span shows lives until the next call. A handle or row that is not there:
 * status_no_handle or status_fault, or `map_no_row`, and nothing happens. */

#include "wasm/palabre_module.h"

#ifdef __cplusplus
extern "C" {
#endif

#define map_no_row 0xffffffffU

/** Which face is shown, and what an arc's angle counts. */
enum { map_view_tree = 0, map_view_sunburst = 1, map_view_icicle = 2 };
enum { map_share_claims = 0, map_share_judgements = 1 };
/** What stands out: nothing; what carries the thesis (by gradient times strength); what alone would
 *  turn it; what is strong and little judged. */
enum {
    map_highlight_none = 0,
    map_highlight_carries = 1,
    map_highlight_turns = 2,
    map_highlight_unjudged = 3
};
/** Ways to walk, in the order shown. */
enum { map_way_parent = 0, map_way_child = 1, map_way_next = 2, map_way_previous = 3 };
/** Lists of rows (palabre_map_rows). */
enum {
    map_list_open = 0,       /**< boxes of the tree, in preorder */
    map_list_unmeasured = 1, /**< those of them whose text has no size yet */
    map_list_labels = 2,     /**< whose label the last frame lacked, the most wanted first */
    map_list_highlighted = 3 /**< by weight, the heaviest first */
};

/* --- The debate ------------------------------------------------------------------------------ */

/** Reads whole columns. A handle from 1 on, or 0 where they are broken. */
uint32_t palabre_map_open(const uint8_t* columns, uint32_t size);
void palabre_map_close(uint32_t map);
/** The debate moved on. `was[row]` is the row that a claim's place had before, or map_no_row where
 *  it is new; `count` is the number of new rows. What is open, measured, supposed and looked at
 *  stays; what is new comes in softly, unless palabre_map_still said no. */
palabre_status palabre_map_renew(uint32_t map, const uint8_t* columns, uint32_t size,
                                 const uint32_t* was, uint32_t count);

/* --- The stage ------------------------------------------------------------------------------- */

/** `ratio`: device pixels of one CSS pixel. */
palabre_status palabre_map_stage(uint32_t map, float width, float height, float ratio);
/** 0xAABBGGRR each, in this order: text, muted text, surface, rule, raised surface, accent, pro,
 *  con, text on accent. */
palabre_status palabre_map_colours(uint32_t map, const uint32_t* colours, uint32_t count);
/** `still` not 0: nothing moves by itself (prefers-reduced-motion). */
void palabre_map_still(uint32_t map, uint32_t still);
void palabre_map_show(uint32_t map, uint32_t view, uint32_t share);
void palabre_map_highlight(uint32_t map, uint32_t which);

/* --- What is open, chosen, looked at --------------------------------------------------------- */

/** Opens the way to `row` and what stands below it, and folds what lies farthest from it while
 *  more than about thirty boxes are open; chooses the row and brings it into sight. In the
 *  overview: its sector fills the stage, 0 shows all. */
palabre_status palabre_map_focus(uint32_t map, uint32_t row);
/** Shows all children of `row` (`open` 1) or none (0); 2: all where some are folded away, else
 *  none, as a press on the mark does. */
palabre_status palabre_map_fold(uint32_t map, uint32_t row, uint32_t open);
/** Opens everything: up to a million boxes. */
palabre_status palabre_map_open_all(uint32_t map);
/** `row` may be map_no_row. */
palabre_status palabre_map_choose(uint32_t map, uint32_t row);
/** The row under the pointer, lit softly; map_no_row: none. */
palabre_status palabre_map_point(uint32_t map, uint32_t row);
/** The row reached from `row`, or map_no_row. Children and siblings in the order shown: pros, then
 *  cons, the strongest as recorded first. */
uint32_t palabre_map_walk(uint32_t map, uint32_t row, uint32_t way);
/** What lies there: the row, and in *part 0 for its body, 1 for the mark that folds and opens. */
uint32_t palabre_map_hit(uint32_t map, float x, float y, uint32_t* part);
/** Where `row` is drawn now: x, y, width, height; nothing where it is not shown. */
palabre_status palabre_map_box(uint32_t map, uint32_t row, float box[4]);
/** u32 rows. */
palabre_status palabre_map_rows(uint32_t map, uint32_t list, palabre_span* out);

/* --- The camera: moved by hand it stops any motion of its own -------------------------------- */

void palabre_map_pan(uint32_t map, float dx, float dy);
/** About the point; a tree's scale stays between what shows everything and 2. */
void palabre_map_zoom(uint32_t map, float factor, float x, float y);
/** All of the view. */
void palabre_map_fit(uint32_t map);
/** Scale (CSS pixels of one world pixel), world x, world y of the stage's upper left corner. */
palabre_status palabre_map_camera(uint32_t map, double camera[3]);

/* --- Labels: the page shapes them, the map says where they go -------------------------------- */

/** The size that the text of each row has at scale 1, broken into lines: `sizes` holds width and
 *  height by row of `rows`. Boxes grow around it. Unmeasured rows have a size that was made up. */
palabre_status palabre_map_measure(uint32_t map, const uint32_t* rows, const float* sizes,
                                   uint32_t count);
/** The label of `row` stands in the atlas at u0 v0 u1 v1 in [0,1], rastered for `scale`. */
palabre_status palabre_map_label(uint32_t map, uint32_t row, float scale, const float uv[4]);
/** Forgets all labels: the atlas was cleared. `sizes` not 0: their measures too (other fonts). */
void palabre_map_unlabel(uint32_t map, uint32_t sizes);
/** The scale for which labels should be rastered now: a power of sqrt 2. */
float palabre_map_label_scale(uint32_t map);

/* --- What if: nothing is recorded ------------------------------------------------------------ */

/** Another base score in [0,1] for a claim at a place; a negative one takes it back. */
palabre_status palabre_map_suppose(uint32_t map, uint32_t row, float base);
/** Takes all of it back. */
void palabre_map_forget(uint32_t map);
/** As enum Semantics counts: df-quad, quadratic-energy, euler-based, mlp-based. */
palabre_status palabre_map_weigh_by(uint32_t map, uint32_t semantics);
/** Boxes take the places that the strengths of now give them: after a slider is let go. */
void palabre_map_settle(uint32_t map);
/** base, strength now, strength recorded (by DF-QuAD as the debate has it), judged; the four
 *  strengths by semantics with what is supposed; the base score at which the thesis turns, or NaN;
 *  how many rows below it the tree has folded away. */
palabre_status palabre_map_row(uint32_t map, uint32_t row, double values[10]);

/* --- Drawing --------------------------------------------------------------------------------- */

/** What ImGui's draw list holds. Vertices are {f32 x, y, u, v; u32 colour}, in device pixels, the
 *  colour 0xAABBGGRR with its alpha not multiplied in (textures have it multiplied in: the product
 *  of both is texel * vec4(colour.rgb * colour.a, colour.a), blended ONE, ONE_MINUS_SRC_ALPHA);
 *  indices are 32 bit; a command draws `count` of them from `first` with texture 0 (white and
 *  round edges) or 1 (the label atlas). */
typedef struct {
    uint32_t vertices, vertex_count;
    uint32_t indices, index_count;
    uint32_t commands, command_count; /**< {u32 first, count, texture} */
    uint32_t moving;                  /**< not 0: draw again, something still moves */
} palabre_drawing;

/** Draws the stage as it is at `now` milliseconds of any clock that only goes forward. */
palabre_status palabre_map_frame(uint32_t map, double now, palabre_drawing* out);
/** Texture 0, RGBA, premultiplied: width, height, and the bytes; `changed` not 0 where it has to be
 *  handed to the graphics again. Called after a frame. */
palabre_status palabre_map_texture(uint32_t map, uint32_t* width, uint32_t* height,
                                   uint32_t* changed, palabre_span* out);

/* --- Export: the same layout as shapes ------------------------------------------------------- */

/** All of the view as shapes of ten f32: kind (0 box, 1 sector, 2 edge), row, parent row, stance
 *  (0 pro, 1 con, 2 weightless, 3 thesis), strength, then box: x, y, width, height, 0; sector:
 *  inner and outer radius, start and end angle (clockwise from the top, radians), 0, about the
 *  origin; icicle: boxes; edge: x and y of both ends, 0. World pixels; the first shape is the
 *  view's own bounds, kind 3. */
palabre_status palabre_map_shapes(uint32_t map, palabre_span* out);

#ifdef __cplusplus
}
#endif
#endif
