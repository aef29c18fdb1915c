#include "interchange/exports.hpp"

#include "interchange/csv.hpp"
#include "interchange/debate_file.hpp"
#include "interchange/html_writer.hpp"

namespace palabre {

std::optional<std::string> export_debate(const LiveDebate& debate, std::string_view format) {
    if (format == "json") return write_debate_file(debate);
    if (format == "html") return write_debate_html(debate);
    if (format == "csv") return write_debate_csv(debate);
    if (format == "log") return write_log(debate);
    return std::nullopt;
}

}  // namespace palabre
