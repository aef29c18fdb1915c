// Whatever a page holds, it is read or refused, and what was read is written so that it is read
// again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "interchange/html_writer.hpp"
#include "interchange/page_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace palabre;
    // Most bytes are no page: they are tried inside a debate too.
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    for (const std::string& html : {bytes, "<palabre-debate>" + bytes + "</palabre-debate>"}) {
        const auto pages = read_page(html);
        if (!pages) continue;
        for (const PageDebate& page : *pages.operator->()) {
            const std::string written = write_outline_html(page.outline, "a/b", "", "");
            const auto again = read_page(written);
            if (!again || again->size() != 1) std::abort();
            const Outline& outline = again.value().front().outline;
            if (write_outline_html(outline, "a/b", "", "") != written) std::abort();
            if (outline.claims.size() != page.outline.claims.size()) std::abort();
            for (std::size_t i = 0; i < outline.claims.size(); ++i) {
                if (outline.claims[i].id != page.outline.claims[i].id) std::abort();
            }
        }
    }
    return 0;
}
