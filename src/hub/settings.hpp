#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "hub/terms.hpp"

namespace palabre::hub {

/// What one debate of a site has of its own.
struct DebateSetting {
    std::string name;  ///< the part of its id behind the slash
    std::optional<WriteMode> write;
    std::optional<bool> read_first;
    std::string page;  ///< its address, "": as the site's
};

/// A site whose debates the hub takes.
struct Site {
    std::string name;                  ///< the part of a debate's id before the slash
    std::vector<std::string> origins;  ///< pages that may connect, "https://example.org"; none: any
    std::vector<std::string> owners;  ///< keys that may open debates; none: any, and the hub itself
    std::vector<std::string> keys;    ///< by which the site signs tokens; none: those of `open`
    WriteMode write = WriteMode::open;  ///< who may write
    bool read_first = false;            ///< a moderator reads what is written before others do
    std::string page;  ///< the address of a debate's page, `{debate}` being its name; "": none
    std::vector<DebateSetting> debates;  ///< that differ from the others
};

/// What a hub among others has to know of them.
struct ClusterSetting {
    std::vector<std::string> servers;  ///< `servers`: of NATS, "nats://HOST:PORT"; none: alone
    std::string key;                   ///< `key`: the file of the key that opens debates, or ""
    std::vector<std::string> clerks;   ///< `clerks`: the keys of all hubs, this one's among them
    std::int64_t replicas = 3;         ///< `replicas`: servers that keep what is sent
    std::string credentials;           ///< `credentials`: a file as NATS has them, or ""
    std::string authority;             ///< `ca`: certificates that TLS is checked with, or ""
};

/// Everything that a configuration file or the command line can say, with its default. All sizes
/// are bytes, all times ms.
struct Settings {
    std::string folder;                     ///< `data`
    std::string listen = "127.0.0.1:8090";  ///< `listen`: ADDRESS:PORT, [v6]:PORT; port 0: any
    std::string name = "hub";               ///< `name`: the hub's, in its checkpoints
    std::string files;                      ///< `static`: the widget's own, or ""
    std::vector<Site> sites;                ///< `sites`; none: debates of any site, from any page
    std::vector<std::string> proxies;       ///< `proxies`: whose X-Forwarded-For is believed
    ClusterSetting cluster;                 ///< `cluster`

    EntryLimits entry;                          ///< `entry_bytes`, `text_characters`
    std::size_t message_bytes = 262144;         ///< of a reader's message
    std::size_t message_entries = 500;          ///< in a reader's message
    std::int64_t entries_a_minute_of_key = 60;  ///< `key_rate`
    std::int64_t entries_a_minute_of_address =
        600;                                 ///< `address_rate`: a school behind one address
    std::int64_t entries_of_new_key = 1000;  ///< `first_day`: of a key that nobody vouches for
    std::int64_t work = 0;  ///< `work`: hashes at most that a new key has to try; 0: none
    std::int64_t connections_of_address = 200;         ///< `address_connections`
    std::int64_t connections = 15000;                  ///< `connections`
    std::int64_t debates_of_site = 1000;               ///< `site_debates`
    std::int64_t new_debates_an_hour_of_address = 60;  ///< `address_debates`

    std::int64_t heartbeat_ms = 25000;
    std::int64_t silence_ms = 60000;
    std::int64_t hello_ms = 10000;
    std::int64_t stall_ms = 30000;  ///< `stall_ms`: a write that makes no progress, or little
    std::int64_t batch_ms = 20;     ///< entries go out together at most so often
    std::uint64_t behind_max = 5000;
};

/// Reads a configuration file, JSON, over what `settings` says already.
/// Errors: "settings", `where` naming the field.
[[nodiscard]] Result<bool> read_settings(std::string_view json, Settings& settings);

/// Whether the settings make sense together. Errors: "settings".
[[nodiscard]] Result<bool> check_settings(const Settings& settings);

/// On what terms entries of a debate are taken.
[[nodiscard]] Terms terms_of(const Settings& settings, std::string_view debate);

/// The address of the page that declares a debate which the hub opens, or "".
[[nodiscard]] std::string page_of(const Settings& settings, std::string_view debate);

/// The site of a debate's id, or nothing where the settings do not name it.
[[nodiscard]] const Site* site_of(const Settings& settings, std::string_view debate);

}  // namespace palabre::hub
