// clang-format over src and tests; clang-tidy over src, remembered by content.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { cpp, none, paths, root, scripts, text, web } from './tree.mjs'

/** Runs a program in the repository; `{failed, out}`. */
const run = (program, args) =>
  new Promise(resolve => {
    execFile(program, args, { cwd: root, maxBuffer: 1 << 26 }, (failed, out) => resolve({ failed, out }))
  })

/** Does `work` with every one of `list`, as many at once as there are cores. */
async function withAll(list, work) {
  const queue = [...list].reverse()
  const worker = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) await work(next)
  }
  await Promise.all(Array.from({ length: availableParallelism?.() ?? cpus().length }, worker))
}

test('C++ is formatted by clang-format', async () => {
  const found = []
  const some = 40
  const bunches = Array.from({ length: Math.ceil(cpp.length / some) }, (_, at) =>
    cpp.slice(at * some, (at + 1) * some),
  )
  await withAll(bunches, async bunch => {
    const { failed, out } = await run('clang-format-14', ['--dry-run', '-Werror', ...bunch])
    if (failed) found.push(...(String(failed.message).match(/^[^\n:]+:\d+:\d+: error:/gm) ?? [out || String(failed)]))
  })
  none([...new Set(found.map(line => line.replace(/:.*/s, '')))], 'run clang-format-14 -i on these')
})

const CONFIGURED = join(root, 'build', 'tidy')
const CACHE = join(CONFIGURED, 'verdicts')
/** Compiled by Emscripten alone. */
const ONLY_WASM = ['src/wasm/memory_growth.cpp']

/** The file and all of ours that it includes, at any depth: what a verdict of clang-tidy depends on. */
function reach(path, seen = new Set()) {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const [, name] of text(path).matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)) {
    // Files that are compiled together are named by their whole path.
    const named = [relative(root, name), `src/${name}`, `tests/${name}`, path.replace(/[^/]*$/, name)]
    const found = named.find(p => paths.includes(p))
    if (found) reach(found, seen)
  }
  return seen
}

function fingerprint(files) {
  const hash = createHash('sha256').update(text('.clang-tidy')).update(text('cmake/PalabreWarnings.cmake'))
  for (const used of [...files].sort()) hash.update(used).update(text(used))
  return hash.digest('hex')
}

test('clang-tidy finds nothing in src', async () => {
  const database = join(CONFIGURED, 'compile_commands.json')
  assert.ok(existsSync(database), 'run tools/test house, which configures it')
  mkdirSync(CACHE, { recursive: true })
  const compiled = JSON.parse(readFileSync(database, 'utf8')).map(({ file }) => relative(root, file))
  // The files of a folder are read as one, so that their headers are read once for all.
  const units = [...new Set(compiled)]
    .filter(path => /^(src\/.*\.cpp|build\/tidy\/src\/.*\.cxx)$/.test(path))
    .map(path => ({ path, files: reach(path) }))
  const seen = new Set(units.flatMap(({ files }) => [...files]))
  const unseen = cpp.filter(path => /^src\/.*\.cpp$/.test(path) && !seen.has(path))
  assert.deepEqual(unseen, ONLY_WASM, 'files that the sanitize preset does not compile')
  const findings = []
  await withAll(units, async ({ path, files }) => {
    const verdict = join(CACHE, fingerprint(files))
    if (existsSync(verdict)) return
    // Of names that only meet because files are read as one nobody has to be told; the compiler warns of the others.
    const asked = ['--quiet', '--extra-arg=-Wno-shadow', '-p', CONFIGURED, path]
    const { failed, out } = await run('clang-tidy-14', asked)
    const lines = out.split('\n').filter(line => /(error|warning):/.test(line))
    if (failed) findings.push(...(lines.length ? lines : [String(failed)]))
    else writeFileSync(verdict, '')
  })
  // A header's fault comes once for every file that reads it.
  none([...new Set(findings)])
})

test('TypeScript, JavaScript and style sheets are formatted by prettier', async () => {
  const { check, getFileInfo, resolveConfig } = await import('prettier')
  const wrong = []
  for (const path of [...web, ...scripts]) {
    const { inferredParser } = await getFileInfo(path)
    if (!/\.(ts|tsx|mjs|js|css)$/.test(path) || !inferredParser) continue
    const options = { ...(await resolveConfig(join(root, path))), filepath: path }
    if (!(await check(text(path), options))) wrong.push(path)
  }
  none(wrong, 'run npx prettier --write on these')
})
