// Any bytes are read as lines, heads and bodies, or refused; a head that is read is written back to
// the byte, and what a body says is the same each time.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "interchange/body_reader.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace palabre;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Ledger ledger;
    BodyReader bodies;
    const auto read_body = [&](std::string_view body) {
        if (first_invalid_utf8(body)) return;
        const Body said = bodies.read(body, ledger);
        const Body again = bodies.read(body, ledger);
        if (again.verb != said.verb || again.flaw != said.flaw) std::abort();
        if (said.flaw == Reason::none) (void)bodies.words(body);
    };
    if (const auto head = read_head(text); head && write_head(*head) != text) std::abort();
    read_body(text);

    LineReader lines;
    bool first = true;
    for (std::string_view rest = text; !rest.empty(); first = false) {
        const LogLine line = lines.read(take_line(rest), first);
        if (line.is != LogLine::Is::entry) continue;
        if (write_head(line.head) != line.head_text) std::abort();
        if (line.body) read_body(*line.body);
    }
    return 0;
}
