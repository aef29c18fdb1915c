// A debate's log, however long: in pieces, as whoever asked for it takes them.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { Author, command, folder, isWatched, reader, startHub } from './hub.mjs'

const debate = 'example.org/square'
const path = `/debates/${debate}/log`
const MOST_AT_ONCE = 64 << 20
const settings = { key_rate: 100000, first_day: 1e6, address_rate: 100000 }

/** A hub, and who has written claims of 16 KiB each to a debate there. */
async function hubWith(t, claims, more = {}) {
  const data = folder(t)
  writeFileSync(`${data}/hub.json`, JSON.stringify({ ...settings, ...more }))
  const hub = await startHub(t, `${data}/hub`, '--config', `${data}/hub.json`)
  const ada = await reader(t, hub, debate)
  const author = new Author(debate)
  const claim = i => author.entry({ do: 'claim', parent: '~', stance: 'pro', text: `${i}`, more: 'x'.repeat(16200) })
  for (let i = 0; i < claims; i += 15) await ada.share(...Array.from({ length: 15 }, (_, each) => claim(i + each)))
  return { hub, ada, author }
}

/** A bare connection that has sent this, and what came over it. */
async function asked(t, hub, ...requests) {
  const socket = connect(hub.port, '127.0.0.1')
  t.after(() => socket.destroy())
  socket.on('error', () => {})
  const got = []
  socket.on('data', data => got.push(data))
  const closed = once(socket, 'close')
  for (const each of requests) socket.write(each)
  return { socket, closed, text: () => Buffer.concat(got).toString('latin1') }
}
const request = (method, at, version = '1.1', more = '') =>
  `${method} ${at} HTTP/${version}\r\nHost: hub\r\n${more}\r\n`
/** Says no more of long lines than which is another one. */
function isSame(lines, expected) {
  assert.equal(lines.length, expected.length)
  assert.equal(
    lines.findIndex((line, i) => line !== expected[i]),
    -1,
  )
}
const residentKilobytes = ({ child }) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1])

describe('a log of more than 64 MiB', () => {
  const ends = []
  const suite = { after: work => ends.push(work) }
  let hub, ada, author
  before(async () => {
    ;({ hub, ada, author } = await hubWith(suite, 4140, { stall_ms: 600000 }))
  })
  after(async () => {
    for (const work of ends.splice(0).reverse()) await work()
  })

  it('is given whole', async () => {
    const answer = await hub.get(path)
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'application/x-ndjson'])
    const log = await answer.text()
    assert.ok(log.length > MOST_AT_ONCE, `${log.length} bytes`)
    const [first, ...lines] = log.trimEnd().split('\n')
    assert.equal(JSON.parse(first).debate, debate)
    isSame(lines, ada.entries.slice(1))
  })

  it('ends where it ended when it was asked for, and all go on meanwhile', async t => {
    const entries = ada.entries.slice(1)
    const asking = get(`${hub.url}${path}`)
    t.after(() => asking.destroy())
    const [answer] = await once(asking, 'response')
    await ada.share(author.claim('Said while the log was on its way.'))
    let log = ''
    for await (const piece of answer) log += piece
    assert.ok(answer.complete)
    isSame(log.trimEnd().split('\n').slice(1), entries)
  })

  it('is read whole by whoever opens a debate that is there already', async t => {
    const at = folder(t)
    writeFileSync(
      `${at}/page.html`,
      '<palabre-debate debate="square" site="example.org"><h2>Why?</h2></palabre-debate>',
    )
    const run = promisify(execFile)
    await run(command, ['key', 'new', `${at}/other.key`])
    const opening = ['open', `${at}/page.html`, '--key', `${at}/other.key`, '--hub', hub.url]
    await assert.rejects(run(command, opening), { stderr: /this debate has another owner/ })
  })

  it('costs the hub little for each who asks for it and does not take it', { skip: isWatched }, async t => {
    const before = residentKilobytes(hub)
    const count = 40
    for (let i = 0; i < count; ++i) {
      const { socket } = await asked(t, hub, request('GET', path))
      await once(socket, 'data')
      socket.pause()
    }
    await ada.share(author.claim('In spite of them.'))
    const grown = residentKilobytes(hub) - before
    assert.ok(grown <= 256 * count, `${grown} kB`)
  })
})

describe('a log in pieces', () => {
  const ends = []
  const suite = { after: work => ends.push(work) }
  let hub, log
  before(async () => {
    ;({ hub } = await hubWith(suite, 600, { stall_ms: 1000 }))
    log = await (await hub.get(path)).text()
  })
  after(async () => {
    for (const work of ends.splice(0).reverse()) await work()
  })

  it('is followed by the next answer of its connection', async t => {
    const one = await asked(
      t,
      hub,
      request('GET', path),
      request('HEAD', path),
      request('GET', '/healthz', '1.1', 'Connection: close\r\n'),
    )
    await one.closed
    const [whole, head, last] = one.text().split(/(?=HTTP\/1\.1 200 OK\r\n)/)
    assert.match(whole, /\r\nTransfer-Encoding: chunked\r\n[^]*\r\n0\r\n\r\n$/)
    assert.doesNotMatch(whole, /Content-Length/)
    assert.match(head, /\r\n\r\n$/)
    assert.equal(head.indexOf('\r\n\r\n'), head.length - 4, 'a HEAD has no body')
    assert.match(last, /\r\n\r\nok\n$/)
  })

  it('is ended by the end of the connection for who speaks HTTP/1.0', async t => {
    const one = await asked(t, hub, request('GET', path, '1.0', 'Connection: keep-alive\r\n'))
    await one.closed
    const text = one.text()
    const at = text.indexOf('\r\n\r\n')
    assert.doesNotMatch(text.slice(0, at), /chunked|Content-Length|keep-alive/i)
    assert.ok(text.slice(at + 4) === log, 'to the byte')
  })

  it('breaks off, without its end, for who does not take it', async t => {
    const one = await asked(t, hub, request('GET', path))
    await once(one.socket, 'data')
    one.socket.pause()
    const slow = async () =>
      Number(/^palabre_hub_slow_readers_total (\d+)$/m.exec(await (await hub.get('/metrics')).text())[1])
    for (const end = Date.now() + 20_000; (await slow()) === 0;) {
      assert.ok(Date.now() < end, 'it was waited for')
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    one.socket.resume()
    await one.closed
    assert.ok(one.text().length < log.length)
    assert.doesNotMatch(one.text(), /\r\n0\r\n\r\n$/)
  })
})
