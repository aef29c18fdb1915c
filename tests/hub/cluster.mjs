// Three hubs on three NATS servers, and what tests ask of them.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { prepareHubs } from '../../tools/cluster.mjs'
import { startServers } from '../../tools/nats-servers.mjs'
import { command, lineId, reader, replayed, startHub } from './hub.mjs'

const RATES = { key_rate: 1000000, first_day: 1000000, address_rate: 100000000 }

/**
 * Servers and hubs below `folder`, the hubs not started yet. `settings` stand in each hub's configuration; the other
 * options are those of startServers.
 */
export async function startCluster(t, folder, { settings = {}, ...options } = {}) {
  const nats = await startServers(join(folder, 'nats'), options)
  t.after(() => nats.end())
  const prepared = prepareHubs(command, join(folder, 'hubs'), nats.urls, { ...RATES, ...settings })
  return { nats, prepared, start: index => startHub(t, prepared[index].folder, '--config', prepared[index].config) }
}

/** Waits until `holds` resolves to something; fails with `what` after `ms`. */
export async function eventually(what, holds, ms = 30000) {
  for (const until = Date.now() + ms; ;) {
    const found = await holds()
    if (found) return found
    if (Date.now() > until) throw new Error(`waited in vain for ${what}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

/** The figures of a hub's /metrics. */
export async function figuresOf(hub) {
  const text = await (await hub.get('/metrics')).text()
  return Object.fromEntries(
    [...text.matchAll(/^palabre_hub_(\w+) (\d+)$/gm)].map(([, name, value]) => [name, +value]),
  )
}

/** Waits until every hub hears all the others and knows what they have. */
export const whole = hubs =>
  eventually('hubs that hear each other', async () => {
    const all = await Promise.all(hubs.map(figuresOf))
    return all.every(({ hubs: others, compared }) => others === hubs.length - 1 && compared === 1)
  })

/** Waits until all hubs have the same entries of a debate, byte for byte, and checks that these come to one state. */
export async function agreed(t, hubs, debate) {
  const logOf = async hub => (await hub.get(`/debates/${debate}/log`)).text()
  const sorted = log => log.split('\n').sort().join('\n')
  const logs = await eventually('the same entries at all hubs', async () => {
    const all = await Promise.all(hubs.map(hub => logOf(hub).catch(() => '')))
    return all[0].includes('"head"') && all.every(log => sorted(log) === sorted(all[0])) ? all : null
  })
  const states = await Promise.all(logs.map(async log => (await replayed(t, log)).state))
  assert.equal(new Set(states).size, 1, 'one state, in whatever order')
}

/** The lines that a hub has of a debate, by id. */
export async function linesOf(hub, debate) {
  const log = await (await hub.get(`/debates/${debate}/log`)).text()
  return new Map(
    log
      .split('\n')
      .filter(line => line.startsWith('{"head"'))
      .map(line => [lineId(line), line]),
  )
}

/**
 * An author who writes at one hub for as long as wanted, sends again what was not acknowledged, and comes back when the
 * connection breaks. Notes what was acknowledged and what was seen.
 */
export class Writer {
  constructor(t, author, pause = 20) {
    this.t = t
    this.author = author
    this.pause = pause
    this.waiting = []
    this.acknowledged = new Set()
    this.seen = new Set()
    this.times = [] // of acknowledgements
    this.stopped = false
  }

  async write(hub, debate) {
    const at = await reader(this.t, hub, debate)
    const { stamped } = at
    let resent = Date.now()
    let count = 0
    while (!this.stopped && at.socket.readyState === at.socket.OPEN) {
      const known = this.waiting.filter(line => stamped.has(lineId(line)))
      for (const line of known) this.acknowledged.add(lineId(line))
      if (known.length) this.times.push(Date.now())
      this.waiting = this.waiting.filter(line => !stamped.has(lineId(line)))
      if (this.waiting.length < 20) {
        const line = this.author.claim(`${hub.clerk.slice(0, 4)} ${++count}`)
        this.waiting.push(line)
        at.publish([line])
      } else if (Date.now() - resent > 500) {
        resent = Date.now()
        at.publish(this.waiting)
      }
      await new Promise(resolve => setTimeout(resolve, this.pause))
    }
    for (const line of at.entries.filter(Boolean)) this.seen.add(lineId(line))
    for (const id of stamped.keys()) this.acknowledged.add(id)
    at.close()
  }
}

/** Whether everything that these writers were told, or saw, is in a hub's lines. */
export function assertNothingLost(writers, lines, where) {
  for (const { acknowledged, seen } of writers) {
    for (const id of acknowledged) assert.ok(lines.has(id), `${where} lost ${id}, which was acknowledged`)
    for (const id of seen) assert.ok(lines.has(id), `${where} lost ${id}, which was seen`)
  }
}
