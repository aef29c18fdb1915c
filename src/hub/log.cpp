#include "hub/log.hpp"

#include <unistd.h>

#include <ctime>

#include "interchange/json_writer.hpp"

namespace palabre::hub {

void log_event(std::string_view level, std::string_view event,
               std::initializer_list<std::pair<std::string_view, std::string>> fields) {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char time[32];
    std::strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%SZ", &parts);
    JsonWriter json;
    json.begin_object().key("time").string(time).key("level").string(level);
    json.key("event").string(event);
    for (const auto& [key, value] : fields) json.key(key).string(value);
    std::string line = json.end_object().take() + "\n";
    // One write a line: lines of two threads do not mix.
    [[maybe_unused]] const auto written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace palabre::hub
