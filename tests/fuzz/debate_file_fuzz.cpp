// A debate file is read or refused; what was read can be opened and written as a file that is read.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "interchange/debate_file.hpp"
#include "interchange/debate_file_reader.hpp"
#include "interchange/replay.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace palabre;
    auto file = read_debate_file({reinterpret_cast<const char*>(data), size});
    if (!file) return 0;
    ReplayOptions options;
    options.debate = file->debate.empty() ? "a/b" : file->debate;
    options.owner = file->owner;
    options.page = file->page;
    const Replayed replayed = replay_log(file->log, options);
    const auto again = read_debate_file(write_debate_file(*replayed.debate));
    if (!again || !outline_matches(again->page)) std::abort();
    return 0;
}
