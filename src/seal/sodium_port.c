/* What the subset of libsodium in CMakeLists.txt wants from the rest of it. Nothing that this
 * folder calls reaches either function: keys come from seeds, and signing draws no randomness. */

#include <stddef.h>
#include <stdlib.h>

void randombytes_buf(void* bytes, size_t size);
void sodium_misuse(void);

void randombytes_buf(void* bytes, size_t size) {
    (void)bytes;
    (void)size;
    abort();
}

void sodium_misuse(void) {
    abort();
}
