#include "hub/settings.hpp"

#include <catch2/catch_test_macros.hpp>

namespace settings_test {

using namespace palabre;
using namespace palabre::hub;

TEST_CASE("a configuration says what it says and leaves the rest", "[hub][settings]") {
    Settings settings;
    const auto read = read_settings(R"({
        "data": "/var/lib/palabre", "listen": "[::1]:9000", "name": "hub.example.org",
        "key_rate": 30, "text_characters": 2000, "first_day": 40, "work": 50000,
        "proxies": ["127.0.0.1"],
        "sites": [{"name": "example.org", "origins": ["https://example.org"], "write": "members",
                   "read_first": true,
                   "debates": {"garden": {"write": "closed"}, "square": {"read_first": false}}},
                  {"name": "x"}]
    })",
                                    settings);
    REQUIRE(read.ok());
    CHECK(check_settings(settings).ok());
    CHECK(settings.folder == "/var/lib/palabre");
    CHECK(settings.entries_a_minute_of_key == 30);
    CHECK(settings.entry.text_characters == 2000);
    CHECK(settings.entry.body_bytes == 16384);
    REQUIRE(settings.sites.size() == 2);
    REQUIRE(site_of(settings, "example.org/garden") != nullptr);
    CHECK(site_of(settings, "example.org/garden")->origins.size() == 1);
    CHECK(site_of(settings, "example.com/garden") == nullptr);
    CHECK(terms_of(settings, "example.org/garden").write == WriteMode::closed);
    CHECK(terms_of(settings, "example.org/square").write == WriteMode::members);
    CHECK(terms_of(settings, "example.org/garden").read_first);
    CHECK_FALSE(terms_of(settings, "example.org/square").read_first);
    CHECK(settings.entries_of_new_key == 40);
    CHECK(terms_of(settings, "x/garden").asks_work);
    CHECK_FALSE(terms_of(Settings{}, "x/garden").asks_work);
    CHECK(terms_of(settings, "x/garden").write == WriteMode::open);
    CHECK(terms_of(settings, "x/garden").entry.text_characters == 2000);
}

TEST_CASE("a configuration that cannot be meant is refused, with the place", "[hub][settings]") {
    struct Each {
        std::string_view json;
        std::string_view where;
    };
    for (const Each& each :
         {Each{R"({"date": "x"})", "date"},
          Each{R"({"data": 3})", "data"},
          Each{R"({"key_rate": 0})", "key_rate"},
          Each{R"({"text_characters": 4001})", "text_characters"},
          Each{R"({"sites": [{"origins": []}]})", "sites.name"},
          Each{R"({"sites": [{"name": "x", "owners": ["y"]}]})", "sites.owners"},
          Each{R"({"sites": [{"name": "x", "keys": ["y"]}]})", "sites.keys"},
          Each{R"({"sites": [{"name": "x", "write": "no"}]})", "sites.write"},
          Each{R"({"sites": [{"name": "x", "debates": {"A": {}}}]})", "sites.debates.A"},
          Each{R"({"sites": [{"name": "x", "debates": {"a": {"b": 1}}}]})", "sites.debates.a.b"},
          Each{R"({"sites": [{"name": "x", "read_first": 1}]})", "sites.read_first"},
          Each{R"({"sites": [{"name": "x", "debates": {"a": {"read_first": 1}}}]})",
               "sites.debates.a.read_first"},
          Each{R"({"work": -1})", "work"},
          Each{R"({"first_day": 0})", "first_day"},
          Each{R"({"cluster": []})", "cluster"},
          Each{R"({"cluster": {"servers": "nats://x"}})", "cluster.servers"},
          Each{R"({"cluster": {"clerks": ["y"]}})", "cluster.clerks"},
          Each{R"({"cluster": {"replicas": 0}})", "cluster.replicas"},
          Each{R"({"cluster": {"key": 1}})", "cluster.key"},
          Each{R"({"cluster": {"nodes": 1}})", "cluster.nodes"},
          Each{R"({"proxies": "x"})", "proxies"}}) {
        Settings settings;
        const auto read = read_settings(each.json, settings);
        REQUIRE_FALSE(read.ok());
        CHECK(read.fault().where == each.where);
    }
    Settings settings;
    CHECK(check_settings(settings).fault().where == "data");
    settings.folder = "x";
    settings.cluster.key = "opener.key";
    CHECK(check_settings(settings).fault().where == "cluster.clerks");
    settings.cluster.key = "";
    settings.cluster.servers = {"nats://x"};
    settings.sites.emplace_back().debates.emplace_back().read_first = true;
    CHECK(check_settings(settings).ok());
    settings.sites[0].page = "https://example.org/";
    CHECK(check_settings(settings).ok());
    settings.cluster.servers = {};
    CHECK(check_settings(settings).ok());
    for (const char* listen : {"nowhere", ":80", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:8a"}) {
        settings.listen = listen;
        REQUIRE_FALSE(check_settings(settings).ok());
        CHECK(check_settings(settings).fault().where == "listen");
    }
}

}  // namespace settings_test
