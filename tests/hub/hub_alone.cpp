// The hub without the rest of the command, so that a build under ThreadSanitizer compiles no more:
// `palabre_hub_alone hub --data DIR [--listen ADDRESS:PORT] [--name NAME] [--config FILE]`.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "hub/net_server.hpp"
#include "hub/settings.hpp"

namespace {

using palabre::hub::Settings;

bool set(Settings& settings, std::string_view name, const std::string& value) {
    if (name == "--data") {
        settings.folder = value;
    } else if (name == "--listen") {
        settings.listen = value;
    } else if (name == "--name") {
        settings.name = value;
    } else if (name == "--config") {
        std::ifstream file(value);
        const std::string text((std::istreambuf_iterator<char>(file)), {});
        return palabre::hub::read_settings(text, settings).ok();
    } else {
        return false;
    }
    return true;
}

}  // namespace

int main(int count, char** words) {
    Settings settings;
    for (int i = 2; i + 1 < count; i += 2) {
        if (!set(settings, words[i], words[i + 1])) {
            std::fprintf(stderr, "palabre_hub_alone: %s %s\n", words[i], words[i + 1]);
            return 2;
        }
    }
    const auto done = palabre::hub::run_hub(settings);
    if (!done.ok()) std::fprintf(stderr, "palabre_hub_alone: %s\n", done.fault().what.c_str());
    return done.ok() ? 0 : 1;
}
