// clang-tidy over src, remembered by content for all clones, as ccache remembers objects. Most of its time goes into
// the headers of others, which it walks as it walks ours, so all files of a folder are read as one, and their headers
// once.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { run, withAll } from './programs.mjs'
import { cpp, none, paths, root, text } from './tree.mjs'

const CONFIGURED = join(root, 'build', 'sanitize', 'compile_commands.json')
const UNITS = join(root, 'build', 'tidy')
const VERDICTS = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'palabre', 'tidy')
/** Compiled by Emscripten alone. */
const ONLY_WASM = ['src/wasm/memory_growth.cpp']
/** Files that stand in a program for others of their folder, and have the same names: what they are read with. */
const APART = {
  'src/cli/workbench_window.cpp': 'window',
  'src/wasm/files_questions.cpp': 'wasm-files',
  'src/wasm/token_check.cpp': 'wasm-files',
  'src/wasm/workbench.cpp': 'wasm-workbench',
  'src/workbench/window_on_page.cpp': 'wasm-workbench',
}

/** The options of a compiler that say what its input means. */
const meaning = command =>
  [...command.matchAll(/(?<= )(?:-isystem (\S+)|(-[DIW]\S+|-std=\S+))/g)].map(([, system, option]) =>
    system ? `-isystem${system}` : option.replace(/\\(.)/g, '$1'),
  )

/** What is compiled at once, each by its name, the longest first: `{name, sources, options}`. */
function unitsOf(compiled) {
  const units = new Map()
  for (const { file, command } of compiled) {
    const together = /\/Unity\/[^/]*\.cxx$/.test(file)
    const files = together
      ? [...readFileSync(file, 'utf8').matchAll(/#include "([^"]+)"/g)].map(([, path]) => path)
      : [file]
    for (const source of files.map(path => relative(root, path))) {
      if (!/^src\/.*\.cpp$/.test(source)) continue
      const name = APART[source] ?? source.split('/')[1]
      if (!units.has(name)) units.set(name, { name, sources: new Set(), options: new Map() })
      const { sources, options } = units.get(name)
      sources.add(source)
      // Where two libraries compile a file, what the first of them defines.
      for (const option of meaning(command)) {
        const what = option.replace(/^(-D[^=]*)=.*/, '$1')
        if (!options.has(what)) options.set(what, option)
      }
    }
  }
  return [...units.values()].sort((a, b) => b.sources.size - a.sources.size)
}

/** Writes what clang-tidy reads of a unit; says how it is compiled. */
function written({ name, sources, options }) {
  const file = join(UNITS, `${name}.cxx`)
  const included = path => `// NOLINTNEXTLINE(bugprone-suspicious-include)\n#include "${join(root, path)}"\n`
  writeFileSync(file, [...sources].sort().map(included).join(''))
  return { directory: UNITS, file, arguments: ['clang++-14', ...options.values(), '-c', file] }
}

/** The file and all of ours that it includes, at any depth: what a verdict of clang-tidy depends on. */
function reach(path, seen = new Set()) {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const [, name] of text(path).matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)) {
    const found = [`src/${name}`, path.replace(/[^/]*$/, name)].find(p => paths.includes(p))
    if (found) reach(found, seen)
  }
  return seen
}

function fingerprint({ sources, options }, version) {
  const used = new Set([...sources].flatMap(path => [...reach(path)]))
  const hash = createHash('sha256')
    .update(version)
    .update(text('.clang-tidy'))
    .update(text('cmake/sources.txt'))
    .update([...options.values()].join(' ').replaceAll(root, ''))
  for (const path of [...used].sort()) hash.update(path).update(text(path))
  return hash.digest('hex')
}

test('clang-tidy finds nothing in src', async () => {
  assert.ok(existsSync(CONFIGURED), 'run tools/test house, which configures it')
  for (const folder of [UNITS, VERDICTS]) mkdirSync(folder, { recursive: true })
  const units = unitsOf(JSON.parse(readFileSync(CONFIGURED, 'utf8')))
  const seen = new Set(units.flatMap(({ sources }) => [...sources]))
  const unseen = cpp.filter(path => /^src\/.*\.cpp$/.test(path) && !seen.has(path))
  assert.deepEqual(unseen, ONLY_WASM, 'files that the sanitize preset does not compile')
  writeFileSync(join(UNITS, 'compile_commands.json'), JSON.stringify(units.map(written), null, 1))
  const findings = []
  const { out: version } = await run('clang-tidy-14', ['--version'])
  await withAll(units, async unit => {
    const verdict = join(VERDICTS, fingerprint(unit, version))
    if (existsSync(verdict)) return
    // Of names that only meet because files are read as one nobody has to be told; the compiler warns of the others.
    const asked = ['--quiet', '--extra-arg=-Wno-shadow', '-p', UNITS, join(UNITS, `${unit.name}.cxx`)]
    const { failed, out } = await run('clang-tidy-14', asked)
    const lines = out.split('\n').filter(line => /(error|warning):/.test(line))
    if (failed) findings.push(...(lines.length ? lines : [String(failed)]))
    else writeFileSync(verdict, '')
  })
  // A header's fault comes once for every unit that reads it.
  none([...new Set(findings)])
})
