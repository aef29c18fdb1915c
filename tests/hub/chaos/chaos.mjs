// A debate on a bad day. People write through a network and a machine that fail, each in every way that faults.mjs
// knows, in an order that follows from a seed; then it is asked whether the hub kept its word:
//   - what was acknowledged, and what anybody saw, is there, at its position, once, whatever happened after;
//   - everybody ends up with the same list, and its log gives the digest that the hub signs;
//   - every checkpoint that was ever given is a beginning of the last one;
//   - the hub's time never goes back.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startHub } from '../hub.mjs'
import { Day, checkList, checkpointOf, pause } from './day.mjs'
import { Machine, Network } from './faults.mjs'

const PEOPLE = 5

class Scene extends Day {
  constructor(t, folder, seed) {
    super(t, seed)
    this.data = join(folder, 'data')
    this.settings = join(folder, 'hub.json')
    writeFileSync(this.settings, JSON.stringify({ key_rate: 100000, first_day: 1e6, address_rate: 1000000 }))
    this.machine = new Machine(folder)
    this.network = new Network()
    this.checkpoints = []
  }

  async start() {
    this.hub = await startHub(this.t, this.data, { env: this.machine.env }, '--config', this.settings)
    this.network.target = this.hub.port
  }
  async restart() {
    await this.hub.end('SIGKILL')
    await this.start()
  }

  /** Talks until somebody is told that the hub cannot keep it, and when to come back. */
  untilToldOfStorage() {
    for (const person of this.people) person.told = []
    const isTold = ({ told }) => told.some(({ code, retry }) => code === 'storage' && retry > 0)
    return this.talkUntil('somebody is told that the disk refuses', () => this.people.some(isTold))
  }

  async keepCheckpoint() {
    const found = await checkpointOf(this.hub)
    if (found) this.checkpoints.push(found)
  }

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
}

/**
 * Runs for about `seconds`, every fault at least once, and checks. Says what it does through `say`; what it
 * came to.
 */
export async function chaos(t, folder, { seed, seconds, say = () => {} }) {
  const scene = new Scene(t, folder, seed)
  const { network } = scene
  await network.listen()
  t.after(() => {
    network.close()
    scene.machine.close()
  })
  await scene.start()
  for (let i = 0; i < PEOPLE; ++i) scene.add(`person ${i}`, network, scene.hub.clerk)
  t.after(() => scene.leave())
  await scene.pass(seconds, say, () => scene.keepCheckpoint())
  scene.machine.setClock(0)
  await scene.settle(40_000)
  await pause(300)
  await checkList(t, scene.hub, scene.people, scene.checkpoints)
  await scene.leave()
  return { said: scene.said, happened: scene.happened, checkpoints: scene.checkpoints.length }
}
