#include "hub/settings.hpp"

#include <algorithm>
#include <array>

#include "deliberation/limits.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/strict_json.hpp"
#include "interchange/utf8.hpp"

namespace palabre::hub {

namespace {

using Kind = JsonToken::Kind;

Fault wrong(std::string_view where, std::string_view what) {
    return {"settings", std::string(where), std::string(what)};
}

Result<std::vector<std::string>> texts(const StrictJson& json, std::uint32_t list,
                                       std::string_view where) {
    std::vector<std::string> all;
    if (json.at(list).kind != Kind::list) return wrong(where, "this is a list of texts");
    std::uint32_t at = list + 1;
    for (std::uint32_t i = 0; i < json.at(list).size; ++i) {
        if (json.at(at).kind != Kind::text) return wrong(where, "this is a list of texts");
        all.emplace_back(json.at(at).text);
        at = json.at(at).next;
    }
    return all;
}

Result<bool> are_keys(const std::vector<std::string>& all, std::string_view where) {
    for (const std::string& key : all) {
        if (!is_key(key)) return wrong(where, key + " is no key");
    }
    return true;
}

Result<WriteMode> read_write_mode(const JsonToken& token, std::string_view where) {
    const auto mode = token.kind == Kind::text ? write_mode_from(token.text) : std::nullopt;
    if (!mode) return wrong(where, "this is open, members or closed");
    return *mode;
}

Result<bool> read_truth(const JsonToken& token, std::string_view where) {
    if (token.kind != Kind::boolean) return wrong(where, "this is true or false");
    return bool{token.boolean};
}

Result<std::string> read_page_address(const JsonToken& token, std::string_view where) {
    const std::string_view url = token.kind == Kind::text ? token.text : std::string_view();
    const bool web = url.substr(0, 8) == "https://" || url.substr(0, 7) == "http://";
    if (!web) return wrong(where, "this is an address, https://..");
    return std::string(url);
}

// Scheme, host and port of an address.
std::string_view origin_of(std::string_view url) {
    return url.substr(0, url.find_first_of("/?#", url.find("//") + 2));
}

// A page is at one of its site's origins, where those are named.
Result<bool> check_pages(const Site& site) {
    const auto good = [&site](std::string_view page) {
        return page.empty() || site.origins.empty() ||
               std::find(site.origins.begin(), site.origins.end(), origin_of(page)) !=
                   site.origins.end();
    };
    bool all = good(site.page);
    for (const DebateSetting& each : site.debates) all = all && good(each.page);
    if (!all) return wrong("sites.page", "this is at none of the site's `origins`");
    return true;
}

// {"NAME":{"write":..,"page":..,"read_first":..},..}
Result<std::vector<DebateSetting>> read_debates(const StrictJson& json, std::uint32_t object,
                                                const std::string& above) {
    if (json.at(object).kind != Kind::object) return wrong(above, "this is an object of objects");
    std::vector<DebateSetting> all;
    std::uint32_t name = object + 1;
    for (std::uint32_t i = 0; i < json.at(object).size; ++i) {
        DebateSetting debate;
        debate.name = json.at(name).text;
        const std::string where = above + "." + debate.name;
        const std::uint32_t said = name + 1;
        if (!is_debate_id("x/" + debate.name)) return wrong(where, "this is no debate's name");
        if (json.at(said).kind != Kind::object) return wrong(where, "this is an object");
        std::uint32_t key = said + 1;
        for (std::uint32_t j = 0; j < json.at(said).size; ++j) {
            const std::string field = where + "." + std::string(json.at(key).text);
            if (json.at(key).text == "write") {
                PALABRE_TRY(mode, read_write_mode(json.at(key + 1), field));
                debate.write = mode;
            } else if (json.at(key).text == "read_first") {
                PALABRE_TRY(first, read_truth(json.at(key + 1), field));
                debate.read_first = first;
            } else if (json.at(key).text == "page") {
                PALABRE_TRY(page, read_page_address(json.at(key + 1), field));
                debate.page = std::move(page);
            } else {
                return wrong(field, "there is no such setting");
            }
            key = json.at(key + 1).next;
        }
        all.push_back(std::move(debate));
        name = json.at(said).next;
    }
    return all;
}

Result<Site> read_site(const StrictJson& json, std::uint32_t object) {
    if (json.at(object).kind != Kind::object) return wrong("sites", "this is a list of objects");
    Site site;
    std::uint32_t key = object + 1;
    for (std::uint32_t i = 0; i < json.at(object).size; ++i) {
        const std::string_view name = json.at(key).text;
        const std::uint32_t value = key + 1;
        const std::string where = "sites." + std::string(name);
        if (name == "name") {
            if (json.at(value).kind != Kind::text) return wrong(where, "this is a text");
            site.name = json.at(value).text;
            if (!is_debate_id(site.name + "/x")) return wrong(where, "this is no site's name");
        } else if (name == "origins") {
            PALABRE_TRY(all, texts(json, value, where));
            site.origins = std::move(all);
        } else if (name == "owners") {
            PALABRE_TRY(all, texts(json, value, where));
            PALABRE_TRY(sound, are_keys(all, where));
            if (sound) site.owners = std::move(all);
        } else if (name == "keys") {
            PALABRE_TRY(all, texts(json, value, where));
            PALABRE_TRY(sound, are_keys(all, where));
            if (sound) site.keys = std::move(all);
        } else if (name == "write") {
            PALABRE_TRY(mode, read_write_mode(json.at(value), where));
            site.write = mode;
        } else if (name == "read_first") {
            PALABRE_TRY(first, read_truth(json.at(value), where));
            site.read_first = first;
        } else if (name == "page") {
            PALABRE_TRY(page, read_page_address(json.at(value), where));
            site.page = std::move(page);
        } else if (name == "debates") {
            PALABRE_TRY(debates, read_debates(json, value, where));
            site.debates = std::move(debates);
        } else {
            return wrong(where, "there is no such setting");
        }
        key = json.at(value).next;
    }
    if (site.name.empty()) return wrong("sites.name", "this is missing");
    PALABRE_TRY(sound, check_pages(site));
    if (!sound) return wrong("sites.page", "this cannot be read");
    return site;
}

Result<bool> read_cluster(const StrictJson& json, std::uint32_t object, ClusterSetting& cluster) {
    if (json.at(object).kind != Kind::object) return wrong("cluster", "this is an object");
    std::uint32_t key = object + 1;
    for (std::uint32_t i = 0; i < json.at(object).size; ++i) {
        const std::string_view name = json.at(key).text;
        const std::uint32_t value = key + 1;
        const std::string where = "cluster." + std::string(name);
        std::string* const text = name == "key"           ? &cluster.key
                                  : name == "credentials" ? &cluster.credentials
                                  : name == "ca"          ? &cluster.authority
                                                          : nullptr;
        if (text != nullptr) {
            if (json.at(value).kind != Kind::text) return wrong(where, "this is a text");
            *text = json.at(value).text;
        } else if (name == "servers") {
            PALABRE_TRY(all, texts(json, value, where));
            cluster.servers = std::move(all);
        } else if (name == "clerks") {
            PALABRE_TRY(all, texts(json, value, where));
            PALABRE_TRY(sound, are_keys(all, where));
            if (sound) cluster.clerks = std::move(all);
        } else if (name == "replicas") {
            const JsonToken& token = json.at(value);
            if (token.kind != Kind::number || token.number < 1 || token.number > 5) {
                return wrong(where, "this is a whole number from 1 to 5");
            }
            cluster.replicas = token.number;
        } else {
            return wrong(where, "there is no such setting");
        }
        key = json.at(value).next;
    }
    return true;
}

struct TextSetting {
    std::string_view name;
    std::string Settings::*field;
};
constexpr std::array<TextSetting, 4> text_settings{{
    {"data", &Settings::folder},
    {"listen", &Settings::listen},
    {"name", &Settings::name},
    {"static", &Settings::files},
}};

struct NumberSetting {
    std::string_view name;
    std::int64_t Settings::*field;
    std::int64_t most;
};
constexpr std::array<NumberSetting, 9> number_settings{{
    {"key_rate", &Settings::entries_a_minute_of_key, 1000000},
    {"first_day", &Settings::entries_of_new_key, 100000000},
    {"work", &Settings::work, 10000000},
    {"address_rate", &Settings::entries_a_minute_of_address, 100000000},
    {"address_connections", &Settings::connections_of_address, 1000000},
    {"connections", &Settings::connections, 1000000},
    {"site_debates", &Settings::debates_of_site, 100000000},
    {"address_debates", &Settings::new_debates_an_hour_of_address, 1000000},
    {"stall_ms", &Settings::stall_ms, 600000},
}};

Result<bool> read_number(std::string_view name, const JsonToken& token, Settings& settings) {
    const auto whole = [&](std::int64_t most) -> Result<std::int64_t> {
        if (token.kind != Kind::number || token.number < 1 || token.number > most) {
            return wrong(name, "this is a whole number from 1 to " + std::to_string(most));
        }
        return token.number;
    };
    if (name == "entry_bytes") {
        PALABRE_TRY(bytes, whole(static_cast<std::int64_t>(limits::body_bytes_max)));
        settings.entry.body_bytes = static_cast<std::size_t>(bytes);
        return true;
    }
    if (name == "text_characters") {
        PALABRE_TRY(characters, whole(static_cast<std::int64_t>(limits::text_max)));
        settings.entry.text_characters = static_cast<std::size_t>(characters);
        return true;
    }
    for (const NumberSetting& each : number_settings) {
        if (each.name != name) continue;
        PALABRE_TRY(number, whole(each.most));
        settings.*each.field = number;
        return true;
    }
    return wrong(name, "there is no such setting");
}

Result<bool> read_one(const StrictJson& json, std::string_view name, std::uint32_t value,
                      Settings& settings) {
    for (const TextSetting& each : text_settings) {
        if (each.name != name) continue;
        if (json.at(value).kind != Kind::text) return wrong(name, "this is a text");
        settings.*each.field = json.at(value).text;
        return true;
    }
    if (name == "cluster") return read_cluster(json, value, settings.cluster);
    if (name == "proxies") {
        PALABRE_TRY(all, texts(json, value, name));
        settings.proxies = std::move(all);
        return true;
    }
    if (name == "sites") {
        if (json.at(value).kind != Kind::list) return wrong(name, "this is a list of objects");
        std::uint32_t at = value + 1;
        for (std::uint32_t i = 0; i < json.at(value).size; ++i) {
            PALABRE_TRY(site, read_site(json, at));
            settings.sites.push_back(std::move(site));
            at = json.at(at).next;
        }
        return true;
    }
    return read_number(name, json.at(value), settings);
}

}  // namespace

Result<bool> read_settings(std::string_view text, Settings& settings) {
    StrictJson json;
    const std::string_view rest = without_byte_order_mark(text);
    if (first_invalid_utf8(rest) || !json.parse(rest, StrictJson::LineEnds::spaces) ||
        !json.is_object()) {
        return wrong("", "this is no JSON object of texts, whole numbers and lists");
    }
    std::uint32_t key = 1;
    for (std::uint32_t i = 0; i < json.at(0).size; ++i) {
        PALABRE_TRY(read, read_one(json, json.at(key).text, key + 1, settings));
        if (!read) return wrong(json.at(key).text, "this cannot be read");
        key = json.at(key + 1).next;
    }
    return true;
}

Result<bool> check_settings(const Settings& settings) {
    if (settings.folder.empty()) return wrong("data", "this is missing: the folder of the hub");
    const std::size_t colon = settings.listen.rfind(':');
    const std::string port = colon == std::string::npos ? "" : settings.listen.substr(colon + 1);
    const bool digits =
        !port.empty() && port.size() <= 5 &&
        std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (colon == 0 || !digits || std::stoul(port) > 65535) {
        return wrong("listen", "this is ADDRESS:PORT, such as 127.0.0.1:8090 or [::1]:8090");
    }
    if (!is_debate_id(settings.name + "/x")) {
        return wrong("name", "this is made of a-z, 0-9, - and dots, such as hub.example.org");
    }
    // A debate's `open` names its clerks for good: stamps of others would not count there.
    if (!settings.cluster.key.empty() && settings.cluster.clerks.empty()) {
        return wrong("cluster.clerks", "this is missing: the keys of all hubs");
    }
    return true;
}

Terms terms_of(const Settings& settings, std::string_view debate) {
    Terms terms;
    terms.entry = settings.entry;
    terms.asks_work = settings.work > 0;
    terms.clerks = settings.cluster.clerks;
    const Site* const site = site_of(settings, debate);
    if (site == nullptr) return terms;
    terms.write = site->write;
    terms.keys = site->keys;
    terms.read_first = site->read_first;
    const std::string_view name = debate.substr(debate.find('/') + 1);
    for (const DebateSetting& each : site->debates) {
        if (each.name != name) continue;
        terms.write = each.write.value_or(terms.write);
        terms.read_first = each.read_first.value_or(terms.read_first);
    }
    return terms;
}

std::string page_of(const Settings& settings, std::string_view debate) {
    const Site* const site = site_of(settings, debate);
    if (site == nullptr) return "";
    const std::string_view name = debate.substr(debate.find('/') + 1);
    for (const DebateSetting& each : site->debates) {
        if (each.name == name && !each.page.empty()) return each.page;
    }
    constexpr std::string_view place = "{debate}";
    std::string page = site->page;
    if (const std::size_t at = page.find(place); at != std::string::npos) {
        page.replace(at, place.size(), name);
    }
    return page;
}

const Site* site_of(const Settings& settings, std::string_view debate) {
    const std::string_view name = debate.substr(0, debate.find('/'));
    for (const Site& site : settings.sites) {
        if (site.name == name) return &site;
    }
    return nullptr;
}

}  // namespace palabre::hub
