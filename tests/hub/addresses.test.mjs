// Whose address the hub counts by: the other end's, or what a proxy that it believes says of it.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { test } from 'node:test'
import { Author, Reader, folder, parse, reader, startHub } from './hub.mjs'

const debate = 'example.org/square'

/** A hub, and somebody who has opened the debate from an address of their own where there is a proxy. */
async function hubWith(t, settings, ...options) {
  const data = folder(t)
  writeFileSync(`${data}/hub.json`, JSON.stringify(settings))
  const hub = await startHub(t, `${data}/hub`, '--config', `${data}/hub.json`, ...options)
  const opened = await hub.get(`/debates/${debate}/entries`, { method: 'POST', headers: of('192.0.2.255') })
  assert.equal(opened.status, 200)
  return hub
}
const of = address => (address === undefined ? {} : { 'X-Forwarded-For': address })

/** What comes of claims that are published in the name of an address: `taken`, or an error's code. */
function publisher(hub) {
  const author = new Author(debate)
  return async (address, count = 1) => {
    const { n } = author
    const lines = Array.from({ length: count }, (_, i) => author.claim(`Claim ${author.n} ${i}.`))
    const answer = await hub.get(`/debates/${debate}/entries`, {
      method: 'POST',
      headers: of(address),
      body: lines.join('\n'),
    })
    const said = parse((await answer.text()).split('\n\n').at(-1))
    // What was not taken has no number.
    if (said.type === 'error') author.n = n
    return said.type === 'receipt' ? 'taken' : said.code
  }
}

test('who is not named as a proxy writes no address for itself', async t => {
  const publish = publisher(await hubWith(t, { address_rate: 3, proxies: ['192.0.2.1'] }))
  assert.equal(await publish('198.51.100.1', 3), 'taken')
  assert.equal(await publish('198.51.100.2'), 'rate')
  assert.equal(await publish(undefined), 'rate')
})

test('of what a proxy says the last is believed, and readers behind it are counted apart', async t => {
  const publish = publisher(await hubWith(t, { address_rate: 3, proxies: ['127.0.0.1'] }))
  assert.equal(await publish('198.51.100.1', 3), 'taken')
  assert.equal(await publish('198.51.100.1'), 'rate')
  assert.equal(await publish('203.0.113.9, 198.51.100.1'), 'rate', 'the others anybody can have written')
  assert.equal(await publish('203.0.113.9,198.51.100.1'), 'rate')
  assert.equal(await publish('198.51.100.1, 198.51.100.2', 3), 'taken')
  assert.equal(await publish(undefined, 3), 'taken', "the proxy's own")
  assert.equal(await publish(undefined), 'rate')
  assert.equal(await publish(''), 'rate')
})

test('the last is believed where a proxy says it in a line of its own', async t => {
  const hub = await hubWith(t, { address_rate: 3, proxies: ['127.0.0.1'] })
  const author = new Author(debate)
  const publish = async addresses => {
    const asked = request(`${hub.url}/debates/${debate}/entries`, { method: 'POST' })
    asked.setHeader('X-Forwarded-For', addresses)
    asked.end(author.claim(`Claim ${author.n}.`))
    const [answer] = await once(asked, 'response')
    const said = parse((await answer.toArray()).join(''))
    if (said.type === 'error') --author.n
    return said.type === 'receipt' ? 'taken' : said.code
  }
  for (let i = 0; i < 3; ++i) assert.equal(await publish([`203.0.113.${i}`, '198.51.100.1']), 'taken')
  assert.equal(await publish(['203.0.113.9', '198.51.100.1']), 'rate')
  assert.equal(await publish(['198.51.100.1', '203.0.113.9, 198.51.100.2']), 'taken')
})

test('an IPv6 network behind a proxy is one reader, however its addresses are written', async t => {
  const publish = publisher(await hubWith(t, { address_rate: 3, proxies: ['127.0.0.1'] }))
  for (const one of ['2001:db8::1', '2001:DB8::2', '2001:0db8:0:0:9:9:9:9']) assert.equal(await publish(one), 'taken')
  assert.equal(await publish('2001:db8::ffff:3'), 'rate')
  assert.equal(await publish('2001:db8:0:1::1'), 'taken')
})

test('a hub that listens on IPv6 too knows a proxy by its IPv4 address', async t => {
  const publish = publisher(await hubWith(t, { address_rate: 3, proxies: ['127.0.0.1'] }, '--listen', '[::]:0'))
  assert.equal(await publish('198.51.100.1', 3), 'taken')
  assert.equal(await publish('198.51.100.1'), 'rate')
  assert.equal(await publish('198.51.100.2'), 'taken')
})

test('connections are counted by what a proxy says too', async t => {
  const hub = await hubWith(t, { address_connections: 2, proxies: ['127.0.0.1'] })
  const from = address => ({ headers: of(address) })
  for (let i = 0; i < 2; ++i) await reader(t, hub, debate, {}, from('198.51.100.1'))
  const third = new Reader(hub, debate, from('198.51.100.1'))
  await third.closed.catch(() => {})
  assert.match(String(third.error), /429/)
  await reader(t, hub, debate, {}, from('198.51.100.2'))
})

test('and so are new debates', async t => {
  const hub = await hubWith(t, { address_debates: 1, proxies: ['127.0.0.1'] })
  const opens = async (name, address) => {
    const { status } = await hub.get(`/debates/example.org/${name}/entries`, { method: 'POST', headers: of(address) })
    return status
  }
  assert.equal(await opens('one', '198.51.100.1'), 200)
  assert.equal(await opens('two', '198.51.100.1'), 429)
  assert.equal(await opens('two', '198.51.100.2'), 200)
})
