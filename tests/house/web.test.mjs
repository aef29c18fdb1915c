// What runs in somebody else's page: no code from strings, no markup from readers.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { bare, none, paths, root, text, web } from './tree.mjs'

const STRINGS_TO_CODE = [
  /\beval\s*\(/,
  /\bnew\s+Function\b|[^.\w]Function\s*\(/,
  /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|srcdoc)\b/,
  /\bdocument\.write(ln)?\s*\(/,
  /\bsetTimeout\s*\(\s*['"`]|\bsetInterval\s*\(\s*['"`]/,
  /\bcreateContextualFragment\b|\bsetHTML(Unsafe)?\b/,
]

test('no string becomes code or markup in web and embed', () => {
  const found = []
  for (const path of web) {
    bare(text(path))
      .split('\n')
      .forEach((line, index) => {
        if (STRINGS_TO_CODE.some(pattern => pattern.test(line))) found.push(`${path}:${index + 1}: ${line.trim()}`)
      })
  }
  none(found)
})

test('the catalogues have the same keys and the same arguments', async t => {
  if (!paths.includes('web/messages.mjs')) return t.skip('there is no catalogue yet')
  const { catalogue, differences, FOLDERS, locales } = await import('../../web/messages.mjs')
  for (const folder of FOLDERS) {
    const all = await locales(folder)
    for (const wanted of ['en', 'fr']) assert.ok(all.includes(wanted), `no catalogue ${folder}${wanted}`)
    const english = await catalogue('en', folder)
    for (const locale of all) none(differences(english, await catalogue(locale, folder)), folder + locale)
  }
})

test('every CSS part that the views name is in the table of web/README.md', () => {
  const table = text('web/README.md')
  const found = []
  let named = 0
  for (const path of web.filter(path => /^web\/src\/(?!workbench\/).*\.tsx?$/.test(path)))
    for (const [, fixed, made] of text(path).matchAll(/\bpart=(?:"([^"]+)"|\{`([^`]+)`\})/g))
      for (const name of (fixed ?? made).split(/ (?![^{]*\})/)) {
        const [begin] = name.split('${')
        named++
        if (!table.includes(begin === name ? `\`${name}\`` : `\`${begin}`)) found.push(`${path}: ${name}`)
      }
  assert.ok(named > 100)
  none(found)
})

test('the types of the web hold', () => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  try {
    execFileSync(process.execPath, [tsc, '--noEmit', '-p', root], { encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    assert.fail(error.stdout || error.message)
  }
})

test('what the client of a hub asks of a chunk is in the workbench, which has that client without chunks', () => {
  const here = new Set(text('web/src/workbench/chunks-here.ts').match(/\w+/g))
  const asked = web
    .filter(path => /^web\/src\/hub-.*\.ts$/.test(path) && path !== 'web/src/hub-join.ts')
    .flatMap(path =>
      [...text(path).matchAll(/const \{([^}]*)\} = await loadChunk\('(\w+)'\)/g)].flatMap(([, names, chunk]) => {
        assert.equal(chunk, 'files', `${path} asks for chunk.${chunk}`)
        return names.match(/\w+/g)
      }),
    )
  assert.ok(asked.length > 0)
  none([...new Set(asked)].filter(name => !here.has(name)))
})
