// A reader who writes too, comes back whenever the connection breaks, and holds the hub to its word.
import assert from 'node:assert/strict'
import { Author, Reader, lineId } from '../hub.mjs'

const pause = ms => new Promise(done => setTimeout(done, ms))

export class Person {
  /** `network` stands before the hub; `clerk` is the hub's key; `random` draws from [0, 1). */
  constructor({ name, debate, network, clerk, random }) {
    Object.assign(this, { name, debate, network, clerk, random })
    this.author = new Author(debate)
    this.outbox = [] // lines that nobody acknowledged
    this.acknowledged = new Map() // id: the stamp's line
    this.seen = [] // lines by position
    this.position = 0
    this.told = [] // errors
    this.gone = false
    this.waitUntil = 0
    this.living = this.live()
  }

  say(text) {
    this.outbox.push(this.author.claim(text))
    this.publish()
  }

  publish() {
    if (this.reader?.welcomed && this.outbox.length > 0 && Date.now() >= this.waitUntil)
      this.reader.publish(this.outbox.slice(0, 100))
  }

  async live() {
    while (!this.gone) {
      await this.visit().catch(error => {
        this.trouble = error
        // The hub broke its word; anything else is the day's weather.
        if (error.code === 'ERR_ASSERTION') this.broken ??= error
      })
      await pause(50 + 200 * this.random())
    }
  }

  async visit() {
    const address = { ws: `ws://127.0.0.1:${this.network.port}/`, clerk: this.clerk }
    const reader = new Reader(address, this.debate)
    this.reader = reader
    try {
      await Promise.race([reader.open(), reader.closed.then(() => Promise.reject(new Error('closed')))])
      const cursor = this.epoch ? { epoch: this.epoch, after: this.position } : {}
      const { epoch } = await reader.hello(cursor)
      this.epoch ??= epoch
      assert.equal(epoch, this.epoch, 'the list is the same one')
      reader.welcomed = true
      this.publish()
      for (let read = 0; !this.gone && reader.socket.readyState <= 1;) {
        for (; read < reader.messages.length; ++read) this.take(reader.messages[read])
        await Promise.race([reader.closed, pause(20)])
        // What was not answered is asked for again: an answer may have been lost.
        if (this.random() < 0.01) this.publish()
      }
    } finally {
      reader.close()
    }
  }

  take(message) {
    if (message.type === 'entries') {
      message.lines.forEach((line, index) => {
        const at = message.after + 1 + index
        if (this.seen[at] === undefined) this.seen[at] = line
        else assert.equal(line, this.seen[at], `position ${at} is what it was`)
      })
      this.position = Math.max(this.position, message.to)
    }
    if (message.type === 'entries' || message.type === 'receipt') {
      for (const [id, stamp] of this.reader.stamped) this.acknowledged.set(id, stamp)
      this.outbox = this.outbox.filter(line => !this.acknowledged.has(lineId(line)))
    }
    if (message.type === 'refuse') this.refused = message
    if (message.type === 'error') {
      this.told.push(message)
      const retry = message.retry ?? 200
      this.waitUntil = Date.now() + retry
      setTimeout(() => this.publish(), retry + 10).unref()
    }
  }

  /** Takes nothing from the socket for a while, and lets the hub wait. */
  async sleep(ms) {
    const { socket } = this.reader ?? {}
    if (socket?.readyState !== 1) return
    socket.pause()
    await pause(ms)
    socket.resume()
  }

  async leave() {
    this.gone = true
    this.reader?.close()
    await this.living
  }
}
