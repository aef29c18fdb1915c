// A bad day of three hubs on three NATS servers. People write at each of them while hubs and servers are killed,
// stopped and cut off, in an order that follows from a seed; then each hub's list is held to what its own people saw
// and what it signed, and all of them to each other:
//   - what was acknowledged by any hub is at every hub;
//   - all hubs have the same entries, and come to one state;
//   - each has the others' lists as these signed them.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { agreed, eventually, startCluster, whole } from '../cluster.mjs'
import { openCheckpoint } from '../tree.mjs'
import { Day, checkGrowth, checkList, checkpointOf, debate, path, pause } from './day.mjs'
import { Network } from './faults.mjs'

const STREAMS = 4

/** A network that stands before a port. */
async function networkTo(t, port) {
  const network = new Network()
  await network.listen()
  t.after(() => network.close())
  network.target = port
  return network
}

class Place extends Day {
  async begin(folder) {
    this.cluster = await startCluster(this.t, folder, { advertised: false })
    const { nats, prepared } = this.cluster
    this.hubs = []
    this.links = [] // of each hub: to the NATS servers
    this.doors = [] // of each hub: for its people
    this.checkpoints = prepared.map(() => [])
    for (const { config } of prepared) {
      const links = await Promise.all(nats.urls.map(url => networkTo(this.t, Number(new URL(url).port))))
      const settings = JSON.parse(readFileSync(config, 'utf8'))
      settings.cluster.servers = links.map(({ port }) => `nats://127.0.0.1:${port}`)
      writeFileSync(config, JSON.stringify(settings))
      this.links.push(links)
      this.doors.push(await networkTo(this.t))
    }
    await Promise.all(prepared.map((_, index) => this.start(index)))
    await whole(this.hubs)
    for (const [index, hub] of this.hubs.entries()) {
      for (const name of ['a', 'b']) this.add(`person ${name} at hub ${index + 1}`, this.doors[index], hub.clerk)
    }
  }

  async start(index) {
    this.hubs[index] = await this.cluster.start(index)
    this.doors[index].target = this.hubs[index].port
  }
  get one() {
    return this.some(0, this.hubs.length - 1)
  }
  get server() {
    return this.cluster.nats.servers[this.some(0, this.cluster.nats.servers.length - 1)]
  }

  async keepCheckpoints() {
    const all = await Promise.all(this.hubs.map(checkpointOf))
    all.forEach((found, index) => found && this.checkpoints[index].push(found))
  }

  async cutOff(index, how) {
    for (const link of this.links[index]) link[how]()
    await this.talk(this.some(500, 2500))
    for (const link of this.links[index]) link.mend()
  }
  async stop(kill) {
    kill('SIGSTOP')
    await this.talk(this.some(300, 1500))
    kill('SIGCONT')
  }

  faults = {
    'a hub is killed': async () => {
      const index = this.one
      await this.talk(200)
      await this.hubs[index].end('SIGKILL')
      await this.talk(this.some(200, 1000))
      await this.start(index)
    },
    'the leader of a stream is killed': async () => {
      const leader = await this.cluster.nats.leaderOf(`PALABRE_${this.some(0, STREAMS - 1)}`)
      await leader.end('SIGKILL')
      await this.talk(this.some(500, 1500))
      await leader.start()
    },
    'a hub is stopped for a while': () => {
      const { child } = this.hubs[this.one]
      return this.stop(signal => child.kill(signal))
    },
    'a NATS server is stopped for a while': () => {
      const { server } = this
      return this.stop(signal => server.signal(signal))
    },
    'a hub is cut off from NATS': () => this.cutOff(this.one, 'cut'),
    'nothing comes through between a hub and NATS': () => this.cutOff(this.one, 'silence'),
  }

  /** Whether each hub has the others' lists, whole, and can prove all that was ever signed of them. */
  async checkCopies() {
    for (const [index, of] of this.hubs.entries()) {
      const last = await checkpointOf(of)
      const place = `${path}/hubs/${of.clerk}`
      for (const hub of this.hubs) {
        await eventually('a copy of the whole list', async () => {
          const copy = await hub.get(`${place}/checkpoint`)
          return copy.ok && openCheckpoint(await copy.text(), of.clerk).size === last.size
        })
        await checkGrowth(hub, place, this.checkpoints[index], last)
      }
    }
  }
}

/** As `chaos` of one hub (chaos.mjs). */
export async function chaosOfCluster(t, folder, { seed, seconds, say = () => {} }) {
  const place = new Place(t, seed)
  await place.begin(folder)
  t.after(() => place.leave())
  await place.pass(seconds, say, () => place.keepCheckpoints())
  await whole(place.hubs)
  await agreed(t, place.hubs, debate)
  const sizes = () => Promise.all(place.hubs.map(async hub => (await checkpointOf(hub)).size))
  const quiet = await eventually('nothing on its way', async () => {
    const before = await sizes()
    await pause(300)
    return before.join() === (await sizes()).join() && new Set(before).size === 1 ? before : null
  })
  const all = []
  for (const [index, hub] of place.hubs.entries()) {
    const own = place.people.filter(person => person.network === place.doors[index])
    await eventually('what was shown last', () => own.every(person => person.position === quiet[index]))
    all.push(await checkList(t, hub, own, place.checkpoints[index]))
  }
  for (const { name, acknowledged } of place.people) {
    for (const id of acknowledged.keys()) {
      for (const there of all) assert.ok(there.has(id), `${id}, acknowledged to ${name}, is at every hub`)
    }
  }
  await place.checkCopies()
  await place.leave()
  const checkpoints = place.checkpoints.reduce((sum, each) => sum + each.length, 0)
  return { said: place.said, happened: place.happened, checkpoints }
}
