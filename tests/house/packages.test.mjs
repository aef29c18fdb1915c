// What comes from elsewhere is pinned, and the repository names no package registry.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { none, paths, text } from './tree.mjs'

test('package.json names exact versions', () => {
  const { dependencies, devDependencies } = JSON.parse(text('package.json'))
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    assert.match(version, /^\d+\.\d+\.\d+$/, name)
  }
})

test('the lock file pins every package by hash and says nothing of where it came from', () => {
  const { packages } = JSON.parse(text('package-lock.json'))
  for (const [name, entry] of Object.entries(packages)) {
    assert.ok(!('resolved' in entry), `${name} has "resolved"`)
    if (name) assert.match(entry.integrity, /^sha512-/, name)
    assert.ok(
      !entry.hasInstallScript || name.endsWith('esbuild') || name.endsWith('fsevents'),
      `${name} wants to run a script`,
    )
  }
  assert.match(text('.npmrc'), /^ignore-scripts=true$/m)
})

test('no tracked file names the host of a package registry', () => {
  // Spelt in pieces, or this file would break the rule.
  const registries = [
    ['registry', 'npmjs'],
    ['registry', 'yarnpkg'],
    ['deb', 'debian'],
    ['pypi', 'org'],
    ['npm', 'pkg'],
  ]
  const host = new RegExp(registries.map(words => words.join('\\.')).join('|'), 'i')
  const readable = paths.filter(
    path => !/\.(png|woff2|wasm|gz|xz)$/.test(path) && !path.startsWith('tests/fuzz/corpus/'),
  )
  none(readable.filter(path => host.test(text(path))))
})

test('pinned sources have a SHA-256 and an address of their authors, or none where Debian repacked them', () => {
  const rows = text('cmake/sources.txt')
    .split('\n')
    .filter(row => row && !row.startsWith('#'))
  assert.ok(rows.length > 0)
  for (const row of rows) {
    const fields = row.split(' ')
    assert.equal(fields.length, 7, row)
    assert.match(fields[5], /^[0-9a-f]{64}$/, row)
    // Debian marks what it repacked: the authors' own archive has other bytes.
    assert.match(fields[6], /\+ds|\+dfsg/.test(fields[3]) ? /^-$/ : /^https:\/\//, row)
  }
})
