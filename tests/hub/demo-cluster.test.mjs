// `tools/demo cluster`: three servers and three hubs with a page each, and nothing of them when it has ended.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { freePorts } from '../../tools/nats-servers.mjs'
import { eventually, whole } from './cluster.mjs'
import { Author, command, folder, lineId, reader, root } from './hub.mjs'

/** The processes that name a folder on their command line: `{pid, words}`. */
function processesOf(path) {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        return words.some(word => word.includes(path)) ? [{ pid: Number(pid), words }] : []
      } catch {
        // It has ended meanwhile.
        return []
      }
    })
}

/** Starts the demo as the head of a group of processes, as a terminal does, with its files below a folder. */
async function startDemo(t) {
  const files = folder(t)
  const [port] = await freePorts(1)
  const script = join(root, 'tools/demo-cluster.mjs')
  const child = spawn(process.execPath, [script, '--hub', command, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: files },
    detached: true,
  })
  const ended = once(child, 'exit')
  t.after(() => {
    for (const { pid } of processesOf(files)) process.kill(pid, 'SIGKILL')
    child.kill('SIGKILL')
  })
  const lines = []
  const waiting = new Set()
  createInterface({ input: child.stdout }).on('line', line => {
    lines.push(line)
    for (const look of waiting) look()
  })
  /** Waits until it has printed something. */
  const prints = pattern =>
    new Promise((resolve, reject) => {
      const look = () => lines.some(line => pattern.test(line)) && resolve()
      waiting.add(look)
      look()
      ended.then(([status]) => reject(new Error(`the demo ended with ${status}:\n${lines.join('\n')}`)))
    })
  return {
    child,
    lines,
    prints,
    processes: () => processesOf(files),
    /** Fails unless it ends well, and leaves neither a process nor a file. */
    async hasEnded() {
      assert.deepEqual(await ended, [0, null])
      assert.deepEqual(processesOf(files), [])
      assert.deepEqual(readdirSync(files), [])
    },
  }
}

/** The hubs that it has printed: where each is, and its page. */
const hubsOf = ({ lines }) =>
  lines
    .map(line => /^ {2}(http:\/\/127\.0\.0\.1:\d+\/) {2}(http:\/\/localhost:\d+\/hub\/)$/.exec(line))
    .filter(Boolean)
    .map(([, url, page]) => ({ url, page, ws: url.replace('http', 'ws'), get: path => fetch(new URL(path, url)) }))

/** How long something is waited for that comes, on a busy machine too, or never. */
const PATIENCE_MS = 60_000

test('three hubs have one debate, one of them may be killed, and SIGTERM ends them all', async t => {
  const demo = await startDemo(t)
  await demo.prints(/Ctrl-C/)
  assert.equal(demo.lines.filter(line => /^ {2}nats:\/\/127\.0\.0\.1:\d+$/.test(line)).length, 3)
  const hubs = hubsOf(demo)
  assert.equal(hubs.length, 3)
  for (const { url, page } of hubs) {
    const shown = await fetch(page)
    assert.equal(shown.status, 200, page)
    assert.ok((await shown.text()).includes(`hub="${url}"`), 'a page for each hub')
  }
  for (const hub of hubs) hub.clerk = (await (await hub.get('hub')).json()).clerk
  // Until they hear each other none opens a debate.
  await whole(hubs)
  const debate = 'localhost/halles'
  const [one, two, three] = await Promise.all(hubs.map(hub => reader(t, hub, debate)))
  const author = new Author(debate)
  const everywhere = async (from, line, readers) => {
    from.publish([line])
    await from.until('its stamp', () => from.stamped.has(lineId(line)), PATIENCE_MS)
    for (const each of readers) await each.until('the claim', () => each.entries.includes(line), PATIENCE_MS)
  }
  await everywhere(one, author.claim('Said at one of them.'), [two, three])

  const first = demo
    .processes()
    .filter(({ words }) => words.includes('hub') && words.some(word => /hub-1$/.test(word)))
  assert.equal(first.length, 1)
  process.kill(first[0].pid, 'SIGKILL')
  await one.closed
  await everywhere(two, author.claim('Said at another.'), [three])
  for (const each of [two, three]) each.close()

  demo.child.kill('SIGTERM')
  await demo.hasEnded()
})

test('Ctrl-C, which all of its processes hear, ends it as well', async t => {
  const demo = await startDemo(t)
  await demo.prints(/Ctrl-C/)
  // Three servers, three hubs.
  assert.equal(demo.processes().length, 6)
  process.kill(-demo.child.pid, 'SIGINT')
  await demo.hasEnded()
})

for (const [when, pattern] of [
  ['before the first hub is there', /^NATS:/],
  ['before the last hub is there', /^ {2}http:/],
]) {
  test(`so does a signal that comes ${when}`, async t => {
    const demo = await startDemo(t)
    await demo.prints(pattern)
    demo.child.kill('SIGTERM')
    await demo.hasEnded()
  })
}

for (const [whom, signals] of [
  ['it alone', ({ pid }) => process.kill(pid, 'SIGTERM')],
  ['all of its processes', ({ pid }) => process.kill(-pid, 'SIGINT')],
]) {
  test(`and one that ${whom} is sent while its servers start`, async t => {
    const demo = await startDemo(t)
    await eventually('a server that starts', () => demo.processes().length > 0)
    signals(demo.child)
    await demo.hasEnded()
  })
}
