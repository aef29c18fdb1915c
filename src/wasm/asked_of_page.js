// What modules ask of the page (palabre.h, palabre_workbench.h), so that emcc takes it for known: the page gives it.
mergeInto(LibraryManager.library, {
  palabre_is_signed: function (text, size) {},
  palabre_page_line: function (size, line) {},
  palabre_page_glyph: function (character, size, glyph) {},
  palabre_page_pixels: function (pixels) {},
  palabre_page_salt: function (salt) {},
})
