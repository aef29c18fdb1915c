#include "cli/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace palabre {

namespace {

Fault system_fault() {
    return {"file", "", std::strerror(errno)};
}

/// A file descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ > 2) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

Result<bool> write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return system_fault();
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file) != 0 && errno != EINVAL) return system_fault();
    return true;
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
    const Descriptor file(path == "-" ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0) return system_fault();
    std::string bytes;
    std::array<char, 65536> block;
    for (;;) {
        const ssize_t size = ::read(file.number(), block.data(), block.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return system_fault();
        if (size == 0) return bytes;
        bytes.append(block.data(), static_cast<std::size_t>(size));
    }
}

Result<bool> create_file(const std::string& path, std::string_view bytes, FileMode mode) {
    const mode_t rights = mode == FileMode::owner_alone ? 0600 : 0666;
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, rights));
    if (file.number() < 0) return system_fault();
    return write_all(file.number(), bytes);
}

Result<bool> append_file(const std::string& path, std::string_view bytes) {
    const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
    if (file.number() < 0) return system_fault();
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) return system_fault();
    char last = '\n';
    if (status.st_size > 0 && ::pread(file.number(), &last, 1, status.st_size - 1) != 1) {
        return system_fault();
    }
    std::string block = last == '\n' ? "" : "\n";
    block.append(bytes);
    return write_all(file.number(), block);
}

bool file_exists(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0;
}

}  // namespace palabre
