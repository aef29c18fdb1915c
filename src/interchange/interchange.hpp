#pragma once

/// Read this first. Bytes become debates here, and debates bytes.
///
/// In: a line of a log (line_reader.hpp) holds a head and a body (body_reader.hpp); both are read
/// by one strict scanner (strict_json.hpp), which is all the JSON that the reader's module links.
/// A LiveDebate (live_debate.hpp) takes lines and keeps fold, strengths and tallies up to date.
///
///   LiveDebate debate("example.org/street", owner_key, outline_of_the_page);
///   LiveDebate::Applied applied;
///   debate.take(ndjson, 1, applied);  // malformed lines are listed in `applied`
///   debate.settle();
///
/// Out: query.hpp answers questions in JSON, composition.hpp turns an intent into an unsigned
/// entry (docs/engine.md), replay.hpp prints the whole state (docs/entry.md, section 6),
/// exports.hpp writes debate files, pages and tables.
///
/// Foreign formats, read by nlohmann/json or by parsers of our own, stand in the library
/// palabre_formats, which the command line and the hub link, and no module of a page:
/// page_reader.hpp (HTML outlines), debate_file_reader.hpp, consultation.hpp, csv_import.hpp,
/// election_file.hpp, graph_file.hpp.
#include "interchange/live_debate.hpp"
