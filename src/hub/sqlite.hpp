#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "deliberation/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace palabre::hub {

/// A connection to a database file. One thread at a time.
class Database {
  public:
    Database() = default;
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    /// Opens `path`, making it where it is not there. Errors: "storage".
    static Result<Database> open(const std::string& path);

    /// Runs statements that answer nothing. Errors: "storage".
    [[nodiscard]] Result<bool> run(const char* sql);
    /// How long a statement waits for another connection that is in its way.
    void wait_for_others(int ms);
    [[nodiscard]] Fault fault() const;
    [[nodiscard]] std::int64_t last_row() const;
    [[nodiscard]] sqlite3* handle() const { return handle_; }

  private:
    explicit Database(sqlite3* handle) : handle_(handle) {}
    sqlite3* handle_ = nullptr;
};

/// A count or a position as SQLite has numbers; ours are below 2^53.
[[nodiscard]] constexpr std::int64_t bound(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}

/// A statement, prepared once and run often. Bound texts must live until the next `reset`.
class Statement {
  public:
    Statement() = default;
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    static Result<Statement> prepare(const Database& database, const char* sql);

    Statement& bind(int index, std::int64_t number);
    Statement& bind(int index, std::string_view text);
    Statement& bind_null(int index);
    Statement& bind_bytes(int index, std::span<const std::uint8_t> bytes);

    enum class Step : std::uint8_t { row, done, failed };
    Step step();
    void reset();
    /// Runs it to its end. False where it failed.
    bool run();

    [[nodiscard]] std::int64_t number(int column) const;
    /// Valid until the next step or reset.
    [[nodiscard]] std::string_view text(int column) const;
    /// A blob's. Valid until the next step or reset.
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] bool is_null(int column) const;

  private:
    explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
    sqlite3_stmt* handle_ = nullptr;
};

}  // namespace palabre::hub
