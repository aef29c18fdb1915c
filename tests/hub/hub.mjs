// A hub in a process of its own, and readers who speak docs/hub-protocol.md to it through `ws`.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { createHash, generateKeyPairSync, randomBytes, sign, verify, createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import WebSocket from 'ws'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const command = join(root, 'build/release/palabre')
/** Whether sanitizers watch the hub that is tested, which takes memory of their own. */
export const isWatched = Boolean(process.env.PALABRE_HUB_COMMAND)
const hubCommand = process.env.PALABRE_HUB_COMMAND ?? command

/** An empty folder, gone when the test ends. */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'palabre-hub-'))
  t.after(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Starts a hub and waits until it listens. Before the command's options there may be those of its process. */
export const startHub = (t, data, ...options) => startHubOf(hubCommand, t, data, ...options)

/** The same with another palabre command. */
export async function startHubOf(command, t, data, ...options) {
  const { env } = typeof options[0] === 'object' ? options.shift() : {}
  const listen = options.includes('--listen') ? [] : ['--listen', '127.0.0.1:0']
  const child = spawn(command, ['hub', '--data', data, ...listen, ...options], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env,
  })
  const events = []
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stderr })
  const listening = new Promise((resolve, reject) => {
    lines.on('line', line => {
      events.push(line)
      if (!line.startsWith('{')) return
      const said = JSON.parse(line)
      if (said.event === 'listening') resolve(said)
    })
    ended.then(([status]) => reject(new Error(`the hub ended with ${status}:\n${events.join('\n')}`)))
  })
  t.after(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  const { port, clerk } = await listening
  return {
    port: Number(port),
    clerk,
    events,
    child,
    url: `http://127.0.0.1:${port}`,
    ws: `ws://127.0.0.1:${port}/`,
    /** Ends it with a signal, and waits. */
    async end(signal = 'SIGKILL') {
      child.kill(signal)
      return (await ended)[0]
    },
    get: (path, options) => fetch(`http://127.0.0.1:${port}${path}`, options),
  }
}

/** What `palabre replay` prints of a log. */
export async function replayed(t, log) {
  const file = join(folder(t), 'log.ndjson')
  writeFileSync(file, log)
  const { stdout } = await promisify(execFile)(command, ['replay', file], { maxBuffer: 1 << 28 })
  return JSON.parse(stdout)
}

/** Fails unless `palabre verify` finds a log sound. */
export async function verified(t, log) {
  const file = join(folder(t), 'log.ndjson')
  writeFileSync(file, log)
  await promisify(execFile)(command, ['verify', file], { maxBuffer: 1 << 28 })
}

const base64url = bytes => Buffer.from(bytes).toString('base64url')
export const sha256 = text => createHash('sha256').update(text).digest()
export const idOf = head => base64url(sha256(head)).slice(0, 22)

/** An author: a key, and the entries that it signs one after another. */
export class Author {
  constructor(debate) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    this.debate = debate
    this.privateKey = privateKey
    this.key = publicKey.export({ format: 'jwk' }).x
    this.n = 0
    this.clock = 1
  }

  /** The line of the author's next entry; `head` changes fields of its head. */
  entry(body, head = {}) {
    return this.raw(JSON.stringify({ salt: base64url(randomBytes(16)), ...body }), head)
  }

  /** The same with a body as it stands, an object or not. */
  raw(text, head = {}) {
    const fields = {
      v: 1,
      debate: this.debate,
      author: this.key,
      n: ++this.n,
      clock: ++this.clock,
      seen: '',
      at: 1760000000000 + this.n,
      body: base64url(sha256(text)),
      ...head,
    }
    const signedHead = JSON.stringify(fields)
    const sig = base64url(sign(null, Buffer.from(`palabre entry 1\n${signedHead}`), this.privateKey))
    return JSON.stringify({ head: signedHead, sig, body: text })
  }

  claim(text, parent = '~', stance = 'pro') {
    return this.entry({ do: 'claim', parent, stance, text })
  }
}

/** Whether `sig` is the key's over `text`, by Node's own library. */
export function isSigned(key, text, sig) {
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
  return verify(null, Buffer.from(text), publicKey, Buffer.from(sig, 'base64url'))
}

export const lineId = line => idOf(JSON.parse(line).head)

/** A message taken apart. */
export function parse(text) {
  const [first, ...lines] = text.split('\n')
  return { ...JSON.parse(first), lines }
}

/** A reader over WebSocket, who notes everything. `options`: of `ws`, such as `origin` and `headers`. */
export class Reader {
  constructor(hub, debate, options = {}) {
    this.hub = hub
    this.debate = debate
    this.messages = []
    this.entries = [] // lines by position
    this.stamped = new Map() // id: stamp's line
    this.waiting = []
    this.cursor = undefined
    this.socket = new WebSocket(hub.ws, ['palabre.v1'], { ...options, perMessageDeflate: false })
    this.closed = once(this.socket, 'close')
    this.closed.catch(() => {})
    this.socket.on('error', error => (this.error = error))
    this.socket.on('message', data => this.take(parse(data.toString())))
  }

  take(message) {
    this.messages.push(message)
    if (message.type === 'welcome') this.epoch = message.epoch
    if (message.type === 'entries') {
      assert.equal(message.lines.length, message.to - message.after, 'as many entries as positions')
      if (this.cursor !== undefined) assert.equal(message.after, this.cursor, 'no gap and nothing twice')
      this.cursor = message.to
      message.lines.forEach((line, index) => (this.entries[message.after + 1 + index] = line))
    }
    if (message.type === 'entries' || message.type === 'receipt') message.lines.forEach(line => this.note(line))
    for (const [index, { holds, resolve }] of [...this.waiting.entries()].reverse()) {
      if (!holds()) continue
      this.waiting.splice(index, 1)
      resolve()
    }
  }

  note(line) {
    const { head, body } = JSON.parse(line)
    if (JSON.parse(head).author !== this.hub.clerk || !body) return
    const said = JSON.parse(body)
    if (said.do === 'stamp') said.ids.forEach(id => this.stamped.set(id, line))
  }

  /** Waits until `holds()`; fails after some seconds, saying what was waited for. */
  until(what, holds, ms = 6000) {
    if (holds()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), ms)
      this.waiting.push({
        holds,
        resolve: () => {
          clearTimeout(timer)
          resolve()
        },
      })
    })
  }

  async open() {
    if (this.socket.readyState === WebSocket.CONNECTING) await once(this.socket, 'open')
  }

  send(header, lines = []) {
    this.socket.send([JSON.stringify(header), ...lines].join('\n'))
  }

  /** Opens the connection and greets; the welcome. */
  async hello(more = {}) {
    await this.open()
    const before = this.messages.length
    this.send({ type: 'hello', debate: this.debate, ...more })
    await this.until('a welcome', () => this.of('welcome', before).length > 0)
    return this.of('welcome', before)[0]
  }

  publish(lines, re) {
    this.send({ type: 'publish', ...(re === undefined ? {} : { re }) }, lines)
  }

  /** Publishes and waits until each entry is stamped. */
  async share(...lines) {
    this.publish(lines)
    const ids = lines.map(lineId)
    await this.until('stamps', () => ids.every(id => this.stamped.has(id)))
  }

  of(type, from = 0) {
    return this.messages.slice(from).filter(message => message.type === type)
  }

  async message(type, from = 0) {
    await this.until(`a message ${type}`, () => this.of(type, from).length > 0)
    return this.of(type, from)[0]
  }

  close() {
    this.socket.terminate()
  }
}

/** A reader who has greeted. */
export async function reader(t, hub, debate, more = {}, options = {}) {
  const made = new Reader(hub, debate, options)
  t.after(() => made.close())
  await made.hello(more)
  return made
}
