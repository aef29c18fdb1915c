#ifndef PALABRE_WEIGH_H
#define PALABRE_WEIGH_H

/* The boundary of palabre-weigh, which knows no debate: it is given a debate's columns and says
 * what moves a claim. palabre_module.h says what every function keeps to. */

#include "wasm/palabre_module.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Reads whole columns as palabre_columns gives them (since 0). The answer is {"handle":N,"rows":N}
 *  with N >= 1. */
palabre_status palabre_study_open(const uint8_t* columns, uint32_t size, palabre_span* out);

/** Forgets a study. An unknown handle is no error. */
void palabre_study_close(uint32_t study);

/** A question in JSON to an answer in JSON (docs/engine.md, Study). */
palabre_status palabre_study_ask(uint32_t study, const uint8_t* question, uint32_t size,
                                 palabre_span* out);

#ifdef __cplusplus
}
#endif
#endif
