// What a module asks of the page (palabre.h), so that emcc takes it for known: the page gives it itself.
mergeInto(LibraryManager.library, { palabre_is_signed: function (text, size) {} })
