#include "hub/terms.hpp"

namespace palabre::hub {

std::string_view to_text(WriteMode mode) {
    switch (mode) {
        case WriteMode::open:
            return "open";
        case WriteMode::members:
            return "members";
        case WriteMode::closed:
            break;
    }
    return "closed";
}

std::optional<WriteMode> write_mode_from(std::string_view text) {
    for (const WriteMode mode : {WriteMode::open, WriteMode::members, WriteMode::closed}) {
        if (text == to_text(mode)) return mode;
    }
    return std::nullopt;
}

}  // namespace palabre::hub
