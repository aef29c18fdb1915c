// An owner opens a debate at a hub with one command: palabre open PAGE --key FILE --hub URL.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Author, folder, reader, root, startHub } from './hub.mjs'

const debate = 'example.org/square'
const command = join(root, 'build/release/palabre')
const page = thesis => `<!doctype html><title>A page</title>
<palabre-debate debate="square" site="example.org" lang="en"><h2>${thesis}</h2>
  <ul><li data-stance="pro">Children could walk to school.</li></ul>
</palabre-debate>`

const palabre = (...given) =>
  new Promise(done =>
    execFile(command, given, (error, stdout, stderr) => done({ status: error ? error.code : 0, stdout, stderr })),
  )

/** An owner with a key and a page. */
async function owner(t) {
  const at = folder(t)
  const key = join(at, 'owner.key')
  const file = join(at, 'page.html')
  writeFileSync(file, page('Shall the square be closed to cars?'))
  const made = await palabre('key', 'new', key)
  assert.equal(made.status, 0, made.stderr)
  return {
    write: thesis => writeFileSync(file, page(thesis)),
    open: (hub, ...more) => palabre('open', file, '--key', key, '--hub', hub, ...more),
  }
}

const verbs = async hub => {
  const log = await (await hub.get(`/debates/${debate}/log`)).text()
  const [first, ...lines] = log.trim().split('\n')
  const entries = lines
    .map(line => JSON.parse(line))
    .map(({ head, body }) => [JSON.parse(head).author, JSON.parse(body)])
  const { owner } = JSON.parse(first)
  return { owner, said: entries.filter(([author]) => author === owner).map(([, body]) => body) }
}

test('the debate is its owner’s, the hub its clerk, and what the page says stands in the log', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await owner(t)
  const { status, stderr } = await ada.open(hub.url)
  assert.equal(status, 0, stderr)
  const { owner: key, said } = await verbs(hub)
  assert.notEqual(key, hub.clerk)
  assert.deepEqual(
    said.map(body => body.do),
    ['open', 'declare'],
  )
  assert.deepEqual(said[0].clerks, [hub.clerk])
  assert.match(JSON.stringify(said[1]), /Shall the square be closed/)
  // Readers whose page names the owner come in.
  const bob = await reader(t, hub, debate, { owner: key })
  await bob.share(new Author(debate).claim('Yes.'))
})

test('a page that has changed is declared again, and the debate is not opened twice', async t => {
  const hub = await startHub(t, folder(t))
  const ada = await owner(t)
  await ada.open(`${hub.ws}`)
  ada.write('Shall the square be closed on Sundays?')
  const { status, stderr } = await ada.open(hub.url)
  assert.equal(status, 0, stderr)
  const { said } = await verbs(hub)
  assert.deepEqual(
    said.map(body => body.do),
    ['open', 'declare', 'declare'],
  )
  assert.match(JSON.stringify(said[2]), /on Sundays/)
})

test('a debate that another has opened stays theirs, and the hub says whose it is', async t => {
  const hub = await startHub(t, folder(t))
  const [ada, eve] = [await owner(t), await owner(t)]
  await ada.open(hub.url)
  const { owner: key } = await verbs(hub)
  const { status, stderr } = await eve.open(hub.url)
  assert.equal(status, 1)
  assert.match(stderr, new RegExp(`another owner, ${key}`))
  assert.equal((await verbs(hub)).said.length, 2)
})

test('what the hub refuses is told with its reason', async t => {
  const at = folder(t)
  const config = join(at, 'config.json')
  writeFileSync(config, JSON.stringify({ sites: [{ name: 'example.com' }] }))
  const hub = await startHub(t, join(at), '--config', config)
  const { status, stderr } = await (await owner(t)).open(hub.url)
  assert.equal(status, 1)
  assert.match(stderr, /serves no debates of that site/)
})

test('no hub, a site that is none, and one that leads elsewhere are told, and nothing is sent there', async t => {
  const asked = []
  const site = createServer((request, response) => {
    asked.push(request.method)
    if (request.url.startsWith('/moved/')) response.writeHead(302, { Location: '/hub' }).end()
    else response.end(request.url === '/hub' ? '{"clerk":"nobody"}' : 'x'.repeat(2 << 20))
  })
  await new Promise(listening => site.listen(0, '127.0.0.1', listening))
  t.after(() => site.close())
  const url = `http://127.0.0.1:${site.address().port}`
  const ada = await owner(t)
  for (const [hub, what] of [
    ['http://127.0.0.1:1/', /127\.0\.0\.1:1/],
    [url, /no hub/],
    [`${url}/moved`, /hub/],
    [`${url}/long`, /longer than 1048576 bytes/],
    ['file:///etc/passwd', /file/],
  ]) {
    const { status, stderr } = await ada.open(hub)
    assert.equal(status, 1, hub)
    assert.match(stderr, what)
  }
  assert.ok(asked.every(method => method === 'GET'))
  assert.equal((await ada.open(url, '--into', 'log.ndjson')).status, 2)
})
