#ifndef PALABRE_WORKBENCH_H
#define PALABRE_WORKBENCH_H

/* The boundary of palabre-workbench: the workbench of facilitators and analysts (docs/workbench.md)
 * on a page. There is one at a time. It is given a debate and what happens (pointer, keys, text,
 * the clock), and gives triangles and textures, which the page draws. palabre_module.h says what
 * every function keeps to.
 *
 * Lengths are CSS pixels of the stage, origin at its upper left corner. Without an open debate
 * functions with a status answer status_no_handle, and the others do nothing. Where no answer is
 * told of, `out` is empty.
 *
 * The page lends what the module has not (imports of `env`): its randomness, and its fonts, by
 * `size` in device pixels. */

#include "wasm/palabre_module.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Imports. `line`: ascent and descent. `glyph`: advance, then left, top, width and height of the
 *  picture from the place on the base line, and 1 where it has colours of its own; the picture is
 *  kept until the next. `pixels`: that one, RGBA. `salt`: 16 random bytes; 0 where there are none.
 */
void palabre_page_line(float size, float line[2]);
void palabre_page_glyph(uint32_t character, float size, float glyph[6]);
void palabre_page_pixels(uint8_t* pixels);
int32_t palabre_page_salt(uint8_t salt[16]);

/* --- The debate ------------------------------------------------------------------------------ */

/** Reads a log or a debate file, and `room`, the room's own log, which may be empty; signatures are
 *  checked. `lang`: fr or en, or empty for the debate's. The answer is {"debate","entries","lang",
 *  "left","owner","title"}: lang is the one that is spoken, left the number of lines left out.
 *  Faults: as Timeline::open, read_debate_file. What was open before stays where this fails. */
palabre_status palabre_workbench_open(const uint8_t* text, uint32_t size, const uint8_t* room,
                                      uint32_t room_size, const uint8_t* lang, uint32_t lang_size,
                                      palabre_span* out);
void palabre_workbench_close(void);
/** The debate as it is now, what the room said included, as a debate file (docs/debate-file.md). */
palabre_status palabre_workbench_file(palabre_span* out);
/** Lines that came since, as a hub sends them: what is new counts from now on. Their signatures
 *  have been checked. The answer is {"entries"}, how many were new. */
palabre_status palabre_workbench_take(const uint8_t* lines, uint32_t size, palabre_span* out);
/** Milliseconds that reading took, for the figures. */
void palabre_workbench_told_opening(double ms);
/** The address that the code for phones leads to. Faults: `page` beyond 2,331 bytes. */
palabre_status palabre_workbench_page(const uint8_t* address, uint32_t size, palabre_span* out);

/* --- The room -------------------------------------------------------------------------------- */

/** From now on the room can be written down, by the key of this seed, which has 32 bytes. The
 * answer is {"author"}. Faults: `seed`. */
palabre_status palabre_workbench_room(const uint8_t* seed, uint32_t size, palabre_span* out);
/** The line that was said and is to be kept; empty where there is none. Until
 * palabre_workbench_kept it does not count, and no frame may be drawn nor anything told. */
palabre_status palabre_workbench_line(palabre_span* out);
/** Whether that line has been kept. */
void palabre_workbench_kept(uint32_t kept);

/* --- What happens ---------------------------------------------------------------------------- */

enum { workbench_mode_debate = 0, workbench_mode_room = 1, workbench_mode_wall = 2 };
void palabre_workbench_show(uint32_t mode);
palabre_status palabre_workbench_lang(const uint8_t* lang, uint32_t size, palabre_span* out);
void palabre_workbench_dark(uint32_t dark);

void palabre_workbench_point(float x, float y);
void palabre_workbench_leave(void);
/** Buttons: 0 left, 1 right, 2 middle. */
void palabre_workbench_press(uint32_t button, uint32_t down);
/** In notches: positive is up and left. */
void palabre_workbench_wheel(float x, float y);
/** `key`: the place in Tab, Left, Right, Up, Down, PageUp, PageDown, Home, End, Insert, Delete,
 *  Backspace, Space, Enter, Escape, A, C, X, Y, Z. `modifiers`: 1 control, 2 shift, 4 alt, 8 meta.
 */
void palabre_workbench_key(uint32_t key, uint32_t down, uint32_t modifiers);
palabre_status palabre_workbench_type(const uint8_t* text, uint32_t size, palabre_span* out);
void palabre_workbench_focus(uint32_t has);
/** The context that drew is gone: the next frame gives all textures anew. */
void palabre_workbench_renew(void);

/* --- A frame --------------------------------------------------------------------------------- */

/** What to draw. A vertex is x, y, u, v as floats and a colour 0xAABBGGRR, not premultiplied; an
 *  index a uint32_t. A command is first index, count and texture, then left, top, right and bottom
 *  of what is seen of it as floats. A texture that changed is number, want (0 create, 1 update, 2
 *  destroy), x, y, width, height, pixels of a row, and where the first pixel lies: RGBA, not
 *  premultiplied. */
typedef struct palabre_painting {
    uint32_t vertices, vertex_count;
    uint32_t indices, index_count;
    uint32_t commands, command_count;
    uint32_t textures, texture_count;
    uint32_t moves;  /**< bits: another frame is wanted soon; not all that was told is taken */
    uint32_t cursor; /**< 0 arrow, 1 text, 2 and 3 resize across and along, 4 hand, 5 other */
    uint32_t types;  /**< text is being entered, at the caret */
    float caret[3];  /**< x, y, height */
    uint32_t dark;   /**< how it looks now */
    uint32_t french; /**< and speaks */
} palabre_painting;

/** `now`: ms of a clock that only goes forward; `wall`: ms since 1970; `spent`: ms that the last
 *  frame took; `still` not 0: nothing moves by itself (prefers-reduced-motion). */
palabre_status palabre_workbench_frame(double now, double wall, float width, float height,
                                       float ratio, double spent, uint32_t still,
                                       palabre_painting* out);
/** What was copied or cut since this was last asked. */
palabre_status palabre_workbench_copied(palabre_span* out);

#ifdef __cplusplus
}
#endif
#endif
