// The demo's server hands out what lies below its folders, and nothing else.
import assert from 'node:assert/strict'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { serve } from '../../tools/serve.mjs'

let box, server
before(async () => {
  box = mkdtempSync(join(tmpdir(), 'palabre-serve-'))
  mkdirSync(join(box, 'pages', 'strict'), { recursive: true })
  writeFileSync(join(box, 'secret.txt'), 'secret')
  writeFileSync(join(box, 'pages', 'index.html'), '<p>home')
  writeFileSync(join(box, 'pages', 'a.wasm'), '\0asm')
  writeFileSync(join(box, 'pages', '.hidden'), 'hidden')
  writeFileSync(join(box, 'pages', 'strict', 'index.html'), '<script nonce="{{nonce}}"></script>')
  writeFileSync(
    join(box, 'pages', 'strict', 'headers.json'),
    JSON.stringify({ 'Content-Security-Policy': "script-src 'nonce-{{nonce}}'" }),
  )
  server = await serve({ table: { '/': join(box, 'pages') } })
})
after(async () => {
  await server?.close()
  rmSync(box, { recursive: true })
})

/** As written: fetch would tidy `..` away before sending. */
function raw(path, method = 'GET') {
  return new Promise((resolve, reject) => {
    request(server.address, { path, method }, response => {
      let body = ''
      response.on('data', piece => (body += piece))
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
    })
      .on('error', reject)
      .end()
  })
}

test('a folder answers with its page', async () => {
  assert.equal((await raw('/')).body, '<p>home')
  const strict = await raw('/strict')
  assert.deepEqual([strict.status, strict.headers.location], [301, '/strict/'])
})

test('WebAssembly has the type that streaming needs', async () => {
  assert.equal((await raw('/a.wasm?x=1')).headers['content-type'], 'application/wasm')
})

test('no path leaves the folder', async () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/strict/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/.hidden',
    '/%00',
    '/%zz',
    '//secret.txt',
  ]) {
    assert.equal((await raw(path)).status, 404, path)
  }
})

test('nothing but reading is allowed', async () => {
  assert.equal((await raw('/', 'POST')).status, 405)
})

test("a folder's headers carry a nonce that its page has too, new each time", async () => {
  const [one, two] = [await raw('/strict/'), await raw('/strict/')]
  const nonce = /nonce-([^']+)/.exec(one.headers['content-security-policy'])[1]
  assert.equal(one.body, `<script nonce="${nonce}"></script>`)
  assert.notEqual(one.body, two.body)
})
