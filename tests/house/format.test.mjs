// clang-format over src and tests; clang-tidy over src, remembered by content.
import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { cpp, none, paths, root, scripts, text, web } from './tree.mjs'

test('C++ is formatted by clang-format', () => {
  const unformatted = cpp.filter(path => {
    const wanted = execFileSync('clang-format-14', [path], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    return wanted !== text(path)
  })
  none(unformatted, 'run clang-format-14 -i on these')
})

const CACHE = join(root, 'build', 'tidy')

/** The file and all of ours that it includes, at any depth: what a verdict of clang-tidy depends on. */
function reach(path, seen = new Set()) {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const [, name] of text(path).matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)) {
    const found = [`src/${name}`, `tests/${name}`, path.replace(/[^/]*$/, name)].find(p => paths.includes(p))
    if (found) reach(found, seen)
  }
  return seen
}

function fingerprint(path) {
  const hash = createHash('sha256').update(text('.clang-tidy')).update(text('cmake/PalabreWarnings.cmake'))
  for (const used of [...reach(path)].sort()) hash.update(used).update(text(used))
  return hash.digest('hex')
}

function tidy(path) {
  return new Promise(resolve => {
    const commands = join(root, 'build', 'sanitize')
    execFile(
      'clang-tidy-14',
      ['--quiet', '-p', commands, path],
      { cwd: root, maxBuffer: 1 << 26 },
      (error, stdout) => {
        resolve(
          error
            ? stdout
                .split('\n')
                .filter(line => /(error|warning):/.test(line))
                .join('\n') || String(error)
            : '',
        )
      },
    )
  })
}

test('clang-tidy finds nothing in src', async () => {
  const database = join(root, 'build', 'sanitize', 'compile_commands.json')
  assert.ok(existsSync(database), 'run `cmake --preset sanitize` first, or tools/test house')
  const compiled = new Set(JSON.parse(readFileSync(database, 'utf8')).map(({ file }) => file))
  mkdirSync(CACHE, { recursive: true })
  const queue = cpp
    .filter(path => /^src\/.*\.cpp$/.test(path) && compiled.has(join(root, path)))
    .map(path => ({ path, verdict: join(CACHE, fingerprint(path)) }))
  const findings = []
  const worker = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (existsSync(next.verdict)) continue
      const found = await tidy(next.path)
      if (found) findings.push(found)
      else writeFileSync(next.verdict, '')
    }
  }
  await Promise.all(Array.from({ length: availableParallelism?.() ?? cpus().length }, worker))
  // A header's fault comes once for every file that reads it.
  none([...new Set(findings.flatMap(found => found.split('\n')))])
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
