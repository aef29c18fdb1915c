// What every source file keeps to, whatever its language.
import { basename } from 'node:path'
import { test } from 'node:test'
import { complaints, cpp, lines, none, paths, scripts, sources, text, web } from './tree.mjs'

test('a file has one subject: no source is over 500 lines', () => {
  const long = sources.filter(path => lines(path).length > 501)
  none(long.map(path => `${path}: ${lines(path).length - 1} lines`))
})

test('no line of C++ is over 100 columns, none of the web over 120', () => {
  const limit = new Map([...cpp.map(path => [path, 100]), ...[...web, ...scripts].map(path => [path, 120])])
  // A sentence or an address in quotes, or a pattern, cannot be broken; the code around it can.
  const excused = (line, path) =>
    !path.endsWith('pp') && /(['"`])(?:(?!\1).){60,}\1|^\s*\/\S{60,}\/[a-z]*,?$/.test(line)
  const over = complaints([...limit.keys()], (line, path) =>
    line.length > limit.get(path) && !excused(line, path) ? `${line.length} columns` : '',
  )
  none(over)
})

test('sources are ASCII, but for catalogues, French pages and tests of other scripts', () => {
  const excused =
    /^web\/src\/messages\/|^tests\/|^web\/src\/views\/.*\.fr\.|^embed\/palabre\.js$|^web\/src\/element-trouble\.ts$|^src\/(interchange\/minutes_words|workbench\/phrases)\.cpp$/
  const foreign = complaints(
    sources.filter(path => !excused.test(path)),
    line => (/[^\x00-\x7f]/.test(line) ? 'a character outside ASCII' : ''),
  )
  none(foreign)
})

test('no file is named after nothing: utils, helpers, manager, common', () => {
  const vague = /(^|[_\-./])(utils?|helpers?|managers?|common)([_\-./]|$)/i
  none(paths.filter(path => vague.test(path)))
})

test('no source keeps dead notes: TODO, FIXME, XXX, HACK', () => {
  const notes = complaints(
    sources.filter(path => !path.startsWith('tests/house/')),
    line => (/\b(TODO|FIXME|XXX|HACK)\b/.test(line) ? line.trim() : ''),
  )
  none(notes)
})

test('no line ends in blanks, no source has tabs or carriage returns', () => {
  const blanks = complaints(sources, line => (/[ \t\r]$|\t/.test(line) ? 'a tab or a trailing blank' : ''))
  none(blanks)
})

test('every header of C++ begins with #pragma once', () => {
  // palabre.h and palabre_seal.h are C, and C compilers that know no pragma may read them.
  const headers = cpp.filter(path => path.endsWith('.hpp'))
  none(headers.filter(path => !/^(\/\/[^\n]*\n)*#pragma once\n/.test(text(path))))
})

test('C++ files are named in snake_case', () => {
  none(cpp.filter(path => !/^[a-z0-9_]+\.(hpp|cpp|h|c)$/.test(basename(path))))
})

/** What src uses of each header that the WebAssembly build precompiles (cmake/PalabreFolders.cmake). */
const STANDARD = {
  algorithm:
    'all_of any_of binary_search clamp copy count_if equal fill find find_if lexicographical_compare lower_bound max ' +
    'max_element min min_element mismatch none_of partition remove_if reverse rotate search sort stable_sort ' +
    'transform unique upper_bound',
  array: 'array',
  cstdint: 'int32_t int64_t uint16_t uint32_t uint64_t uint8_t',
  functional: 'function hash',
  map: 'map',
  memory: 'make_shared make_unique shared_ptr unique_ptr',
  optional: 'nullopt optional',
  set: 'set',
  span: 'span',
  string: 'string to_string',
  string_view: 'string_view',
  utility: 'exchange move pair swap',
  variant: 'get_if holds_alternative variant visit',
  vector: 'vector',
}

/** The standard headers that a file includes, itself or through ours. */
function standardOf(path, seen = new Set(), found = new Set()) {
  if (seen.has(path)) return found
  seen.add(path)
  for (const [, name] of text(path).matchAll(/^\s*#\s*include\s*<([^>]+)>/gm)) found.add(name)
  for (const [, name] of text(path).matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)) {
    const ours = [`src/${name}`, path.replace(/[^/]*$/, name)].find(one => paths.includes(one))
    if (ours) standardOf(ours, seen, found)
  }
  return found
}

test('C++ includes what it uses of the standard headers that are precompiled', () => {
  const missing = []
  for (const path of cpp.filter(path => /^src\/.*\.[hc]pp$/.test(path))) {
    const included = standardOf(path)
    const code = text(path).replace(/\/\/.*|"(\\.|[^"\\])*"/g, '')
    for (const [header, names] of Object.entries(STANDARD)) {
      const used = code.match(new RegExp(`\\bstd::(${names.replaceAll(' ', '|')})\\b`))
      if (used && !included.has(header)) missing.push(`${path}: <${header}>, for ${used[0]}`)
    }
  }
  none(missing)
})
