// A hub behind the nginx of its package: TLS outside, and for the hub as if there were no proxy.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFileSync, readFileSync } from 'node:fs'
import { connect } from 'node:http2'
import { request } from 'node:https'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Author, Reader, folder, parse, reader, root, startHub } from './hub.mjs'
import { example, hasIpv6, NAME, startNginx } from './nginx.mjs'

const debate = 'example.org/square'
const MESSAGE_BYTES = 262_144

describe('a hub behind nginx', () => {
  const ends = []
  const suite = { after: work => ends.push(work) }
  let hub, nginx, proxied
  before(async () => {
    const data = folder(suite)
    const { proxies } = JSON.parse(readFileSync(join(root, 'cmake/package/hub.json'), 'utf8'))
    writeFileSync(`${data}/hub.json`, JSON.stringify({ proxies, address_rate: 5, address_connections: 3 }))
    writeFileSync(`${data}/palabre.js`, 'export {}\n')
    const options = ['--config', `${data}/hub.json`, '--static', data]
    hub = await startHub(suite, `${data}/hub`, ...options)
    nginx = await startNginx(suite, hub.port)
    proxied = { clerk: hub.clerk, ws: `wss://127.0.0.1:${nginx.port}/` }
  })
  after(async () => {
    for (const work of ends.splice(0).reverse()) await work()
  })

  /** TLS as a browser has it, from an address of this machine. */
  const from = (localAddress = '127.0.0.1') => ({
    ca: nginx.ca,
    servername: NAME,
    localAddress,
    headers: { Host: NAME },
  })
  const come = (t, address, name = debate, more = {}) => {
    const options = from(address)
    return reader(t, proxied, name, {}, { ...options, headers: { ...options.headers, ...more } })
  }
  /** A request over HTTP/1.1. */
  const ask = (path, { method = 'GET', body, address, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const options = from(address)
      const host = address?.includes(':') ? '::1' : '127.0.0.1'
      const whole = { ...options, host, port: nginx.port, path, method, headers: { ...options.headers, ...headers } }
      const asked = request(whole, answer => {
        let text = ''
        answer.on('data', piece => (text += piece))
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }))
      })
      asked.on('error', reject)
      asked.end(body)
    })
  const publish = (lines, more = {}, name = debate) =>
    ask(`/debates/${name}/entries`, { method: 'POST', body: lines.join('\n'), ...more })

  it('is found by the certificate of its name, over HTTP/1.1 and HTTP/2', async t => {
    const one = await ask('/hub')
    assert.deepEqual([one.status, JSON.parse(one.text).clerk], [200, hub.clerk])
    assert.equal(one.headers['access-control-allow-origin'], '*')
    const session = connect(`https://127.0.0.1:${nginx.port}`, { ca: nginx.ca, servername: NAME })
    t.after(() => session.destroy())
    const two = session.request({ ':path': '/hub' })
    const [headers] = await once(two, 'response')
    let text = ''
    for await (const piece of two) text += piece
    assert.deepEqual([session.alpnProtocol, headers[':status']], ['h2', 200])
    assert.equal(JSON.parse(text).clerk, hub.clerk)
    await assert.rejects(
      new Promise((_, reject) => request({ port: nginx.port, host: '127.0.0.1' }).on('error', reject).end()),
      /self.signed/,
    )
  })

  it('serves the widget, and says where nothing changed', async () => {
    const loader = await ask('/palabre.js')
    assert.deepEqual([loader.text, loader.headers['cache-control']], ['export {}\n', 'max-age=300'])
    const again = await ask('/palabre.js', { headers: { 'If-None-Match': loader.headers.etag } })
    assert.equal(again.status, 304)
  })

  it('is spoken with over WebSocket, by readers who see each other', async t => {
    const ada = await come(t, '127.0.1.1')
    const ben = await come(t, '127.0.1.2')
    const line = new Author(debate).claim('Said through TLS.')
    await ada.share(line)
    await ben.until('what Ada said', () => ben.entries.includes(line))
    assert.equal(ben.socket.protocol, 'palabre.v1')
  })

  it('may be silent between two of its heartbeats', async t => {
    const welcome = await (await come(t, '127.0.2.1')).message('welcome')
    for (const setting of ['proxy_read_timeout', 'proxy_send_timeout']) {
      const [, seconds] = new RegExp(`^ *${setting} (\\d+)s;$`, 'm').exec(example)
      assert.ok(seconds * 1000 > 2 * welcome.heartbeat, setting)
    }
  })

  it('answers a long poll when something is there, over HTTP/2 too', async t => {
    const ada = await come(t, '127.0.3.1', 'example.org/polled')
    await ada.until('what the hub opens the debate with', () => ada.cursor > 0)
    const { epoch, head } = JSON.parse((await ask('/debates/example.org/polled')).text)
    const path = `/debates/example.org/polled/entries?epoch=${epoch}&after=${head}&wait=25000`
    const session = connect(`https://127.0.0.1:${nginx.port}`, { ca: nginx.ca, servername: NAME })
    t.after(() => session.destroy())
    const polled = session.request({ ':path': path })
    let text = ''
    polled.on('data', data => (text += data))
    const ended = once(polled, 'end')
    const other = ask(path)
    const line = new Author('example.org/polled').claim('Worth waiting for.')
    await ada.share(line)
    await ended
    for (const answer of [text, (await other).text]) assert.equal(parse(answer).lines[0], line)
  })

  it('gives out a log that comes in pieces, over HTTP/1.1 and HTTP/2', async t => {
    const name = 'example.org/logged'
    const ada = await come(t, '127.0.9.1', name)
    const author = new Author(name)
    const claim = i =>
      author.entry({ do: 'claim', parent: '~', stance: 'pro', text: `${i}`, more: 'x'.repeat(16200) })
    await ada.share(...[1, 2, 3, 4, 5].map(claim))
    const path = `/debates/${name}/log`
    const answer = await hub.get(path)
    assert.equal(answer.headers.get('transfer-encoding'), 'chunked')
    const log = await answer.text()
    assert.deepEqual(log.trimEnd().split('\n').slice(1), ada.entries.slice(1))
    const one = await ask(path)
    assert.ok(one.status === 200 && one.text === log)
    const session = connect(`https://127.0.0.1:${nginx.port}`, { ca: nginx.ca, servername: NAME })
    t.after(() => session.destroy())
    let two = ''
    for await (const piece of session.request({ ':path': path })) two += piece
    assert.ok(two === log)
    assert.deepEqual([(await ask(path, { method: 'HEAD' })).status, (await ask('/hub')).status], [200, 200])
  })

  it('takes a request as long as it takes without a proxy, and not one byte more', async () => {
    const name = 'example.org/long'
    const author = new Author(name)
    const line = author.claim('Short.')
    await ask(`/debates/${name}/entries`, { method: 'POST', address: '127.0.4.1' })
    // Empty lines are passed over.
    const most = line + '\n'.repeat(MESSAGE_BYTES - Buffer.byteLength(line))
    const taken = await publish([most], { address: '127.0.4.1' }, name)
    assert.deepEqual([taken.status, parse(taken.text).type], [200, 'receipt'])
    const over = await publish([`${most}\n`], { address: '127.0.4.1' }, name)
    assert.equal(over.status, 413)
  })

  it('counts entries of each address apart, whatever a reader says of its own', async t => {
    const name = 'example.org/counted'
    await come(t, '127.0.5.9', name)
    const author = new Author(name)
    const claims = count => Array.from({ length: count }, (_, i) => author.claim(`Claim ${author.n} ${i}.`))
    const kinds = ({ text }) => text.split('\n\n').map(one => parse(one).type)
    assert.deepEqual(kinds(await publish(claims(5), { address: '127.0.5.1' }, name)), ['receipt'])
    const forged = { 'X-Forwarded-For': '203.0.113.7' }
    const [sixth] = claims(1)
    const refused = parse((await publish([sixth], { address: '127.0.5.1', headers: forged }, name)).text)
    assert.deepEqual([refused.type, refused.code, refused.retry > 0], ['error', 'rate', true])
    // Over WebSocket it is the same address.
    const socket = await come(t, '127.0.5.1', name, forged)
    socket.publish([sixth])
    assert.equal((await socket.message('error')).code, 'rate')
    assert.deepEqual(kinds(await publish([sixth], { address: '127.0.5.2' }, name)), ['receipt'])
  })

  it('counts an IPv6 address as its own', { skip: !hasIpv6 && 'no IPv6 here' }, async t => {
    const name = 'example.org/six'
    await come(t, '127.0.6.9', name)
    const author = new Author(name)
    const claims = Array.from({ length: 6 }, (_, i) => author.claim(`Claim ${i}.`))
    const answered = await publish(claims, { address: '::1' }, name)
    assert.deepEqual(
      answered.text
        .split('\n\n')
        .map(one => parse(one).code ?? parse(one).type)
        .sort(),
      ['rate', 'receipt'],
    )
  })

  it('counts connections of each address apart', async t => {
    const name = 'example.org/many'
    for (let i = 0; i < 3; ++i) await come(t, '127.0.7.1', name)
    const fourth = new Reader(proxied, name, from('127.0.7.1'))
    await fourth.closed.catch(() => {})
    assert.match(String(fourth.error), /429/)
    await come(t, '127.0.7.2', name)
  })

  it('shows its figures on this machine alone', async () => {
    assert.match((await ask('/metrics')).text, /^palabre_hub_readers \d+$/m)
    assert.equal((await ask('/metrics', { address: '127.0.8.1' })).status, 403)
  })

  it('has nothing that nginx warns of, such as words of readers in its files', () => {
    const refused = /^.* \[error\] .* (access forbidden by rule|client intended to send too large body).*\n/gm
    assert.equal(nginx.said().replace(refused, ''), '')
  })
})
