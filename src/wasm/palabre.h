#ifndef PALABRE_H
#define PALABRE_H

/* The whole boundary of palabre-core, and of palabre-files, which answers the rarer questions too.
 * Read docs/engine.md for the JSON that crosses it, and palabre_module.h for what every function
 * keeps to. Where a module does not answer a question it knows, that is the fault `not-here`. */

#include "wasm/palabre_module.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The one thing that a module asks of the page, in the middle of a call: import
 * `env.palabre_is_signed`.
 *
 *   int32_t palabre_is_signed(const uint8_t* text, uint32_t size);
 *
 * palabre-files alone asks it: palabre-core knows no members. `text` is a key, a signature and what
 * may be signed by it, a space between them: a site's token, as it stands in an attest. 1 where the
 * signature is good, by palabre-seal. The page has that module before it hands over a line with an
 * attest; it answers without calling this module. */

/** Opens a debate without entries. `options`:
 * {"debate":ID,"anchor":KEY|null,"outline":OUTLINE|null}. The answer is {"handle":N} with N >= 1.
 */
palabre_status palabre_open(const uint8_t* options, uint32_t size, palabre_span* out);

/** Forgets a debate. An unknown handle is no error. */
void palabre_close(uint32_t debate);

/** Adds entries (NDJSON lines of docs/entry.md, in any order, known ones too).
 *  The answer says what was new, malformed and changed. Signatures are not checked here. */
palabre_status palabre_apply(uint32_t debate, const uint8_t* lines, uint32_t size,
                             palabre_span* out);

/** A person's intent to the unsigned entry {"head","body"}, or a fault that says why it would not
 * count. */
palabre_status palabre_compose(uint32_t debate, const uint8_t* intent, uint32_t size,
                               palabre_span* out);

/** A question in JSON to an answer in JSON. */
palabre_status palabre_query(uint32_t debate, const uint8_t* question, uint32_t size,
                             palabre_span* out);

/** Claims as flat little-endian arrays for the map; nothing but the counts where `since` is the
 * present revision (0: all). */
palabre_status palabre_columns(uint32_t debate, uint32_t since, palabre_span* out);

/** The debate as NDJSON: a first line {"debate","owner"} where there is an anchor, then every line
 *  verbatim in the order of arrival. */
palabre_status palabre_snapshot(uint32_t debate, palabre_span* out);

/** Opens a debate from `palabre_snapshot` bytes and `options` as palabre_open takes them
 *  (size 0: what the first line says). The answer is {"handle":N,"entries":N}. */
palabre_status palabre_restore(const uint8_t* options, uint32_t options_size,
                               const uint8_t* snapshot, uint32_t size, palabre_span* out);

/** {"state":HEX,"set":HEX} of docs/entry.md, section 6; palabre-files alone has it. */
palabre_status palabre_digest(uint32_t debate, palabre_span* out);

#ifdef __cplusplus
}
#endif
#endif
