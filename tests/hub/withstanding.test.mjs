// Sockets that misbehave: the hub keeps to its bounds and serves the others.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { Author, Reader, folder, isWatched, reader, startHub } from './hub.mjs'

const debate = 'example.org/square'

/** A bare connection, and what came over it. */
async function raw(t, hub, options = {}) {
  const socket = connect({ port: hub.port, host: '127.0.0.1', ...options })
  t.after(() => socket.destroy())
  socket.on('error', () => {})
  const got = []
  socket.on('data', data => got.push(data))
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  const bytes = () => Buffer.concat(got)
  const until = async (what, holds) => {
    for (const end = Date.now() + 8000; !holds(bytes());) {
      if (Date.now() > end) throw new Error(`waited in vain for ${what}: ${bytes().toString('latin1').slice(0, 300)}`)
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }
  return { socket, bytes, closed, until }
}

const handshake = (more = '') =>
  'GET / HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n' +
  `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: palabre.v1\r\n${more}\r\n`

async function upgraded(t, hub, options = {}) {
  const made = await raw(t, hub, options)
  made.socket.write(handshake())
  await made.until('the handshake', bytes => bytes.includes('\r\n\r\n'))
  const head = made.bytes().toString('latin1')
  assert.match(head, /^HTTP\/1\.1 101 /)
  // RFC 6455, section 1.3: the answer to its own example.
  assert.match(head, /Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n/)
  const start = made.bytes().length
  return { ...made, frames: () => made.bytes().subarray(start) }
}

/** A client's frame, masked. */
function frame(first, payload, { masked = true, length } = {}) {
  const size = length ?? payload.length
  const head = [first]
  const bit = masked ? 0x80 : 0
  if (size < 126) head.push(bit | size)
  else if (size < 65536) head.push(bit | 126, size >> 8, size & 255)
  else head.push(bit | 127, 0, 0, 0, 0, size / 2 ** 24, (size >> 16) & 255, (size >> 8) & 255, size & 255)
  if (!masked) return Buffer.concat([Buffer.from(head), payload])
  const mask = randomBytes(4)
  const hidden = Buffer.from(payload.map((byte, i) => byte ^ mask[i % 4]))
  return Buffer.concat([Buffer.from(head), mask, hidden])
}
const text = words => frame(0x81, Buffer.from(words))
const hello = text(JSON.stringify({ type: 'hello', debate }))

/** The code of the close frame that the hub sends last. */
async function closeCode({ frames, until }) {
  await until('a close frame', () => frames().includes(Buffer.of(0x88)))
  const at = frames().lastIndexOf(0x88)
  return frames().readUInt16BE(at + 2)
}

const breaches = {
  'an unmasked frame': [1002, () => frame(0x81, Buffer.from('{}'), { masked: false })],
  'a reserved bit': [1002, () => frame(0xc1, Buffer.from('{}'))],
  'an unknown kind of frame': [1002, () => frame(0x83, Buffer.from('{}'))],
  'a binary message': [1003, () => frame(0x82, Buffer.from('{}'))],
  'a continuation of nothing': [1002, () => frame(0x80, Buffer.from('{}'))],
  'a ping in fragments': [1002, () => frame(0x09, Buffer.from('x'))],
  'a ping that is too long': [1002, () => frame(0x89, Buffer.alloc(126))],
  'a message that is not UTF-8': [1007, () => frame(0x81, Buffer.of(0xc3, 0x28))],
  'a frame that says it is too long': [1009, () => frame(0x81, Buffer.alloc(10), { length: 300000 })],
  'a message too long in its fragments': [
    1009,
    () => Buffer.concat([frame(0x01, Buffer.alloc(200000, 32)), frame(0x80, Buffer.alloc(200000, 32))]),
  ],
  'a close with half a code': [1002, () => frame(0x88, Buffer.of(3))],
  'a close with a code that may not be said': [1002, () => frame(0x88, Buffer.of(0x03, 0xed))],
}

test('what breaks the rules of WebSocket ends with the code that RFC 6455 has for it', async t => {
  const hub = await startHub(t, folder(t))
  for (const [what, [code, bytes]] of Object.entries(breaches)) {
    const made = await upgraded(t, hub)
    made.socket.write(bytes())
    assert.equal(await closeCode(made), code, what)
  }
})

test('no compression is agreed on, so a message that unfolds to gigabytes ends the connection', async t => {
  const hub = await startHub(t, folder(t))
  const made = await raw(t, hub)
  made.socket.write(handshake('Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n'))
  await made.until('the handshake', bytes => bytes.includes('\r\n\r\n'))
  assert.match(made.bytes().toString('latin1'), /^HTTP\/1\.1 101 /)
  assert.doesNotMatch(made.bytes().toString('latin1'), /Sec-WebSocket-Extensions/i)
  const start = made.bytes().length
  made.socket.write(frame(0xc1, deflateRawSync(Buffer.alloc(1 << 26))))
  assert.equal(await closeCode({ ...made, frames: () => made.bytes().subarray(start) }), 1002)
})

test('a hello in pieces of one byte, and in fragments with a ping between, is one hello', async t => {
  const hub = await startHub(t, folder(t))
  const slow = await upgraded(t, hub)
  for (const byte of hello) slow.socket.write(Buffer.of(byte))
  await slow.until('a welcome', () => slow.frames().includes('"type":"welcome"'))
  const words = Buffer.from(JSON.stringify({ type: 'hello', debate }))
  const parts = await upgraded(t, hub)
  parts.socket.write(
    Buffer.concat([
      frame(0x01, words.subarray(0, 7)),
      frame(0x89, Buffer.from('are you there')),
      frame(0x00, words.subarray(7, 20)),
      frame(0x80, words.subarray(20)),
    ]),
  )
  await parts.until('a pong', () => parts.frames().includes(Buffer.from([0x8a, 13, ...Buffer.from('are you there')])))
  await parts.until('a welcome', () => parts.frames().includes('"type":"welcome"'))
})

test('what is no handshake of ours is told so over HTTP', async t => {
  const hub = await startHub(t, folder(t))
  for (const [what, request, status] of [
    ['another subprotocol', handshake().replace('palabre.v1', 'chat'), 400],
    ['another version', handshake().replace('Version: 13', 'Version: 8'), 426],
    ['another path', handshake().replace('GET / ', 'GET /elsewhere '), 404],
    ['no HTTP at all', 'hello?\r\n\r\n', 400],
    ['a header without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20000)}\r\n\r\n`, 413],
    [
      'a body beyond the limit',
      'POST /debates/a/b/entries HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n',
      413,
    ],
  ]) {
    const made = await raw(t, hub)
    made.socket.write(request)
    await made.until('an answer', bytes => bytes.includes('\r\n\r\n'))
    assert.match(made.bytes().toString('latin1'), new RegExp(`^HTTP/1\\.1 ${status} `), what)
  }
})

test('a thousand connections that never speak harm nobody', async t => {
  const data = folder(t)
  writeFileSync(`${data}/hub.json`, JSON.stringify({ address_connections: 2000 }))
  const hub = await startHub(t, `${data}/hub`, '--config', `${data}/hub.json`)
  const silent = await Promise.all(Array.from({ length: 1000 }, () => raw(t, hub)))
  for (const { socket } of silent.slice(0, 300)) socket.write('GET / HTT')
  const ada = await reader(t, hub, debate)
  await ada.share(new Author(debate).claim('In spite of them.'))
  const rss = residentKilobytes(hub)
  if (!isWatched) assert.ok(rss < 60000, `${rss} kB`)
})

test('a site has as many debates as it may have, and one address opens so many an hour', async t => {
  const data = folder(t)
  writeFileSync(`${data}/hub.json`, JSON.stringify({ site_debates: 2, address_debates: 4 }))
  const hub = await startHub(t, `${data}/hub`, '--config', `${data}/hub.json`)
  const opened = async name => {
    const one = new Reader(hub, name)
    t.after(() => one.close())
    await one.open()
    one.send({ type: 'hello', debate: name })
    await one.until('an answer', () => one.messages.length > 0)
    return one.messages[0]
  }
  for (const name of ['a.example/one', 'a.example/two', 'b.example/one', 'b.example/two'])
    assert.equal((await opened(name)).type, 'welcome', name)
  const [{ code: site }, { code: rate, retry }] = [await opened('a.example/three'), await opened('c.example/one')]
  assert.equal(site, 'site')
  assert.equal(rate, 'rate')
  assert.ok(retry > 0, String(retry))
  // What is there is open to everybody as before.
  assert.equal((await opened('a.example/one')).type, 'welcome')
})

test('more connections of one address than allowed are turned away with 429', async t => {
  const data = folder(t)
  writeFileSync(`${data}/hub.json`, JSON.stringify({ address_connections: 3 }))
  const hub = await startHub(t, `${data}/hub`, '--config', `${data}/hub.json`)
  for (let i = 0; i < 3; ++i) await reader(t, hub, debate)
  const more = await raw(t, hub)
  await more.until('a refusal', bytes => bytes.includes('\r\n\r\n'))
  assert.match(more.bytes().toString(), /^HTTP\/1\.1 429 [^]*Retry-After: 10/)
})

/** A page that says hello and takes nothing from then on. */
async function stalledReader(t, hub) {
  const stalled = await upgraded(t, hub)
  stalled.socket.write(hello)
  await stalled.until('a welcome', () => stalled.frames().includes('"type":"welcome"'))
  stalled.socket.pause()
}
/** Some 3.5 MB in claims: more than every buffer between a hub and a reader holds. */
async function shareMuch(ada, author) {
  for (let i = 0; i < 60; ++i) {
    await ada.share(...Array.from({ length: 15 }, () => author.claim('x'.repeat(3900) + i, '~', 'con')))
  }
}
const residentKilobytes = ({ child }) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1])
const fast = { key_rate: 100000, first_day: 1e6, address_rate: 100000 }

test('readers who take nothing cost the hub at most 256 KB each', { skip: isWatched }, async t => {
  const data = folder(t)
  writeFileSync(`${data}/hub.json`, JSON.stringify({ ...fast, stall_ms: 600000 }))
  const hub = await startHub(t, `${data}/hub`, '--config', `${data}/hub.json`)
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const grown = async work => {
    const before = residentKilobytes(hub)
    await work()
    return residentKilobytes(hub) - before
  }
  const without = await grown(() => shareMuch(ada, author))
  const count = 40
  const withThem = await grown(async () => {
    for (let i = 0; i < count; ++i) await stalledReader(t, hub)
    await shareMuch(ada, author)
  })
  assert.ok(withThem - without <= 256 * count, `${withThem} kB with them, ${without} kB without`)
})

test('a reader who pauses and goes on gets all of it, in order', async t => {
  const data = folder(t)
  writeFileSync(`${data}/hub.json`, JSON.stringify({ ...fast, stall_ms: 600000 }))
  const hub = await startHub(t, `${data}/hub`, '--config', `${data}/hub.json`)
  const ada = await reader(t, hub, debate)
  const ben = await reader(t, hub, debate)
  ben.socket.pause()
  await shareMuch(ada, new Author(debate))
  assert.ok(ben.cursor === undefined || ben.cursor < ada.cursor / 2, 'most of it waits')
  ben.socket.resume()
  await ben.until('all of it', () => ben.cursor === ada.cursor, 60_000)
  assert.deepEqual(ben.entries, ada.entries)
})

test('a reader who takes nothing is let go, and the others do not wait for it', async t => {
  const data = folder(t)
  writeFileSync(`${data}/hub.json`, JSON.stringify({ ...fast, stall_ms: 1000 }))
  const hub = await startHub(t, `${data}/hub`, '--config', `${data}/hub.json`)
  await stalledReader(t, hub)
  const ada = await reader(t, hub, debate)
  await shareMuch(ada, new Author(debate))
  const metric = async name =>
    Number(new RegExp(`^palabre_hub_${name} (\\d+)$`, 'm').exec(await (await hub.get('/metrics')).text())[1])
  for (const end = Date.now() + 8000; (await metric('slow_readers_total')) === 0;) {
    assert.ok(Date.now() < end, 'the stalled reader was kept')
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  assert.equal(await metric('readers'), 1)
})

test('a reader who answers nothing any more does not keep a hub from ending well', async t => {
  const hub = await startHub(t, folder(t))
  // Its system does not even say that it heard the end.
  const lost = await upgraded(t, hub, { allowHalfOpen: true })
  lost.socket.write(hello)
  await lost.until('a welcome', () => lost.frames().includes('"type":"welcome"'))
  await raw(t, hub)
  assert.equal(await hub.end('SIGTERM'), 0)
  // It was told, and the hub did not wait for its farewell.
  assert.match(lost.frames().toString('latin1'), /"code":"restart"/)
})

test('who does not greet within the time is sent away with 4000', async t => {
  const hub = await startHub(t, folder(t))
  const mute = new Reader(hub, debate)
  t.after(() => mute.close())
  await mute.open()
  assert.equal((await mute.closed)[0], 4000)
})

test('health, figures and what the hub is are there to read', async t => {
  const hub = await startHub(t, folder(t))
  assert.equal((await hub.get('/healthz')).status, 200)
  const about = await (await hub.get('/hub')).json()
  assert.deepEqual([about.protocol, about.clerk, about.limits.text], ['palabre.v1', hub.clerk, 4000])
  const ada = await reader(t, hub, debate)
  await ada.share(new Author(debate).claim('One.'))
  const figures = await (await hub.get('/metrics')).text()
  assert.match(figures, /^palabre_hub_entries_total 4$/m)
  assert.match(figures, /^palabre_hub_readers 1$/m)
  assert.equal((await hub.get('/debates/example.org/nowhere')).status, 404)
  assert.equal((await hub.get('/nothing')).status, 404)
  assert.equal((await hub.get('/hub', { method: 'PUT' })).status, 405)
})

test('the widget comes from the same hub', async t => {
  const data = folder(t)
  writeFileSync(`${data}/palabre.js`, 'export {}\n')
  writeFileSync(`${data}/core.0123456789abcdef.wasm`, Buffer.of(0, 1, 2))
  const hub = await startHub(t, `${data}/hub`, '--static', data)
  const loader = await hub.get('/palabre.js')
  assert.equal(await loader.text(), 'export {}\n')
  assert.equal(loader.headers.get('content-type'), 'text/javascript; charset=utf-8')
  assert.equal(loader.headers.get('access-control-allow-origin'), '*')
  assert.equal(loader.headers.get('cache-control'), 'max-age=300')
  const module = await hub.get('/core.0123456789abcdef.wasm')
  assert.equal(module.headers.get('cache-control'), 'max-age=31536000, immutable')
  const tag = loader.headers.get('etag')
  assert.equal((await hub.get('/palabre.js', { headers: { 'if-none-match': tag } })).status, 304)
  assert.equal((await hub.get('/..%2fhub%2fclerk.key')).status, 404)
  assert.equal((await hub.get('/hub/clerk.key')).status, 404, 'keys are never served')
})

test('a configuration that says nonsense is refused before anything listens', async t => {
  const data = folder(t)
  for (const [config, where] of [
    ['{"datta":"x"}', 'datta'],
    ['{"key_rate":0}', 'key_rate'],
    ['{"sites":[{"name":"A B"}]}', 'sites.name'],
    ['{"name":"A B"}', 'name'],
    ['[]', 'JSON'],
  ]) {
    writeFileSync(`${data}/hub.json`, config)
    await assert.rejects(startHub(t, `${data}/hub`, '--config', `${data}/hub.json`), new RegExp(where))
  }
})
