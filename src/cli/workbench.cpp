#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "cli/cli.hpp"

namespace palabre {

namespace {

constexpr const char* program = "palabre-workbench";

// The program that stands beside this one, or its name alone, for the shell's path.
std::string beside_this() {
    std::array<char, 4096> path{};
    const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
    if (size <= 0 || static_cast<std::size_t>(size) == path.size()) return program;
    const std::string_view whole(path.data(), static_cast<std::size_t>(size));
    const std::string beside = std::string(whole.substr(0, whole.rfind('/') + 1)) + program;
    return ::access(beside.c_str(), X_OK) == 0 ? beside : std::string(program);
}

}  // namespace

int run_workbench(Arguments arguments, std::ostream& out, std::ostream& err) {
    std::string name = beside_this();
    std::vector<std::string> words{program};
    for (const std::string_view argument : arguments) words.emplace_back(argument);
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    out.flush();
    // What comes back has failed.
    ::execvp(name.c_str(), pointers.data());
    err << "palabre: " << program << ": " << std::strerror(errno)
        << ": the workbench's window is a program of its own, built where GLFW is\n";
    return exit_status::bad_input;
}

}  // namespace palabre
