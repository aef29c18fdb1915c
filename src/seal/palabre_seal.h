#ifndef PALABRE_SEAL_H
#define PALABRE_SEAL_H

/* The whole boundary of palabre-seal.wasm: whether an entry's signature is its author's.
 *
 * One entry a call, so that the page can stop between two of them whenever its slice of time is
 * over. The page unpacks the line's JSON, writes `sig` and `head` into the room, and asks.
 * Nothing is kept between calls, and nothing that is written into the room can make a call fail. */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Characters of a `sig`. */
#define PALABRE_SEAL_SIG 86
/** The longest head that the room holds; longer ones are no heads (docs/entry.md). */
#define PALABRE_SEAL_HEAD 1024

/** PALABRE_SEAL_SIG + PALABRE_SEAL_HEAD bytes to write into: the signature's text, then the head.
 *  The same address in every call. */
uint8_t* palabre_seal_room(void);

/** 1: the signature in the room is that of the author whom the head names.
 *  0: it is not, or is no canonical base64url.
 *  -1: the head names no author: it does not begin as one of version 1 does, its author is no
 *      canonical base64url, or `head_size`, in bytes, is above PALABRE_SEAL_HEAD. */
int32_t palabre_seal_check(uint32_t head_size);

#ifdef __cplusplus
}
#endif
#endif
