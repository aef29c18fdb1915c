// `palabre verify` of a hub's log: what the hub signed is held against the files alone. The log,
// its tree and the checkpoints are made here, the roots by naive_tree.hpp; then one thing is
// spoilt.
#include <catch2/catch_all.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/cli.hpp"
#include "cli/hub_log.hpp"
#include "interchange/tlog_tiles.hpp"

namespace verify_test {

using namespace palabre;
using namespace hub_log;

namespace {

namespace fs = std::filesystem;

struct Run {
    int status;
    std::string out;
    std::string err;
};

/// A folder that goes with the test.
class Folder {
  public:
    Folder() : path_(fs::temp_directory_path() / "palabre-verify-test") {
        fs::remove_all(path_);
        fs::create_directory(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    [[nodiscard]] std::string of(const std::string& name) const { return (path_ / name).string(); }
    std::string put(const std::string& name, std::string_view text) const {
        fs::create_directories(fs::path(of(name)).parent_path());
        std::ofstream(of(name), std::ios::binary) << text;
        return of(name);
    }
    /// Runs `palabre verify`; the folder's name is taken out of what it says.
    [[nodiscard]] Run verify(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "verify");
        const std::vector<std::string_view> views(arguments.begin(), arguments.end());
        std::ostringstream out;
        std::ostringstream err;
        const int status = run_palabre(views, out, err);
        std::string said = err.str();
        const std::string prefix = path_.string() + "/";
        for (std::size_t at = said.find(prefix); at != std::string::npos; at = said.find(prefix))
            said.erase(at, prefix.size());
        return {status, out.str(), said};
    }

  private:
    fs::path path_;
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a log, its checkpoints and receipts that belong together are sound", "[cli][verify]") {
    const Folder folder;
    const Hub hub;
    REQUIRE(hub.entries.size() == 11);
    const std::string log = folder.put("log.ndjson", hub.log());
    const std::string receipts = "{\"type\":\"receipt\",\"ids\":[]}\n" + hub.entries[4].line() +
                                 "\n" + hub.entries[3].line() + "\n\n" + hub.inclusion(4, 11) +
                                 hub.consistency(5, 11) + hub.consistency(8, 8);
    const Run run = folder.verify({log, "--checkpoint", folder.put("now", hub.checkpoint(11)),
                                   "--earlier", folder.put("then", hub.checkpoint(5)), "--receipts",
                                   folder.put("receipts", receipts)});
    CHECK(run.err.empty());
    CHECK(run.status == 0);
    const auto said = OrderedJson::parse(run.out);
    CHECK(said["tree"]["size"] == 11);
    CHECK(said["tree"]["root"] == to_base64url(hub.root(11)));
    CHECK(said["checkpoint"]["origin"] == origin);
    CHECK(said["checkpoint"]["size"] == 11);
    CHECK(said["checkpoint"]["key"] == hub.hub.key);
    CHECK(said["checkpoint"]["verifier"] ==
          note_verifier_key(origin, keys_of(hub.hub).public_key.bytes));
    CHECK(said["earlier"]["size"] == 5);
    CHECK(said["receipts"] == OrderedJson{{"stamps", 1}, {"entries", 3}, {"proofs", 3}});
}

TEST_CASE("a log may have grown since its checkpoint, and lost bodies", "[cli][verify]") {
    const Folder folder;
    const Hub hub;
    auto lines = hub.lines();
    lines[2] = hub.entries[2].line_without_body();
    const std::string log = folder.put("log", hub.log(lines));
    for (const std::size_t size : {0U, 1U, 10U}) {
        const Run run =
            folder.verify({log, "--checkpoint", folder.put("now", hub.checkpoint(size))});
        CHECK(run.err.empty());
        CHECK(run.status == 0);
    }
}

TEST_CASE("a log that was tampered with anywhere does not pass", "[cli][verify]") {
    const Folder folder;
    const Hub hub;
    const std::string now = folder.put("now", hub.checkpoint(11));
    const std::string then = folder.put("then", hub.checkpoint(5));
    const auto said_of = [&](const std::vector<std::string>& lines) {
        const Run run = folder.verify({folder.put("log", hub.log(lines)), "--checkpoint", now,
                                       "--earlier", then, "--clerk", hub.hub.key});
        CHECK(run.status == 1);
        return run.err;
    };
    for (std::size_t i = 0; i < hub.entries.size(); ++i) {
        INFO("entry " << i + 1);
        const std::string line = "line " + std::to_string(i + 2);
        // Left out.
        auto lines = hub.lines();
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(has(said_of(lines), "now: line 2: it is of 11 entries, log has 10"));
        // Said twice.
        lines = hub.lines();
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
        CHECK(has(said_of(lines), "entry " + hub.entries[i].id + " is there already"));
        // Another signature, though a well-formed one.
        lines = hub.lines();
        support::SignedEntry other = hub.entries[i];
        other.sig = hub.entries[(i + 1) % hub.entries.size()].sig;
        lines[i] = other.line();
        const std::string unsigned_one = said_of(lines);
        CHECK(has(unsigned_one, "log: " + line + ": signature"));
        CHECK(has(unsigned_one, "now: line 3: the first 11 entries of log have another root"));
        // Another entry of the same author, soundly signed.
        lines = hub.lines();
        const support::Author& author = i < 2 || i % 3 == 1 ? hub.hub : hub.ada;
        lines[i] = hub.made(author, 77, "name", {{"text", "Instead"}}).line();
        const std::string replaced = said_of(lines);
        CHECK(has(replaced, "now: line 3: the first 11 entries of log have another root"));
        CHECK(has(replaced, "up to which they are those of then") == (i >= 5));
    }
}

TEST_CASE("entries that changed places are told by the root, and by a stamp that they passed",
          "[cli][verify]") {
    const Folder folder;
    const Hub hub;
    const std::string now = folder.put("now", hub.checkpoint(11));
    auto lines = hub.lines();
    std::swap(lines[2], lines[3]);
    Run run = folder.verify({folder.put("log", hub.log(lines)), "--checkpoint", now});
    CHECK(run.status == 1);
    CHECK(has(run.err, "have another root: something was changed, left out or moved"));
    lines = hub.lines();
    std::swap(lines[3], lines[4]);
    run = folder.verify({folder.put("log", hub.log(lines)), "--checkpoint", now});
    CHECK(run.status == 1);
    CHECK(has(run.err, "log: line 5: this stamp names entry " + hub.entries[3].id +
                           ", which stands behind it, in line 6"));
}

TEST_CASE("an entry that was left out without a trace in the root is told by its stamp",
          "[cli][verify]") {
    const Folder folder;
    Hub hub;
    const std::string lost = hub.entries[3].id;
    hub.entries.erase(hub.entries.begin() + 3);
    // A hub that signs a tree without it.
    const Run run = folder.verify(
        {folder.put("log", hub.log()), "--checkpoint", folder.put("now", hub.checkpoint(10))});
    CHECK(run.status == 1);
    CHECK(run.err ==
          "palabre: log: line 5: this stamp names entry " + lost + ", which is not in the file\n");
}

TEST_CASE("a checkpoint that the hub did not sign so is refused", "[cli][verify]") {
    const Folder folder;
    const Hub hub;
    const std::string log = folder.put("log", hub.log());
    const std::string sound = hub.checkpoint(11);
    const auto said_of = [&](const std::string& note) {
        const Run run = folder.verify({log, "--checkpoint", folder.put("now", note)});
        CHECK(run.status == 1);
        CHECK_FALSE(has(run.out, "\"checkpoint\""));
        return run.err;
    };
    const auto with = [&sound](const std::string& from, const std::string& to) {
        std::string note = sound;
        note.replace(note.find(from), from.size(), to);
        return note;
    };
    const std::string refused = "palabre: now: the signature of " + std::string(origin) +
                                " is not that of key " + hub.hub.key + " over these lines\n";
    CHECK(said_of(with("\n11\n", "\n10\n")) == refused);
    CHECK(said_of(with(to_base64(hub.root(11)), to_base64(hub.root(10)))) == refused);
    CHECK(said_of(with("\n\n", "\nmore\n\n")) == refused);
    const std::string nobody = "no key of this debate's hub signed it";
    CHECK(has(said_of(with("hub.example.org", "hub.example.com")), nobody));
    CHECK(has(said_of(hub.checkpoint(11, hub.root(11), "hub.example.org/test.example/other")),
              "now: line 1: this is a checkpoint of hub.example.org/test.example/other, not of"));
    CHECK(has(said_of(hub.checkpoint(11, hub.root(11), "/test.example/square")), "not of a hub's"));
    CHECK(has(said_of(sound.substr(0, sound.find("\n\n") + 1)), "now: line 4: no empty line"));
    CHECK(has(said_of(with("\n11\n", "\n011\n")), "now: line 2: this is no number of entries"));
    CHECK(has(said_of(""), "now: line 1: no empty line"));
    const Run missing = folder.verify({log, "--checkpoint", folder.of("nowhere")});
    CHECK(missing.status == 1);
    CHECK(has(missing.err, "nowhere: "));
}

TEST_CASE("a checkpoint of witnesses is read, and they are named", "[cli][verify]") {
    const Folder folder;
    const Hub hub;
    const std::string witness = "\xe2\x80\x94 witness.example.com/w1 d2l0bmVzc2Vk\n";
    const Run run = folder.verify({folder.put("log", hub.log()), "--checkpoint",
                                   folder.put("now", hub.checkpoint(11) + witness)});
    CHECK(run.status == 0);
    CHECK(OrderedJson::parse(run.out)["checkpoint"]["witnesses"] ==
          OrderedJson::array({"witness.example.com/w1"}));
}

TEST_CASE("two checkpoints of different pasts cannot both be the log's", "[cli][verify]") {
    const Folder folder;
    const Hub hub;
    Hub other;
    other.entries[2] = other.made(other.ada, 1, "name", {{"text", "Ada"}});
    const std::string log = folder.put("log", hub.log());
    const Run run = folder.verify({log, "--checkpoint", folder.put("now", hub.checkpoint(11)),
                                   "--earlier", folder.put("then", other.checkpoint(5))});
    CHECK(run.status == 1);
    CHECK(run.err ==
          "palabre: then: line 3: the first 5 entries of log have another root: "
          "something was changed, left out or moved\n");
    const Run elsewhere =
        folder.verify({log, "--checkpoint", folder.put("now", hub.checkpoint(11)), "--earlier",
                       folder.put("then", hub.checkpoint(5, hub.root(5),
                                                         "new.example.org/test.example/square"))});
    CHECK(elsewhere.status == 1);
    CHECK(has(elsewhere.err, "now: line 1: this is of another list than then"));
}

TEST_CASE("with tiles the first entry that is another one is named", "[cli][verify]") {
    const Folder folder;
    const Hub hub;
    naive_tree::Path hashes;
    for (const std::string& each : hub.leaves()) hashes.push_back(naive_tree::naive_leaf(each));
    folder.put("tile/0/000.p/11", write_tile(hashes));
    auto lines = hub.lines();
    std::swap(lines[5], lines[6]);
    const std::string now = folder.put("now", hub.checkpoint(11));
    const std::string log = folder.put("log", hub.log(lines));
    const Run run = folder.verify({log, "--checkpoint", now, "--tiles", folder.of("tile")});
    CHECK(run.status == 1);
    CHECK(has(run.err, "log: line 7: this is not entry 6 of the list that now is of"));
    lines.resize(4);
    const Run cut = folder.verify(
        {folder.put("log", hub.log(lines)), "--checkpoint", now, "--tiles", folder.of("tile")});
    CHECK(has(cut.err, "log: entry 5 of the list is missing"));
    std::swap(hashes[0], hashes[1]);
    folder.put("tile/0/000.p/11", write_tile(hashes));
    const Run bad = folder.verify({log, "--checkpoint", now, "--tiles", folder.of("tile")});
    CHECK(has(bad.err, "tile: the tiles do not have the root of now"));
    folder.put("tile/0/000.p/11", "short");
    const Run torn = folder.verify({log, "--checkpoint", now, "--tiles", folder.of("tile")});
    CHECK(has(torn.err, "a tile of 11 hashes has 352 bytes, not 5"));
}

TEST_CASE("what a reader kept and the log has not is told", "[cli][verify]") {
    const Folder folder;
    const Hub hub;
    const auto said_of = [&](const std::vector<std::string>& lines, const std::string& receipts) {
        const Run run = folder.verify(
            {folder.put("log", hub.log(lines)), "--receipts", folder.put("kept", receipts)});
        CHECK(run.status == 1);
        return run.err;
    };
    auto cut = hub.lines();
    cut.resize(8);
    const std::string stamp = hub.entries[10].line() + "\n";
    const std::string lost = said_of(cut, "\n" + stamp);
    CHECK(has(lost, "kept: line 2: entry " + hub.entries[8].id +
                        ", which the hub acknowledged at 5000, is not in log"));
    CHECK(
        has(lost, "kept: line 2: stamp " + hub.entries[10].id + " is not in log, which ends with"));
    CHECK(has(said_of(cut, hub.entries[9].line()),
              "kept: line 1: entry " + hub.entries[9].id + " is not in log"));
    CHECK(has(said_of(cut, hub.inclusion(9, 11)),
              "kept: line 1: this proof is of 11 entries, log has 8"));
    // Another stamp of the same number: the hub told two stories.
    Hub other;
    other.entries.pop_back();
    other.hub_n -= 1;
    other.stamp();
    CHECK(has(said_of(hub.lines(), other.entries.back().line()), "kept: line 1: stamp "));
    support::SignedEntry forged = hub.entries[4];
    forged.sig = hub.entries[10].sig;
    CHECK(has(said_of(hub.lines(), forged.line()),
              "kept: line 1: this entry is not sound: signature"));
    Hub strange;
    strange.hub = support::author_named("another hub");
    strange.stamp();
    CHECK(has(said_of(hub.lines(), strange.entries.back().line()),
              "kept: line 1: this stamp is not by a key of the hub"));
    CHECK(has(said_of(hub.lines(), "{\"a\":1}"), "kept: line 1: this is no entry, no proof"));
    CHECK(has(said_of(hub.lines(), "\xff"), "kept: line 1: this is no entry, no proof"));
}

TEST_CASE("proofs that do not fit the log are told", "[cli][verify]") {
    const Folder folder;
    const Hub hub;
    const std::string log = folder.put("log", hub.log());
    const auto said_of = [&](const std::string& proof) {
        const Run run = folder.verify({log, "--receipts", folder.put("kept", proof)});
        CHECK(run.status == 1);
        return run.err;
    };
    const std::string path_5 = hub.inclusion(5, 11);
    std::string moved = path_5;
    moved.replace(moved.find("\"position\":5"), 12, "\"position\":6");
    CHECK(has(said_of(moved), "kept: line 1: this does not show that entry 6 of log is among"));
    std::string spoilt = path_5;
    char& last = spoilt[spoilt.rfind('"') - 2];
    last = last == 'A' ? 'B' : 'A';
    CHECK(has(said_of(spoilt), "this does not show that entry 5"));
    std::string grown = hub.consistency(5, 11);
    grown.replace(grown.find("\"from\":5"), 8, "\"from\":6");
    CHECK(has(said_of(grown), "this does not show that the first 11 entries of log begin with"));
    std::string elsewhere = path_5;
    elsewhere.replace(elsewhere.find("square"), 6, "garden");
    CHECK(has(said_of(elsewhere), "this proof is of another debate"));
    for (const char* form :
         {R"("position":0,"size":11,"path":[])", R"("position":-1,"size":11,"path":[])",
          R"("size":11,"path":[])", R"("position":1,"size":11,"path":["AAAA"])",
          R"("position":1,"size":11)", R"("position":"1","size":11,"path":[])"}) {
        INFO(form);
        CHECK(has(said_of(R"({"type":"inclusion","debate":"test.example/square",)" +
                          std::string(form) + "}"),
                  "this is no proof of inclusion"));
    }
}

TEST_CASE("where the hub is no clerk of the debate its key is given", "[cli][verify]") {
    const Folder folder;
    const Hub hub(false);
    const std::string log = folder.put("log", hub.log());
    const std::string now = folder.put("now", hub.checkpoint(11));
    const Run nobody = folder.verify({log, "--checkpoint", now});
    CHECK(nobody.status == 1);
    CHECK(has(nobody.err, "--clerk KEY says whose word counts"));
    CHECK(folder.verify({log, "--checkpoint", now, "--clerk", hub.hub.key}).status == 0);
    CHECK(folder.verify({log, "--checkpoint", now, "--clerk", hub.ada.key}).status == 1);
    const Run mistyped = folder.verify({log, "--clerk", "me"});
    CHECK(mistyped.status == 2);
    CHECK(has(mistyped.err, "--clerk: a key is 43 characters"));
}

}  // namespace verify_test
