// A hub heard over HTTP, where a network lets no WebSocket through: does what a WebSocket does, by the long
// poll of docs/hub-protocol.md.
import { readMessage, type Cursor } from './hub-wire'
import { readJson, writeJson } from './json'

const WAIT_MS = 25_000
/** A request that takes longer than the hub may is lost; a page that slept finds it so. */
const LOST_MS = 40_000

interface Hello {
  debate: string
  epoch?: string
  after?: number
  owner?: string
}

export class Polling {
  readyState: number = WebSocket.CONNECTING
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  readonly #http: string
  readonly #leaving = new AbortController()
  /** Ends the reading that an earlier hello began. */
  #reading = new AbortController()
  #hello: Hello | null = null
  /** What is published goes out one after the other. */
  #said: Promise<void> = Promise.resolve()

  /** `http`: the hub's address, with a slash at its end. */
  constructor(http: string) {
    this.#http = http
    queueMicrotask(() => {
      if (this.#leaving.signal.aborted) return
      this.readyState = WebSocket.OPEN
      this.onopen?.()
    })
  }

  send(message: string): void {
    const cut = message.indexOf('\n')
    const header = readJson<{ type: string; work?: string } & Hello>(cut < 0 ? message : message.slice(0, cut))
    if (header.type === 'hello') {
      this.#hello = header
      this.#reading.abort()
      this.#reading = new AbortController()
      this.#orClose(this.#read(header, this.#reading.signal))
    } else if (header.type === 'publish' && cut >= 0) {
      const lines = message.slice(cut + 1)
      const { work } = header
      this.#said = this.#said.then(() => this.#publish(lines, work))
      this.#orClose(this.#said)
    }
  }

  /** HTTP has no word for why one leaves. */
  close(_code?: number): void {
    this.readyState = WebSocket.CLOSED
    this.#leaving.abort()
    this.#reading.abort()
  }

  #orClose(work: Promise<void>): void {
    work.catch(() => {
      if (this.#leaving.signal.aborted) return
      this.close()
      this.onclose?.()
    })
  }

  #hear(data: string): void {
    if (!this.#leaving.signal.aborted) this.onmessage?.({ data })
  }

  async #read(hello: Hello, until: AbortSignal): Promise<void> {
    try {
      const welcome = await this.#welcome()
      if (until.aborted) return
      this.#hear(welcome)
      let { epoch, after } = this.#cursor(hello, welcome)
      while (!until.aborted) {
        const query = new URLSearchParams({ epoch, after: String(after), wait: String(WAIT_MS) })
        const answer = await this.#ask(`/entries?${query}`, { signal: until }, [409])
        if (until.aborted) return
        const said = readMessage(answer)
        // What the hub's list is now, the next hello asks.
        if (said?.type === 'reset') return this.#hear(answer)
        if (said?.type !== 'entries') throw new Error('no entries')
        this.#hear(said.to > after ? answer : writeJson({ type: 'heartbeat' }))
        epoch = said.epoch ?? epoch
        after = said.to
      }
    } catch (error) {
      if (!until.aborted) throw error
    }
  }

  /** A debate that nobody has opened is opened by the first who speaks to it, as over WebSocket. */
  async #welcome(): Promise<string> {
    const there = await this.#ask('', {}, [404])
    if (readMessage(there)?.type === 'welcome') return there
    await this.#post('')
    return this.#ask('', {})
  }

  #cursor({ epoch, after }: Hello, welcome: string): Cursor {
    if (epoch) return { epoch, after: after ?? 0 }
    const said = readMessage(welcome)
    return { epoch: said?.type === 'welcome' ? said.epoch : '', after: 0 }
  }

  async #publish(lines: string, work?: string): Promise<void> {
    for (const message of (await this.#post(lines, work)).split('\n\n')) if (message) this.#hear(message.trimEnd())
  }

  #post(lines: string, work?: string): Promise<string> {
    const owner = this.#hello?.owner
    const said = new URLSearchParams({ ...(owner && { owner }), ...(work && { work }) }).toString()
    const query = said ? `?${said}` : ''
    // Text that is no more than text needs no question beforehand.
    const headers = { 'Content-Type': 'text/plain' }
    return this.#ask(`/entries${query}`, { method: 'POST', body: lines, headers }, [429, 503])
  }

  /** The answer's text; fails where its status is neither 200 nor one of `also`. */
  async #ask(path: string, request: RequestInit, also: readonly number[] = []): Promise<string> {
    const debate = this.#hello!.debate
    const ends = new AbortController()
    const end = (): void => ends.abort()
    const signals = [this.#leaving.signal, request.signal]
    for (const signal of signals) signal?.addEventListener('abort', end)
    const lost = setTimeout(end, LOST_MS)
    try {
      const answer = await fetch(`${this.#http}debates/${debate}${path}`, {
        ...request,
        signal: ends.signal,
        cache: 'no-store',
        credentials: 'omit',
      })
      if (!answer.ok && !also.includes(answer.status)) throw new Error(String(answer.status))
      return await answer.text()
    } finally {
      clearTimeout(lost)
      for (const signal of signals) signal?.removeEventListener('abort', end)
    }
  }
}
