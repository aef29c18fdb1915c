#ifndef PALABRE_SEAL_H
#define PALABRE_SEAL_H

/* The whole boundary of palabre-seal.wasm: whether a signature is that of a key over a message, by
 * the very code that says so natively.
 *
 * One signature a call, so that the page can stop between two of them whenever its slice of time is
 * over. The page writes key, signature and message into the room and asks. Nothing is kept between
 * calls, no memory is asked for, and nothing that stands in the room can make a call fail. */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of the room's three parts, which follow each other in this order. An entry's message, its
 *  head and what stands before it, is far shorter than there is room for (docs/entry.md). */
#define PALABRE_SEAL_KEY 32
#define PALABRE_SEAL_SIGNATURE 64
#define PALABRE_SEAL_MESSAGE 2048

/** Where to write: the same address in every call. */
uint8_t* palabre_seal_room(void);

/** 1 where the signature in the room is that of its key over its message, 0 where not.
 *  `message_size` is in bytes; above PALABRE_SEAL_MESSAGE the answer is 0. */
int32_t palabre_seal_verify(uint32_t message_size);

#ifdef __cplusplus
}
#endif
#endif
