#include <catch2/catch_all.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/cli.hpp"
#include "cli/files.hpp"

namespace import_test {

using namespace palabre;

namespace {

struct Run {
    int status;
    std::string out;
    std::string err;
};

Run palabre_run(std::vector<std::string_view> arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const int status = run_palabre(arguments, out, err);
    return {status, out.str(), err.str()};
}

/// A folder that goes with the test.
class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / "palabre-import-test") {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directory(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] std::string of(const char* name) const { return (path_ / name).string(); }
    std::string put(const char* name, std::string_view text) const {
        std::ofstream(of(name), std::ios::binary) << text;
        return of(name);
    }
    [[nodiscard]] std::string text(const char* name) const { return read_file(of(name)).value(); }

  private:
    std::filesystem::path path_;
};

constexpr std::string_view page =
    "<palabre-debate debate=\"square\" site=\"test.example\"><h2>Close the square?</h2><ul>"
    "<li data-stance=\"pro\" data-id=\"walk\">Children walk.<ul><li data-stance=\"con\">Where?</li>"
    "</ul></li></ul><palabre-question><h3>Agreed?</h3></palabre-question></palabre-debate>";

constexpr std::string_view table =
    "id,parent,stance,text,name,votes\n~,,,Close the square?,,\na,,pro,Children walk.,Ada,3\n"
    "b,a,con,=1+1,Bob,\n";

}  // namespace

TEST_CASE("a key file is its owner's alone and is never written over", "[cli]") {
    const Folder folder;
    const std::string file = folder.of("key");
    const Run made = palabre_run({"key", "new", file});
    CHECK(made.status == 0);
    CHECK(made.out.size() == 44);
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms(0777)) ==
          std::filesystem::perms(0600));
    const std::string before = folder.text("key");
    CHECK(before.size() == 44);
    CHECK(palabre_run({"key", "new", file}).status == 1);
    CHECK(folder.text("key") == before);
}

TEST_CASE("importing twice says nothing twice", "[cli]") {
    const Folder folder;
    const std::string key = folder.of("key");
    REQUIRE(palabre_run({"key", "new", key}).status == 0);
    const std::string csv = folder.put("t.csv", table);
    const Run first = palabre_run({"import", "csv", csv, "--key", key});
    CHECK(first.status == 0);
    CHECK(palabre_run({"import", "csv", csv, "--key", key}).out == first.out);
    const std::string log = folder.put("log.ndjson", first.out);
    CHECK(palabre_run({"import", "csv", csv, "--key", key, "--into", log}).status == 0);
    CHECK(folder.text("log.ndjson") == first.out);
    const std::string longer = folder.put("longer.csv", std::string(table) + "c,b,pro,More,,\n");
    CHECK(palabre_run({"import", "csv", longer, "--key", key, "--into", log}).status == 0);
    const std::string after = folder.text("log.ndjson");
    CHECK(after.substr(0, first.out.size()) == first.out);
    CHECK(std::count(after.begin(), after.end(), '\n') ==
          std::count(first.out.begin(), first.out.end(), '\n') + 1);
    CHECK(palabre_run({"verify", log}).status == 0);
}

TEST_CASE("without a key an import makes one and reports it", "[cli]") {
    const Folder folder;
    const std::string csv = folder.put("t.csv", table);
    const Run run = palabre_run({"import", "csv", csv});
    CHECK(run.status == 0);
    const std::size_t seed = run.err.find("--key: ");
    REQUIRE(seed != std::string::npos);
    const std::string key = folder.put("key", run.err.substr(seed + 7, 43));
    CHECK(palabre_run({"import", "csv", csv, "--key", key}).out == run.out);
}

TEST_CASE("a debate leaves as a file, a page and a log and comes back the same", "[cli]") {
    const Folder folder;
    const std::string key = folder.of("key");
    REQUIRE(palabre_run({"key", "new", key}).status == 0);
    const std::string html = folder.put("page.html", page);
    const Run opened = palabre_run({"open", html, "--key", key});
    REQUIRE(opened.status == 0);
    const std::string log = folder.put("log.ndjson", opened.out);
    const std::string file = folder.put("d.json", palabre_run({"export", "json", log}).out);
    CHECK(palabre_run({"export", "log", file}).out == opened.out);
    CHECK(palabre_run({"export", "json", file}).out == folder.text("d.json"));
    CHECK(palabre_run({"replay", log}).out.find("\"~walk\"") != std::string::npos);
    const Run rendered = palabre_run({"render", log});
    CHECK(rendered.out.find("id=\"palabre-square.~walk\" data-id=\"walk\"") != std::string::npos);
    CHECK(rendered.out.find("data-copy") == std::string::npos);
    CHECK(rendered.out == palabre_run({"export", "html", log}).out);
    CHECK(palabre_run({"export", "csv", log}).out.find("Children walk.") != std::string::npos);
}

TEST_CASE("a page that takes no new texts is opened closed, but where the command says otherwise",
          "[cli]") {
    const Folder folder;
    const std::string key = folder.of("key");
    REQUIRE(palabre_run({"key", "new", key}).status == 0);
    // The second line of a log, after the one that names debate and owner, is the `open`.
    const auto open_of = [&](std::string_view write, std::vector<std::string_view> more) {
        std::string text(page);
        text.insert(text.find(" site="), " write=\"" + std::string(write) + "\"");
        const std::string html = folder.put("page.html", text);
        std::vector<std::string_view> arguments{"open", html, "--key", key};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Run run = palabre_run(arguments);
        REQUIRE(run.status == 0);
        const std::size_t second = run.out.find('\n') + 1;
        return run.out.substr(second, run.out.find('\n', second) - second);
    };
    const std::string closed = R"(\"write\":\"closed\")";
    for (const std::string_view write : {"closed", "readonly"}) {
        CHECK(open_of(write, {}).find(closed) != std::string::npos);
        const std::string open = open_of(write, {"--write", "open"});
        CHECK(open.find(R"(\"do\":\"open\")") != std::string::npos);
        CHECK(open.find(closed) == std::string::npos);
    }
    CHECK(open_of("open", {}).find(closed) == std::string::npos);
    CHECK(open_of("open", {"--write", "closed"}).find(closed) != std::string::npos);
}

TEST_CASE("of two debates of one name in a page the one is opened that is asked for", "[cli]") {
    const Folder folder;
    const std::string key = folder.of("key");
    REQUIRE(palabre_run({"key", "new", key}).status == 0);
    const auto debate = [](std::string_view site, std::string_view thesis) {
        return "<palabre-debate site=\"" + std::string(site) + "\" debate=\"x\"><h2>" +
               std::string(thesis) + "</h2></palabre-debate>";
    };
    const std::string html =
        folder.put("two.html", debate("a.example", "First") + debate("b.example", "Second"));
    const Run second = palabre_run({"open", html, "--key", key, "--debate", "b.example/x"});
    REQUIRE(second.status == 0);
    CHECK(second.out.find("Second") != std::string::npos);
    CHECK(second.out.find("First") == std::string::npos);
    CHECK(palabre_run({"open", html, "--key", key, "--debate", "c.example/x"}).status == 1);
}

TEST_CASE("a line that was tampered with is named by its number", "[cli]") {
    const Folder folder;
    const std::string csv = folder.put("t.csv", table);
    std::string log = palabre_run({"import", "csv", csv}).out;
    log.replace(log.find("Children walk"), 8, "Everyone");
    const std::string file = folder.put("log.ndjson", log);
    const Run run = palabre_run({"verify", file});
    CHECK(run.status == 1);
    CHECK(run.err == "palabre: " + file + ": line 4: hash\n");
    CHECK(palabre_run({"export", "log", file}).err.find("line 4: left out: hash") !=
          std::string::npos);
}

TEST_CASE("the file that a page saves is recounted and verified as its log is", "[cli]") {
    const Folder folder;
    const std::string log =
        folder.put("t.ndjson", palabre_run({"import", "csv", folder.put("t.csv", table)}).out);
    const std::string saved = folder.put("t.json", palabre_run({"export", "json", log}).out);
    for (const std::string_view command : {"replay", "verify"}) {
        const Run run = palabre_run({command, saved});
        CHECK(run.status == 0);
        CHECK(run.err.empty());
        CHECK(run.out == palabre_run({command, log}).out);
    }
    std::string spoilt = folder.text("t.json");
    spoilt.replace(spoilt.rfind("Children walk"), 8, "Everyone");
    const Run run = palabre_run({"verify", folder.put("spoilt.json", spoilt)});
    CHECK(run.status == 1);
    CHECK(run.err.find(": hash\n") != std::string::npos);
}

TEST_CASE("a command that is mistyped and an input that is bad are told apart", "[cli]") {
    const Folder folder;
    const std::string nothing = folder.of("nothing");
    CHECK(palabre_run({}).status == 2);
    CHECK(palabre_run({"dance"}).status == 2);
    CHECK(palabre_run({"help"}).status == 0);
    CHECK(palabre_run({"export", "pdf", nothing}).status == 2);
    CHECK(palabre_run({"render", nothing, "--colour"}).status == 2);
    CHECK(palabre_run({"open", nothing}).status == 2);
    const Run missing = palabre_run({"render", nothing});
    CHECK(missing.status == 1);
    CHECK(missing.err == "palabre: " + nothing + ": No such file or directory\n");
    const std::string html = folder.put("bad.html", "<palabre-debate>\n<table>");
    const Run refused = palabre_run({"import", "html", html});
    CHECK(refused.status == 1);
    CHECK(refused.err == "palabre: " + html + ": line 2: an outline may not hold <table>\n");
}

}  // namespace import_test
