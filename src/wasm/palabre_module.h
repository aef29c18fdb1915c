#ifndef PALABRE_MODULE_H
#define PALABRE_MODULE_H

/* What the boundaries of palabre-core, palabre-files and palabre-weigh have in common.
 *
 * Handles and byte spans: no callbacks but the one of palabre.h, no exceptions, no 64-bit integer.
 * Every function but the plain ones (version, alloc, free, and those that close) returns a status
 * and fills `out` where it has one. Text in and out is UTF-8 without a final zero.
 *
 * Lifetime: the bytes an `out` span shows belong to the module and stay until the next call of any
 * function but palabre_alloc and palabre_free. The caller owns what it got from palabre_alloc.
 * Bad input never aborts; a span outside the module's memory is the fault `span`. Out of memory
 * traps: drop the instance and start another. */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes the module shows. Two 32-bit words in WebAssembly. */
typedef struct palabre_span {
    const uint8_t* data;
    uint32_t size; /**< in bytes */
} palabre_span;

/** 0 fine: `out` is the answer. 1 fault: `out` is {"code","where"} in JSON.
 *  2 no such handle: `out` is empty. */
typedef int32_t palabre_status;

/** 65536 * major + 256 * minor + patch. */
uint32_t palabre_version(void);

/** `size` bytes for an argument, never null. */
uint8_t* palabre_alloc(uint32_t size);
void palabre_free(uint8_t* bytes);

/** The last fault of this module again, or an empty span. */
palabre_status palabre_fault(palabre_span* out);

#ifdef __cplusplus
}
#endif
#endif
