// The workbench's window on a page: what a page is given to draw, and what it tells.
#include <catch2/catch_all.hpp>
#include <cmath>
#include <set>

#include "workbench/opened.hpp"
#include "workbench/window_on_page.hpp"

namespace palabre::page_window_test {
namespace {

using support::LogBook;
using namespace workbench;

/// A page whose every letter is a block, and that notes what it was asked to write.
struct Blocks {
    std::set<std::uint32_t> written;
    std::size_t pixels = 0;

    PagePainter painter() {
        PagePainter made;
        made.line = [](float size) { return PaintedLine{size * 0.8F, size * 0.2F}; };
        made.measure = [this](std::uint32_t character, float size) {
            written.insert(character);
            const auto side = static_cast<std::uint32_t>(size / 2.0F);
            pixels = std::size_t{side} * side * 4;
            return PaintedGlyph{size / 2.0F, 0.0F, -size / 2.0F, side, side, character > 0xFFFF};
        };
        made.paint = [this](std::uint8_t* into) { std::fill_n(into, pixels, std::uint8_t{255}); };
        return made;
    }
};

struct Page {
    std::unique_ptr<Workbench> bench;
    test::KeptInMemory kept;
    Blocks blocks;
    PageWindow window;
    View view;
    View::Moment moment{0.0, 1'700'000'000'000, 1200.0F, 800.0F, 2.0F, 0.0, false};

    explicit Page(const LogBook& log)
        : bench(std::move(test::open_bench(log.text()).value())),
          window(blocks.painter()),
          view(*bench, "en") {}
    bool frame() {
        moment.now += 17.0;
        return window.frame(view, moment);
    }
    void rest() {
        for (int i = 0; i < 400 && frame(); ++i) {
        }
    }
    void press(PageWindow::Key key) {
        window.key(key, true, {});
        rest();
        window.key(key, false, {});
        rest();
    }
};

LogBook one_claim(const std::string& text) {
    LogBook log;
    log.open();
    log.entry("ada", "claim", {{"parent", "~"}, {"stance", "pro"}, {"text", text}});
    return log;
}

}  // namespace

TEST_CASE("a page is given whole triangles, of textures that it was told of, within their edges") {
    Page page(one_claim("Quiet nights"));
    std::set<std::uint32_t> textures;
    for (int i = 0; i < 5; ++i) {
        page.frame();
        for (const PageWindow::Texture& each : page.window.textures()) {
            if (each.want == PageWindow::Texture::Want::destroy) {
                textures.erase(each.number);
            } else {
                CHECK(each.x + each.width <= each.row);
                CHECK(each.pixels != nullptr);
                textures.insert(each.number);
            }
        }
        const auto vertices = page.window.vertices();
        const auto indices = page.window.indices();
        std::size_t drawn = 0;
        for (const PageWindow::Command& each : page.window.commands()) {
            CHECK(textures.count(each.texture) == 1);
            CHECK(std::size_t{each.first} + each.count <= indices.size());
            drawn += each.count;
        }
        CHECK(drawn == indices.size());
        CHECK(drawn > 300);
        bool sound = true;
        for (const std::uint32_t index : indices) sound = sound && index < vertices.size();
        CHECK(sound);
    }
}

TEST_CASE("letters are asked for when they are first shown, whatever their script, and no halves") {
    Page page(one_claim("\xC3\x89t\xC3\xA9 \xE4\xB8\xAD \xF0\x9F\x8C\xB3"));
    page.rest();
    for (const std::uint32_t character : {0xC9U, 0xE9U, 0x4E2DU, 0x1F333U}) {
        CHECK(page.blocks.written.count(character) == 1);
    }
    page.blocks.written.clear();
    page.rest();
    CHECK(page.blocks.written.empty());
}

TEST_CASE("a page at rest asks for no frame, and for some once something happens") {
    Page page(one_claim("Quiet nights"));
    page.rest();
    CHECK_FALSE(page.frame());
    page.window.point(600.0F, 400.0F);
    CHECK(page.frame());
    page.rest();
    CHECK_FALSE(page.frame());
}

TEST_CASE("once what was drawn on is gone, all textures are given anew") {
    Page page(one_claim("Quiet nights"));
    page.rest();
    CHECK(page.window.textures().empty());
    page.window.renew_textures();
    page.frame();
    REQUIRE(page.window.textures().size() == 1);
    const PageWindow::Texture& whole = page.window.textures().front();
    CHECK(whole.want == PageWindow::Texture::Want::create);
    CHECK(whole.width == whole.row);
    CHECK(whole.number == page.window.commands().front().texture);
}

TEST_CASE("a room is typed into on a page, counts once it is kept, and shows where its caret is") {
    Page page(one_claim("Quiet nights"));
    page.bench->lend(page.kept.means(5));
    page.kept.slow = true;
    page.view.show(Mode::room);
    page.rest();
    REQUIRE(page.window.caret().wanted);
    CHECK(page.window.caret().height > 0.0F);
    page.window.type("- Deliveries suffer");
    page.rest();
    page.window.key(PageWindow::Key::enter, true, {});
    for (int i = 0; i < 10 && !page.kept.waiting; ++i) page.frame();
    REQUIRE(page.kept.waiting);
    const auto claims = [&] {
        return page.bench->timeline->present().debate().tree().claims().size();
    };
    CHECK(claims() == 2);
    page.kept.waiting();
    page.window.key(PageWindow::Key::enter, false, {});
    page.rest();
    CHECK(claims() == 3);
    CHECK(page.bench->room->stance() == Stance::con);
    REQUIRE(page.kept.lines.size() == 1);
    // The field is empty and entered again.
    CHECK(page.window.caret().wanted);
    page.kept.slow = false;
    page.press(PageWindow::Key::enter);
    CHECK(page.kept.lines.size() == 1);
}

TEST_CASE(
    "letters that are typed right after Enter come into the next line, one a frame or all at "
    "once") {
    for (const bool at_once : {true, false}) {
        Page page(one_claim("Quiet nights"));
        page.bench->lend(page.kept.means(5));
        page.view.show(Mode::room);
        page.rest();
        page.window.type("One");
        page.rest();
        page.window.key(PageWindow::Key::enter, true, {});
        page.window.key(PageWindow::Key::enter, false, {});
        for (int i = 0; i < 10 && page.kept.lines.empty(); ++i) page.frame();
        REQUIRE(page.kept.lines.size() == 1);
        if (at_once) page.window.type("Déjà vu");
        for (const char* letter : {"D", "é", "j", "à", " ", "v", "u"}) {
            if (!at_once) page.window.type(letter);
            page.frame();
        }
        page.rest();
        page.press(PageWindow::Key::enter);
        REQUIRE(page.kept.lines.size() == 2);
        CHECK_THAT(page.kept.lines.back(), Catch::Matchers::ContainsSubstring("Déjà vu"));
    }
}

TEST_CASE("what is cut is handed to the page once") {
    Page page(one_claim("Quiet nights"));
    page.bench->lend(page.kept.means(5));
    page.view.show(Mode::room);
    page.rest();
    page.window.type("Cut me");
    page.rest();
    const PageWindow::Modifiers ctrl{true, false, false, false};
    for (const PageWindow::Key key : {PageWindow::Key::a, PageWindow::Key::x}) {
        page.window.key(key, true, ctrl);
        page.rest();
        page.window.key(key, false, {});
        page.rest();
    }
    CHECK(page.window.take_copied() == "Cut me");
    CHECK(page.window.take_copied().empty());
}

}  // namespace palabre::page_window_test
