#include "workbench/log_filter.hpp"

#include <catch2/catch_all.hpp>

#include "workbench/opened.hpp"

namespace palabre::log_filter_test {
namespace {

using support::LogBook;
using namespace workbench;

struct Filtered {
    LogBook log;
    std::string claim;

    Filtered() {
        log.open();
        claim = log.entry(
            "ada", "claim",
            {{"parent", "~"}, {"stance", "pro"}, {"text", "Les livraisons du march\xC3\xA9"}});
        log.entry("bo", "impact", {{"claim", claim}, {"parent", "~"}, {"value", 3}});
        log.entry("bo", "claim", {{"parent", "nowhere"}, {"stance", "con"}, {"text", "waits"}});
        log.entry("cy", "hide", {{"target", claim}, {"reason", "no right to do so"}});
        log.entry("ada", "name", {{"text", "Ada"}});
    }
    std::size_t count(const LogFilter& filter) const {
        return filtered_log(*replay_log(log.text(), options()).debate, filter).size();
    }
    static ReplayOptions options() {
        ReplayOptions made;
        made.owner = LogBook::key("owner");
        return made;
    }
};

}  // namespace

TEST_CASE(
    "the log is filtered by what entries are about, what became of them, by words and author") {
    const Filtered all;
    CHECK(all.count({}) == 6);
    CHECK(all.count({.kind = LogKind::words}) == 3);
    CHECK(all.count({.kind = LogKind::judgements}) == 1);
    CHECK(all.count({.kind = LogKind::votes}) == 0);
    CHECK(all.count({.kind = LogKind::moderation}) == 1);
    CHECK(all.count({.kind = LogKind::rules}) == 1);
    CHECK(all.count({.fate = LogFate::counts}) == 4);
    CHECK(all.count({.fate = LogFate::voided}) == 1);
    CHECK(all.count({.fate = LogFate::waiting}) == 1);
    // The claim, and the two entries that are about it.
    CHECK(all.count({.text = "MARCHE liv"}) == 3);
    CHECK(all.count({.text = "march\xC3\xA9 absent"}) == 0);
    CHECK(all.count({.author = LogBook::key("bo")}) == 2);
    CHECK(all.count({.kind = LogKind::words, .author = LogBook::key("ada")}) == 2);
    CHECK(all.count({.author = "nobody"}) == 0);
}

TEST_CASE("a line of the log says who, what, and why it does not count") {
    const Filtered all;
    const Replayed replayed = replay_log(all.log.text(), Filtered::options());
    const LogRow hide = log_row(*replayed.debate, EntryIndex(std::size_t{4}));
    CHECK(hide.verb == Verb::hide);
    CHECK(hide.state == State::voided);
    CHECK(to_text(hide.reason) == "right");
    CHECK(hide.text == "Les livraisons du march\xC3\xA9");
    CHECK(hide.claim == ClaimIndex(std::size_t{1}));
    const LogRow claim = log_row(*replayed.debate, EntryIndex(std::size_t{1}));
    CHECK(claim.who == "Ada (" + LogBook::key("ada").substr(0, 8) + ")");
}

}  // namespace palabre::log_filter_test
