// What days with one hub and with several have in common: people who talk, faults in an order that follows from a seed,
// and what a hub's list is held to in the end.
import assert from 'node:assert/strict'
import { lineId, replayed, verified } from '../hub.mjs'
import { openCheckpoint, rootsByConsistency } from '../tree.mjs'
import { Person } from './person.mjs'

export const debate = 'example.org/square'
export const path = `/debates/${debate}`
export const pause = ms => new Promise(done => setTimeout(done, ms))

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

/** A subclass has `faults`: what can go wrong, by name; each goes right again by itself. */
export class Day {
  constructor(t, seed) {
    this.t = t
    this.random = randomFrom(seed)
    this.people = []
    this.said = 0
    this.happened = 0
  }

  /** Somebody who debates at the hub behind `network`, whose key `clerk` is. */
  add(name, network, clerk) {
    this.people.push(new Person({ name, debate, network, clerk, random: this.random }))
  }
  leave() {
    return Promise.all(this.people.map(person => person.leave()))
  }

  some(from, to) {
    return Math.round(from + (to - from) * this.random())
  }

  /** Everybody writes now and then, until `ms` are over. */
  async talk(ms) {
    for (const end = Date.now() + ms; Date.now() < end; await pause(this.some(5, 40))) {
      this.people[this.some(0, this.people.length - 1)].say(`Claim ${++this.said}.`)
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

  /** The names of the faults, in an order drawn anew. */
  drawn() {
    const names = Object.keys(this.faults)
    for (let i = names.length - 1; i > 0; --i) {
      const other = this.some(0, i)
      ;[names[i], names[other]] = [names[other], names[i]]
    }
    return names
  }

  /** Every fault at least once, for about `seconds`; after each, `then`. */
  async pass(seconds, say, then) {
    await this.talk(500)
    await this.settle(20_000)
    for (const end = Date.now() + seconds * 1000; this.happened === 0 || Date.now() < end;) {
      for (const name of this.drawn()) {
        say(name)
        await this.faults[name]()
        ++this.happened
        await this.talk(200)
        await then()
      }
      // Whatever went wrong, all that was said is acknowledged in the end.
      await this.settle(40_000)
    }
  }
}

/** The checkpoint that a hub gives of its list now, or nothing. */
export async function checkpointOf(hub) {
  const answer = await hub.get(`${path}/checkpoint`).catch(() => null)
  return answer?.ok ? openCheckpoint(await answer.text(), hub.clerk) : null
}

/** Holds a hub's list to what `people` saw there and what it signed; the ids of its entries. */
export async function checkList(t, hub, people, checkpoints) {
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
    const { head, body } = JSON.parse(line)
    const said = JSON.parse(body)
    return said.do === 'stamp' && JSON.parse(head).author === hub.clerk ? [said.time] : []
  })
  times.forEach((time, i) => assert.ok(i === 0 || time >= times[i - 1], "the hub's time does not go back"))

  // The digest of the log, by the command, is what the hub signs.
  const { snapshot } = await (await hub.get(`${path}/snapshot`)).json()
  const said = JSON.parse(snapshot.split('\n')[1])
  const upTo = log
    .split('\n')
    .slice(0, said.size + 1)
    .join('\n')
  const { set, state } = await replayed(t, `${upTo}\n`)
  assert.deepEqual([set, state], [said.set, said.state])
  await verified(t, log)

  const last = await checkpointOf(hub)
  assert.equal(last.size, ids.length)
  await checkGrowth(hub, path, checkpoints, last)
  return there
}

/** Whether every one of `checkpoints` is a beginning of the last one, by the proofs that `hub` gives below `place`. */
export async function checkGrowth(hub, place, checkpoints, last) {
  for (const { size, root } of checkpoints) {
    const { path: steps } = await (await hub.get(`${place}/proof/consistency?from=${size}&to=${last.size}`)).json()
    const hashes = steps.map(step => Buffer.from(step, 'base64url'))
    assert.deepEqual(rootsByConsistency(size, last.size, hashes, root), [root, last.root])
  }
}
