#include "hub/sqlite.hpp"

#include <sqlite3.h>

#include <utility>

namespace palabre::hub {

Database::Database(Database&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

Database& Database::operator=(Database&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
}

Database::~Database() {
    sqlite3_close_v2(handle_);
}

Result<Database> Database::open(const std::string& path) {
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int status = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    Database database(handle);
    if (status != SQLITE_OK) return Fault{"storage", path, sqlite3_errstr(status)};
    sqlite3_busy_timeout(handle, 10000);
    return database;
}

Result<bool> Database::run(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return fault();
    return true;
}

void Database::wait_for_others(int ms) {
    sqlite3_busy_timeout(handle_, ms);
}

Fault Database::fault() const {
    return {"storage", "", sqlite3_errmsg(handle_)};
}

std::int64_t Database::last_row() const {
    return sqlite3_last_insert_rowid(handle_);
}

Statement::Statement(Statement&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
}

Statement::~Statement() {
    sqlite3_finalize(handle_);
}

Result<Statement> Statement::prepare(const Database& database, const char* sql) {
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle,
                           nullptr) != SQLITE_OK) {
        return database.fault();
    }
    return Statement(handle);
}

Statement& Statement::bind(int index, std::int64_t number) {
    sqlite3_bind_int64(handle_, index, number);
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    // An empty view may have no address, which SQLite would take for NULL.
    sqlite3_bind_text64(handle_, index, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind_null(int index) {
    sqlite3_bind_null(handle_, index);
    return *this;
}

Statement& Statement::bind_bytes(int index, std::span<const std::uint8_t> bytes) {
    sqlite3_bind_blob64(handle_, index, bytes.data(), bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement::Step Statement::step() {
    const int status = sqlite3_step(handle_);
    if (status == SQLITE_ROW) return Step::row;
    return status == SQLITE_DONE ? Step::done : Step::failed;
}

void Statement::reset() {
    sqlite3_reset(handle_);
}

bool Statement::run() {
    Step step = Step::row;
    while (step == Step::row) step = this->step();
    reset();
    return step == Step::done;
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(handle_, column);
}

std::string_view Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    const int size = sqlite3_column_bytes(handle_, column);
    return bytes == nullptr ? std::string_view() : std::string_view(bytes, std::size_t(size));
}

std::string_view Statement::bytes(int column) const {
    const auto* first = static_cast<const char*>(sqlite3_column_blob(handle_, column));
    const int size = sqlite3_column_bytes(handle_, column);
    return first == nullptr ? std::string_view() : std::string_view(first, std::size_t(size));
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

}  // namespace palabre::hub
