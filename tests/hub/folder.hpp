#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

/// A hub's folder, gone when the test ends.
namespace hub_folder {

namespace fs = std::filesystem;

struct Folder {
    std::string path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "palabre-store-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

/// Whether a file of the folder has these bytes anywhere.
inline bool holds(const std::string& folder, const std::string& words) {
    for (const fs::directory_entry& each : fs::recursive_directory_iterator(folder)) {
        if (!each.is_regular_file()) continue;
        std::ifstream file(each.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file),
                                std::istreambuf_iterator<char>()};
        if (bytes.find(words) != std::string::npos) return true;
    }
    return false;
}

}  // namespace hub_folder
