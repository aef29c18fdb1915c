// A debate on a bad day. People write through a network and a machine that fail, each in every way that faults.mjs
// knows, in an order that follows from a seed; then it is asked whether the hub kept its word:
//   - what was acknowledged, and what anybody saw, is there, at its position, once, whatever happened after;
//   - everybody ends up with the same list, and its log gives the digest that the hub signs;
//   - every checkpoint that was ever given is a beginning of the last one;
//   - the hub's time never goes back.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lineId, replayed, startHub, verified } from '../hub.mjs'
import { openCheckpoint, rootsByConsistency } from '../tree.mjs'
import { Machine, Network } from './faults.mjs'
import { Person } from './person.mjs'

const debate = 'example.org/square'
const path = `/debates/${debate}`
const PEOPLE = 5
const pause = ms => new Promise(done => setTimeout(done, ms))

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

class Scene {
  constructor(t, folder, seed) {
    this.t = t
    this.data = join(folder, 'data')
    this.settings = join(folder, 'hub.json')
    writeFileSync(this.settings, JSON.stringify({ key_rate: 100000, first_day: 1e6, address_rate: 1000000 }))
    this.random = randomFrom(seed)
    this.machine = new Machine(folder)
    this.network = new Network()
    this.checkpoints = []
    this.said = 0
    this.people = []
  }

  async start() {
    this.hub = await startHub(this.t, this.data, { env: this.machine.env }, '--config', this.settings)
    this.network.target = this.hub.port
  }
  async restart() {
    await this.hub.end('SIGKILL')
    await this.start()
  }

  some(from, to) {
    return Math.round(from + (to - from) * this.random())
  }

  /** Everybody writes now and then, until `ms` are over. */
  async talk(ms) {
    for (const end = Date.now() + ms; Date.now() < end; await pause(this.some(5, 40))) {
      this.people[this.some(0, PEOPLE - 1)].say(`Claim ${++this.said}.`)
    }
  }
  /** The same until something has come of it: who was cut off or told to wait is not back at once. */
  async talkUntil(what, holds, within = 20_000) {
    for (const end = Date.now() + within; !holds(); await this.talk(50)) {
      assert.ok(Date.now() < end, `${what}, within ${within} ms`)
    }
  }

  /** Whether all that was said is acknowledged. */
  async settle(within) {
    const waiting = () => this.people.filter(person => person.outbox.length > 0)
    for (const end = Date.now() + within; waiting().length > 0; await pause(50)) {
      if (Date.now() < end) continue
      const trouble = waiting().map(({ name, outbox, trouble }) => `${name}: ${outbox.length} ${trouble ?? ''}`)
      assert.fail(`not acknowledged in ${within} ms: ${trouble.join('; ')}`)
    }
  }

  /** Talks until somebody is told that the hub cannot keep it, and when to come back. */
  untilToldOfStorage() {
    for (const person of this.people) person.told = []
    const isTold = ({ told }) => told.some(({ code, retry }) => code === 'storage' && retry > 0)
    return this.talkUntil('somebody is told that the disk refuses', () => this.people.some(isTold))
  }

  async keepCheckpoint() {
    const answer = await this.hub.get(`${path}/checkpoint`).catch(() => null)
    if (answer?.ok) this.checkpoints.push(openCheckpoint(await answer.text(), this.hub.clerk))
  }

  /** What can go wrong; each goes right again by itself. */
  faults = {
    'the hub is killed': async () => {
      await this.talk(200)
      await this.restart()
    },
    'the hub is stopped for a while': async () => {
      this.hub.child.kill('SIGSTOP')
      await this.talk(this.some(300, 1500))
      this.hub.child.kill('SIGCONT')
    },
    'the network is cut': async () => {
      this.network.cut()
      await this.talk(this.some(200, 1500))
      this.network.mend()
    },
    'the network is silent': async () => {
      this.network.silence()
      await this.talk(this.some(200, 1500))
      this.network.mend()
    },
    'the disk is full': async () => {
      this.machine.setDiskFull(true)
      await this.untilToldOfStorage()
      this.machine.setDiskFull(false)
    },
    'the disk cannot sync': async () => {
      this.machine.setUnsynced(true)
      await this.untilToldOfStorage()
      this.machine.setUnsynced(false)
    },
    'a write is torn': async () => {
      const { child } = this.hub
      this.machine.setTorn(true)
      await this.talkUntil('the process dies in the middle of a write', () => child.signalCode === 'SIGKILL')
      this.machine.setTorn(false)
      await this.restart()
    },
    'the clock jumps': async () => {
      this.machine.setClock(this.some(-3600, 3600) * 1000)
      await this.talk(this.some(200, 800))
    },
    'a reader is slow': async () => {
      const [slow] = this.people
      await Promise.all([slow.sleep(this.some(500, 1500)), this.talk(500)])
    },
  }

  /** The names of the faults, in an order drawn anew. */
  drawn() {
    const names = Object.keys(this.faults)
    for (let i = names.length - 1; i > 0; --i) {
      const other = this.some(0, i)
      ;[names[i], names[other]] = [names[other], names[i]]
    }
    return names
  }
}

async function check(scene) {
  const { hub, people } = scene
  const answer = await hub.get(`${path}/log`)
  const log = await answer.text()
  const lines = [undefined, ...log.trim().split('\n').slice(1)]
  const ids = lines.slice(1).map(lineId)
  assert.equal(new Set(ids).size, ids.length, 'nothing is there twice')
  const there = new Set(ids)
  for (const { name, seen, acknowledged, position, refused, broken } of people) {
    assert.equal(broken, undefined, `${name} saw no contradiction`)
    assert.equal(refused, undefined, `${name} was refused nothing`)
    assert.equal(position, ids.length, `${name} has read everything`)
    seen.forEach((line, at) => assert.equal(lines[at], line, `position ${at} is what ${name} saw`))
    for (const id of acknowledged.keys()) assert.ok(there.has(id), `${id} was acknowledged to ${name}`)
  }
  const times = lines.slice(1).flatMap(line => {
    const body = JSON.parse(JSON.parse(line).body)
    return body.do === 'stamp' ? [body.time] : []
  })
  times.forEach((time, i) => assert.ok(i === 0 || time >= times[i - 1], "the hub's time does not go back"))

  // The digest of the log, by the command, is what the hub signs.
  const { snapshot } = await (await hub.get(`${path}/snapshot`)).json()
  const said = JSON.parse(snapshot.split('\n')[1])
  const upTo = log
    .split('\n')
    .slice(0, said.size + 1)
    .join('\n')
  const { set, state } = await replayed(scene.t, `${upTo}\n`)
  assert.deepEqual([set, state], [said.set, said.state])
  await verified(scene.t, log)

  await scene.keepCheckpoint()
  const last = scene.checkpoints.at(-1)
  assert.equal(last.size, ids.length)
  for (const { size, root } of scene.checkpoints) {
    const { path: steps } = await (await hub.get(`${path}/proof/consistency?from=${size}&to=${last.size}`)).json()
    const hashes = steps.map(step => Buffer.from(step, 'base64url'))
    assert.deepEqual(rootsByConsistency(size, last.size, hashes, root), [root, last.root])
  }
}

/**
 * Runs for about `seconds`, every fault at least once, and checks. Says what it does through `say`; what it
 * came to.
 */
export async function chaos(t, folder, { seed, seconds, say = () => {} }) {
  const scene = new Scene(t, folder, seed)
  await scene.network.listen()
  t.after(() => {
    scene.network.close()
    scene.machine.close()
  })
  await scene.start()
  const { network, random } = scene
  for (let i = 0; i < PEOPLE; ++i)
    scene.people.push(new Person({ name: `person ${i}`, debate, network, clerk: scene.hub.clerk, random }))
  const leave = () => Promise.all(scene.people.map(person => person.leave()))
  t.after(leave)
  await scene.talk(500)
  await scene.settle(20_000)
  let happened = 0
  for (const end = Date.now() + seconds * 1000; happened === 0 || Date.now() < end;) {
    for (const name of scene.drawn()) {
      say(name)
      await scene.faults[name]()
      ++happened
      await scene.talk(200)
      await scene.keepCheckpoint()
    }
    // Whatever went wrong, all that was said is acknowledged in the end.
    await scene.settle(40_000)
  }
  scene.machine.setClock(0)
  await scene.settle(40_000)
  await pause(300)
  await check(scene)
  await leave()
  return { said: scene.said, happened, checkpoints: scene.checkpoints.length }
}
