// A hub on loopback under load, in a process of its own on one core, the load on another: what readers wait for,
// what it costs the hub, what the disk can take, how soon a hub with a million entries serves again, and how long
// nobody can write when it is killed. Everything is bounded in count and time. Beside the figures what the same
// machine does in the same run without a hub: an echo by Beast alone, one line synced to the disk, signatures checked
// one after the other.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import WebSocket from 'ws'
import { Author, lineId } from '../hub/hub.mjs'

const programs = 'build/release/tests/bench'
const command = 'build/release/palabre'
const folder = mkdtempSync(join(tmpdir(), 'palabre-hub-bench-'))
const running = new Set()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function print(figure) {
  console.log(JSON.stringify({ engine: 'native', ...figure }))
}

/** The first core is the server's, the second the load's. */
const onCore = (core, program, ...args) => ['taskset', '-c', String(core), program, ...args]
const begin = ([program, ...args], options) => {
  const child = spawn(program, args, options)
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}
const end = async (child, signal = 'SIGTERM') => {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** A hub that lets one address do what this load does. Its port, and ms from its start to that. */
async function startHub(data, port = 0) {
  const settings = join(folder, 'hub.json')
  const all = 1_000_000
  writeFileSync(
    settings,
    JSON.stringify({
      key_rate: all,
      first_day: 100 * all,
      address_rate: 100 * all,
      address_connections: all,
      site_debates: all,
      address_debates: all,
    }),
  )
  const began = performance.now()
  const listen = ['--listen', `127.0.0.1:${port}`]
  const child = begin(onCore(0, command, 'hub', '--config', settings, '--data', data, ...listen), {
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  for await (const line of createInterface({ input: child.stderr })) {
    const said = line.startsWith('{') ? JSON.parse(line) : {}
    if (said.event !== 'listening') continue
    child.stderr.resume()
    return { child, port: Number(said.port), took: performance.now() - began }
  }
  throw new Error('the hub does not start')
}

async function startEcho() {
  const began = performance.now()
  const child = begin(onCore(0, join(programs, 'palabre_echo')), { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, port: Number(port), took: performance.now() - began }
}

/** What palabre_hub_load says of a server; it fails where something did not arrive. */
function load({ child, port }, { debates, readers, authors, rate, seconds }, ...more) {
  const numbers = [port, debates, readers, authors, rate, seconds, child.pid].map(String)
  const [program, ...args] = onCore(1, join(programs, 'palabre_hub_load'), ...numbers, ...more)
  const { stdout, status } = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (status !== 0) throw new Error(`palabre_hub_load ended with ${status}: ${stdout}`)
  return JSON.parse(stdout)
}

async function loaded(name, plan, budgets) {
  const echo = await startEcho()
  // As many connections and messages; each goes back to its author alone.
  const plain = load(echo, plan, 'echo')
  await end(echo.child)
  const hub = await startHub(join(folder, name))
  const figures = load(hub, plan)
  await end(hub.child)
  const what = `${plan.debates * plan.readers} readers in ${plan.debates === 1 ? 'one debate' : `${plan.debates} debates`}, ${plan.rate} entries a second`
  print({
    what: `${what}: half arrive within (baseline: Beast's echo)`,
    value: figures.p50_ms,
    unit: 'ms',
    baseline: plain.p50_ms,
  })
  print({
    what: `${what}: 99 in 100 within`,
    value: figures.p99_ms,
    unit: 'ms',
    budget: budgets.p99,
    baseline: plain.p99_ms,
  })
  print({ what: `${what}: 999 in 1000 within`, value: figures.p999_ms, unit: 'ms', baseline: plain.p999_ms })
  print({
    what: `${what}: the hub's share of a core`,
    value: 100 * figures.processor,
    unit: '%',
    budget: budgets.share,
    baseline: 100 * plain.processor,
  })
  print({
    what: `${what}: the hub's time for each (baseline: its signature alone)`,
    value: (1e6 * figures.processor) / plan.rate,
    unit: 'us',
    baseline: figures.verifying_us,
  })
  print({
    what: `${what}: what each sends to a reader, the stamps with it`,
    value: figures.bytes_each,
    unit: 'B',
    baseline: plain.bytes_each,
  })
  print({
    what: `${plan.debates * plan.readers} readers at rest: the hub's memory`,
    value: figures.idle_bytes / 1e6,
    unit: 'MB',
    budget: budgets.memory,
    baseline: plain.idle_bytes / 1e6,
  })
}

function appends() {
  const [program, ...args] = [join(programs, 'palabre_store_load'), join(folder, 'appends'), '5000', '4']
  const found = JSON.parse(execFileSync(program, args, { encoding: 'utf8' }))
  const what = '5,000 entries a second to the disk'
  print({
    what: `${what}: half are durable within (baseline: one line and fsync)`,
    value: found.p50_ms,
    unit: 'ms',
    baseline: found.fsync_p50_ms,
  })
  print({
    what: `${what}: 99 in 100 within`,
    value: found.p99_ms,
    unit: 'ms',
    budget: 25,
    baseline: found.fsync_p99_ms,
  })
}

/** From a hello with a cursor to the last entry that it lacks, in ms. */
async function resumed(port, missed) {
  const address = `http://127.0.0.1:${port}/debates/bench.example/large`
  const { head, epoch } = await (await fetch(address)).json()
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, 'palabre.v1')
  await once(socket, 'open')
  const began = performance.now()
  socket.send(JSON.stringify({ type: 'hello', debate: 'bench.example/large', epoch, after: head - missed }))
  const took = await new Promise((done, failed) => {
    socket.on('message', data => {
      const text = String(data)
      const said = JSON.parse(text.slice(0, text.indexOf('\n') + 1 || undefined))
      if (said.type === 'error') failed(new Error(text))
      if (said.type === 'entries' && said.to === head) done(performance.now() - began)
    })
  })
  socket.close()
  return took
}

async function restarts() {
  const data = join(folder, 'large')
  execFileSync(join(programs, 'palabre_store_load'), [data, 'fill', '1000000'])
  const hub = await startHub(data)
  const welcomed = performance.now()
  const answer = await fetch(`http://127.0.0.1:${hub.port}/debates/bench.example/large/entries?after=999000`)
  if (!answer.ok) throw new Error(await answer.text())
  await answer.text()
  const serving = hub.took + performance.now() - welcomed
  print({
    what: 'a hub with a million entries: from its start to what it serves',
    value: serving / 1000,
    unit: 's',
    budget: 2,
  })
  const times = []
  for (let i = 0; i < 9; ++i) times.push(await resumed(hub.port, 1000))
  times.sort((a, b) => a - b)
  print({ what: 'the 1,000 entries that a reader missed', value: times[4], unit: 'ms', budget: 100 })
  await end(hub.child)
}

/** Sends the messages in turn, in a new connection, until `isLast` says so of an answer. */
async function exchange(port, messages, isLast) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, 'palabre.v1')
  await once(socket, 'open')
  const done = new Promise((resolve, reject) => {
    socket.on('message', data => {
      const text = String(data)
      if (text.includes('"type":"error"') || text.includes('"type":"refuse"')) reject(new Error(text))
      if (isLast(text)) resolve()
    })
    socket.on('close', () => reject(new Error('the connection ended')))
  })
  for (const message of messages) socket.send(message)
  await done
  socket.close()
}

/** From kill -9 until the next entry is acknowledged: the hub reads its debate again and folds it for that. */
async function pauses() {
  const size = 20_000
  const rounds = 7
  const debate = 'bench.example/killed'
  const data = join(folder, 'killed')
  const authors = Array.from({ length: 20 }, () => new Author(debate))
  let hub = await startHub(data)
  // Opened as the first reader does it.
  await exchange(hub.port, [JSON.stringify({ type: 'hello', debate })], text => text.includes('"type":"entries"'))
  for (let made = 0; made < size;) {
    const lines = Array.from({ length: 400 }, () => authors[made % 20].claim(`Claim ${++made}.`))
    const answer = await fetch(`http://127.0.0.1:${hub.port}/debates/${debate}/entries`, {
      method: 'POST',
      body: lines.join('\n'),
    })
    const said = await answer.text()
    if (!answer.ok || !said.includes('"type":"receipt"')) throw new Error(said)
  }
  const paused = []
  const plain = []
  for (let round = 0; round < rounds; ++round) {
    const line = authors[0].claim(`After ${round}.`)
    const { epoch, head } = await (await fetch(`http://127.0.0.1:${hub.port}/debates/${debate}`)).json()
    const messages = [
      JSON.stringify({ type: 'hello', debate, epoch, after: head }),
      `${JSON.stringify({ type: 'publish' })}\n${line}`,
    ]
    const killed = performance.now()
    await end(hub.child, 'SIGKILL')
    hub = await startHub(data, hub.port)
    await exchange(hub.port, messages, text => text.includes('"do\\":\\"stamp') && text.includes(lineId(line)))
    paused.push(performance.now() - killed)
    const echo = await startEcho()
    const began = performance.now()
    await end(echo.child, 'SIGKILL')
    const again = await startEcho()
    await exchange(again.port, messages, text => text.includes(lineId(line)) || text.endsWith(line))
    plain.push(performance.now() - began)
    await end(again.child)
  }
  await end(hub.child)
  for (const times of [paused, plain]) times.sort((a, b) => a - b)
  const what = 'a hub with a debate of 20,000 entries is killed: from there to the next acknowledgement'
  print({
    what: `${what}, half within (baseline: Beast's echo)`,
    value: paused[rounds >> 1],
    unit: 'ms',
    baseline: plain[rounds >> 1],
  })
  print({ what: `the same, the longest of ${rounds}`, value: paused.at(-1), unit: 'ms', baseline: plain.at(-1) })
}

await loaded('many', { debates: 99, readers: 100, authors: 2, rate: 500, seconds: 8 }, { p99: 100, memory: 60 })
await loaded('one', { debates: 1, readers: 2000, authors: 40, rate: 1000, seconds: 5 }, { p99: 80, share: 70 })
appends()
await restarts()
await pauses()
