// A debate without an owner is the hub's, which declares in it what the page says that it read itself.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Author, folder, reader, startHub } from './hub.mjs'

const debate = 'example.org/square'
const page = (attributes = '') => `<!doctype html><title>A page</title>
<palabre-debate debate="square" ${attributes}><h2>Shall the square be closed to cars?</h2>
  <ul><li data-stance="pro" data-id="school">Children could walk to school.</li></ul>
</palabre-debate>`

/** A site that answers as `answer` says, and lists what it was asked for. */
async function site(t, answer) {
  const asked = []
  const server = createServer((request, response) => {
    asked.push(request.url)
    answer(request, response)
  })
  await new Promise(listening => server.listen(0, '127.0.0.1', listening))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, origin: `http://127.0.0.1:${server.address().port}` }
}

async function hubFor(t, origin, more, data = folder(t)) {
  const config = join(data, 'config.json')
  writeFileSync(config, JSON.stringify({ sites: [{ name: 'example.org', origins: [origin], ...more }] }))
  return startHub(t, data, '--config', config)
}

const entries = ada =>
  ada.entries
    .filter(Boolean)
    .map(line => JSON.parse(line))
    .map(({ head, body }) => ({ author: JSON.parse(head).author, ...JSON.parse(body) }))

test('what the page declares stands in the log, by the hub’s key', async t => {
  const { origin, asked } = await site(t, (_, response) => response.end(page()))
  const hub = await hubFor(t, origin, { page: `${origin}/debates/{debate}` })
  const ada = await reader(t, hub, debate)
  await ada.until('a declare', () => entries(ada).some(one => one.do === 'declare'))
  assert.deepEqual(asked, ['/debates/square'])
  const [open, ...rest] = entries(ada)
  assert.equal(open.do, 'open')
  const declared = rest.filter(one => one.do === 'declare')
  assert.equal(declared.length, 1)
  assert.equal(declared[0].author, hub.clerk)
  assert.match(JSON.stringify(declared[0]), /Shall the square.*Children could walk/)
  // It is there for whoever comes later, and what answers it counts.
  await ada.share(new Author(debate).claim('Yes.'))
  const bob = await reader(t, hub, debate)
  await bob.until('a declare', () => entries(bob).some(one => one.do === 'declare'))
  assert.equal(asked.length, 1)
})

test('a hub that is killed before it has read the page reads it once it is back, and that once', async t => {
  const answers = []
  const { origin, asked } = await site(t, (_, response) => answers.push(response))
  const data = folder(t)
  const more = { page: `${origin}/debates/{debate}` }
  const before = await hubFor(t, origin, more, data)
  const ada = await reader(t, before, debate)
  await ada.until('an open', () => entries(ada).some(one => one.do === 'open'))
  while (!answers.length) await new Promise(later => setTimeout(later, 10))
  await before.end('SIGKILL')
  const declares = async hub => {
    const one = await reader(t, hub, debate)
    await one.until('a declare', () => entries(one).some(({ do: verb }) => verb === 'declare'))
    return entries(one).filter(({ do: verb }) => verb === 'declare').length
  }
  const after = await hubFor(t, origin, more, data)
  const bob = await reader(t, after, debate)
  while (answers.length < 2) await new Promise(later => setTimeout(later, 10))
  answers[1].end(page())
  await bob.until('a declare', () => entries(bob).some(one => one.do === 'declare'))
  await after.end('SIGKILL')
  const again = await hubFor(t, origin, more, data)
  assert.equal(await declares(again), 1)
  await again.end('SIGTERM')
  assert.equal(asked.length, 2)
})

test('a page of one debate may stand elsewhere than the others', async t => {
  const { origin, asked } = await site(t, (_, response) => response.end(page('site="example.org"')))
  const hub = await hubFor(t, origin, {
    page: `${origin}/debates/{debate}`,
    debates: { square: { page: `${origin}/town.html` } },
  })
  const ada = await reader(t, hub, debate)
  await ada.until('a declare', () => entries(ada).some(one => one.do === 'declare'))
  assert.deepEqual(asked, ['/town.html'])
})

test('a page that leads elsewhere, is too long, of another debate or of an owner declares nothing', async t => {
  const answers = {
    '/moved': response => response.writeHead(302, { Location: '/good' }).end(),
    '/long': response => response.end(page() + ' '.repeat(2 << 20)),
    '/other': response => response.end(page().replace('"square"', '"circle"')),
    '/owned': response => response.end(page(`owner="${'A'.repeat(43)}"`)),
    '/none': response => response.writeHead(404).end(page()),
    '/good': response => response.end(page()),
  }
  const { origin, asked } = await site(t, ({ url }, response) => answers[url](response))
  for (const [path, what] of [
    ['/moved', 'status 302'],
    ['/long', 'longer than 1048576 bytes'],
    ['/other', 'no such debate'],
    ['/owned', 'names an owner'],
    ['/none', 'status 404'],
  ]) {
    const hub = await hubFor(t, origin, { page: origin + path })
    const ada = await reader(t, hub, debate)
    await ada.share(new Author(debate).claim('Yes.'))
    while (!hub.events.some(event => event.includes('"page"'))) await new Promise(later => setTimeout(later, 10))
    assert.ok(
      hub.events.some(event => event.includes(what)),
      `${path}: ${hub.events.join('\n')}`,
    )
    assert.deepEqual(new Set(entries(ada).map(one => one.do)), new Set(['open', 'stamp', 'claim']), path)
    await hub.end()
  }
  assert.ok(!asked.includes('/good'))
})

test('a page must be at an origin of its site', async t => {
  const data = folder(t)
  const config = join(data, 'config.json')
  for (const address of [
    'https://example.com/x',
    'https://example.org.evil/x',
    'http://example.org/x',
    'file:///x',
    'x',
  ]) {
    writeFileSync(
      config,
      JSON.stringify({ sites: [{ name: 'example.org', origins: ['https://example.org'], page: address }] }),
    )
    await assert.rejects(startHub(t, data, '--config', config), /ended with 1/, address)
  }
})
