#include "workbench/phrases.hpp"

#include <catch2/catch_all.hpp>

#include "deliberation/debate.hpp"
#include "weighing/semantics.hpp"
#include "workbench/log_filter.hpp"

namespace palabre::phrases_test {

using workbench::phrases;

TEST_CASE("phrases are sorted by name, said in both languages, with the same places to fill") {
    std::string_view before;
    const auto places = [](std::string_view words) {
        return std::count(words.begin(), words.end(), '{');
    };
    for (const Message& each : phrases()) {
        CHECK(before < each.name);
        CHECK_FALSE(each.french.empty());
        CHECK_FALSE(each.english.empty());
        CHECK(places(each.french) == places(each.english));
        // No colon without its space, and none that could break.
        const std::size_t colon = each.french.find(':');
        if (colon != std::string_view::npos) CHECK(each.french.substr(colon - 2, 2) == "\xC2\xA0");
        before = each.name;
    }
}

TEST_CASE("every verb, rule, semantics and status of the core has its phrase") {
    const Words words("fr", phrases());
    const auto has = [&words](const std::string& name) {
        INFO(name);
        CHECK(words.say(name) != name);
    };
    for (int verb = 0; verb <= static_cast<int>(Verb::unknown); ++verb) {
        has("verb-" + std::string(to_text(static_cast<Verb>(verb))));
    }
    for (int method = 0; method <= static_cast<int>(Method::hierarchy); ++method) {
        has("rule-" + std::string(to_text(static_cast<Method>(method))));
    }
    for (int semantics = 0; semantics <= static_cast<int>(Semantics::mlp_based); ++semantics) {
        has("by-" + std::string(to_text(static_cast<Semantics>(semantics))));
    }
    for (const Status status :
         {Status::hidden, Status::withdrawn, Status::merged, Status::erased, Status::pending}) {
        has("status-" + std::string(to_text(status)));
    }
}

}  // namespace palabre::phrases_test
