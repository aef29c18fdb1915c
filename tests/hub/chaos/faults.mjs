// What can be done to a hub: its disk, its clock, its process (faults.c), and the network before it.
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Faults of a hub's disk and clock. `env` is the environment that the hub needs for them. */
export class Machine {
  constructor(folder) {
    const library = join(folder, 'faults.so')
    const source = fileURLToPath(new URL('faults.c', import.meta.url))
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, source, '-ldl'])
    const state = join(folder, 'faults')
    this.file = openSync(state, 'w')
    this.state = Buffer.alloc(24)
    this.env = { ...process.env, LD_PRELOAD: library, PALABRE_FAULTS: state }
    this.write()
  }

  write() {
    writeSync(this.file, this.state, 0, this.state.length, 0)
  }
  setDiskFull(is) {
    this.state.writeInt32LE(Number(is), 0)
    this.write()
  }
  setUnsynced(is) {
    this.state.writeInt32LE(Number(is), 4)
    this.write()
  }
  /** The next write to the disk is made by half, and the process dies. */
  setTorn(is) {
    this.state.writeInt32LE(Number(is), 8)
    this.write()
  }
  setClock(ms) {
    this.state.writeBigInt64LE(BigInt(ms), 16)
    this.write()
  }
  close() {
    closeSync(this.file)
  }
}

/** The network between readers and a hub, whose port may change. */
export class Network {
  constructor() {
    this.pairs = new Set()
    this.state = 'open'
    this.server = createServer(near => this.join(near))
  }

  async listen() {
    await new Promise(done => this.server.listen(0, '127.0.0.1', done))
    this.port = this.server.address().port
  }

  join(near) {
    near.on('error', () => {})
    if (this.state === 'cut' || !this.target) return near.destroy()
    const far = connect(this.target, '127.0.0.1')
    const pair = { near, far }
    this.pairs.add(pair)
    const end = () => {
      this.pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    far.on('error', end)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      from.on('close', end)
      from.on('data', data => {
        // What is on its way when the network is silent is lost.
        if (this.state === 'open') to.write(data)
      })
    }
  }

  endAll() {
    for (const { near, far } of this.pairs) {
      near.destroy()
      far.destroy()
    }
    this.pairs.clear()
  }

  /** Every connection breaks, and none is made. */
  cut() {
    this.state = 'cut'
    this.endAll()
  }
  /** Connections stay and nothing goes through them. */
  silence() {
    this.state = 'silent'
  }
  mend() {
    if (this.state === 'silent') this.endAll()
    this.state = 'open'
  }
  close() {
    this.endAll()
    this.server.close()
  }
}
