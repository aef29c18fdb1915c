#include "deliberation/sha256_blocks.hpp"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <cpuid.h>
#include <immintrin.h>
#define PALABRE_SHA_X86 1
#endif

namespace palabre::sha256_detail {

#ifdef PALABRE_SHA_X86
namespace {

bool processor_has_sha() {
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0 || (b & (1U << 29U)) == 0) return false;
    return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_SSE4_1) != 0 && (c & bit_SSSE3) != 0;
}

// Intel's SHA extensions keep the state as ABEF and CDGH and do four rounds at a time.
__attribute__((target("sha,sse4.1,ssse3"))) void take_blocks(std::array<std::uint32_t, 8>& state,
                                                             const std::uint8_t* blocks,
                                                             std::size_t count) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    const auto* from = reinterpret_cast<const __m128i*>(state.data());
    __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(from), 0xB1);
    __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(from + 1), 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
    __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; count > 0; --count, blocks += 64) {
        const __m128i abef_before = abef;
        const __m128i cdgh_before = cdgh;
        const auto* words = reinterpret_cast<const __m128i*>(blocks);
        __m128i w[4];
        for (int i = 0; i < 4; ++i) w[i] = _mm_shuffle_epi8(_mm_loadu_si128(words + i), swap);
        for (int quad = 0; quad < 16; ++quad) {
            __m128i& now = w[quad & 3];
            if (quad >= 4) {
                const __m128i& last = w[(quad + 3) & 3];
                now = _mm_sha256msg1_epu32(now, w[(quad + 1) & 3]);
                now = _mm_add_epi32(now, _mm_alignr_epi8(last, w[(quad + 2) & 3], 4));
                now = _mm_sha256msg2_epu32(now, last);
            }
            const auto* constants =
                reinterpret_cast<const __m128i*>(round_constants.data() + 4 * quad);
            const __m128i sum = _mm_add_epi32(now, _mm_loadu_si128(constants));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
    const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    auto* to = reinterpret_cast<__m128i*>(state.data());
    _mm_storeu_si128(to, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128(to + 1, _mm_alignr_epi8(dchg, feba, 8));
}

}  // namespace

bool take_blocks_x86(std::array<std::uint32_t, 8>& state, const std::uint8_t* blocks,
                     std::size_t count) {
    static const bool able = processor_has_sha();
    if (able) take_blocks(state, blocks, count);
    return able;
}
#else
bool take_blocks_x86(std::array<std::uint32_t, 8>&, const std::uint8_t*, std::size_t) {
    return false;
}
#endif

}  // namespace palabre::sha256_detail
