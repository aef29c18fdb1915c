// The connection to a hub: opened again and again while it is wanted, each time after a time drawn
// evenly (full jitter), so that a hub that comes back is not met by everybody at once. Where no WebSocket
// opens, every second try asks over HTTP: some networks let nothing else through. While it asks so, a WebSocket is
// tried beside it now and then, and takes its place where one opens.
import { Polling } from './hub-polling'
import { formed, PROTOCOL, readMessage, type Said } from './hub-wire'

const FIRST_MS = 500
const LAST_MS = 30_000
/** A hub beats every 25 s: after so long a silence the connection is dead. */
const SILENT_MS = 60_000
const WELCOME_MS = 10_000
/** A connection that nothing went wrong with for so long was a good one. */
const HELD_MS = 30_000
/** WebSockets in a row that did not open before HTTP is tried. */
const UNOPENED_MOST = 3
/** After so long, or up to twice that, a WebSocket is tried beside what asks over HTTP. */
const BESIDE_MS = 180_000

export interface Line {
  /** The first message, asked for at each opening. */
  hello(): Record<string, unknown>
  heard(message: Said): void
  /** `up`: the hub has welcomed us. `down`: until the next welcome. */
  turned(up: boolean): void
}

export class Connection {
  readonly #addresses: { http: string; ws: string }
  readonly #line: Line
  #socket: WebSocket | Polling | null = null
  /** The WebSocket that is tried, and when it will be. */
  #beside: WebSocket | null = null
  #besideAt: ReturnType<typeof setTimeout> | undefined
  #unopened = 0
  #welcomed = false
  #tries = 0
  /** How often what was heard came to nothing, and when we were welcomed last (`performance.now`). */
  #failed = 0
  #welcomedAt = 0
  /** Not before this time (`performance.now`), as the hub said. */
  #notBefore = 0
  #next: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setInterval> | undefined
  #heardAt = 0
  #ended = false

  constructor(addresses: { http: string; ws: string }, line: Line) {
    this.#addresses = addresses
    this.#line = line
    addEventListener('online', this.#soon)
    addEventListener('offline', this.#look)
    document.addEventListener('visibilitychange', this.#look)
    this.#open()
  }

  /** False where nobody hears it; it has to be said again after the next welcome. */
  say(header: Record<string, unknown>, lines: readonly string[] = []): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(formed(header, lines))
    return true
  }

  /** Come back no sooner than in so many ms. */
  wait(ms: number): void {
    this.#notBefore = Math.max(this.#notBefore, performance.now() + ms)
  }

  /**
   * Ends this connection and opens another, since what was heard came to nothing. That may come of what lasts (a file
   * that cannot be fetched, no memory): until a connection has held for a while each wait is longer than the last,
   * though the hub welcomes us each time.
   */
  again(): void {
    if (this.#welcomed && performance.now() - this.#welcomedAt > HELD_MS) this.#failed = 0
    this.#tries = Math.max(this.#tries, this.#failed++)
    this.#lost(this.#socket)
  }

  end(): void {
    this.#ended = true
    removeEventListener('online', this.#soon)
    removeEventListener('offline', this.#look)
    document.removeEventListener('visibilitychange', this.#look)
    clearTimeout(this.#next)
    clearInterval(this.#watch)
    this.#leaveBeside()
    this.#socket?.close(1000)
    this.#socket = null
  }

  #open(): void {
    clearTimeout(this.#next)
    if (this.#ended || this.#socket) return
    let socket: WebSocket | Polling
    try {
      if (this.#unopened >= UNOPENED_MOST) {
        this.#unopened -= 1
        socket = new Polling(this.#addresses.http)
      } else {
        // Counted until it opens.
        this.#unopened += 1
        socket = new WebSocket(this.#addresses.ws, PROTOCOL)
      }
    } catch {
      // The page's policy, or an address that is none: it will be no better later, but costs little to ask.
      this.#lost(null)
      return
    }
    socket.onopen = () => {
      if (socket === this.#socket) this.#begin(socket)
    }
    this.#hear(socket)
  }

  #begin(socket: WebSocket | Polling): void {
    if (socket instanceof WebSocket) this.#unopened = 0
    socket.send(formed(this.#line.hello()))
  }

  /** From here on this one is the connection. */
  #hear(socket: WebSocket | Polling): void {
    this.#socket = socket
    this.#heardAt = performance.now()
    socket.onmessage = (event: { data: unknown }) => {
      if (socket !== this.#socket || typeof event.data !== 'string') return
      this.#heardAt = performance.now()
      const said = readMessage(event.data)
      if (!said) return
      if (said.type === 'welcome' && !this.#welcomed) {
        this.#welcomed = true
        this.#welcomedAt = performance.now()
        this.#tries = 0
        if (socket instanceof Polling) this.#tryBeside()
        this.#line.turned(true)
      }
      this.#line.heard(said)
    }
    socket.onclose = () => this.#lost(socket)
    clearInterval(this.#watch)
    this.#watch = setInterval(this.#look, WELCOME_MS / 2)
  }

  /** The network may let WebSockets through by then. */
  #tryBeside(): void {
    this.#leaveBeside()
    this.#besideAt = setTimeout(
      () => {
        let socket: WebSocket
        try {
          socket = new WebSocket(this.#addresses.ws, PROTOCOL)
        } catch {
          // The page's policy: it will be no better later.
          return
        }
        this.#beside = socket
        socket.onclose = () => this.#tryBeside()
        socket.onopen = () => this.#change(socket)
      },
      BESIDE_MS * (1 + Math.random()),
    )
  }

  /** What was said and not acknowledged is said again after the welcome, and nobody need be told of the change. */
  #change(socket: WebSocket): void {
    this.#beside = null
    this.#silence(this.#socket)
    this.#welcomed = false
    this.#hear(socket)
    this.#begin(socket)
  }

  #leaveBeside(): void {
    clearTimeout(this.#besideAt)
    const socket = this.#beside
    this.#beside = null
    if (socket) socket.onopen = null
    this.#silence(socket)
  }

  #silence(socket: WebSocket | Polling | null): void {
    if (socket) socket.onclose = socket.onmessage = null
    socket?.close()
  }

  #lost(socket: WebSocket | Polling | null): void {
    if (socket !== this.#socket || this.#ended) return
    this.#socket = null
    clearInterval(this.#watch)
    this.#leaveBeside()
    this.#silence(socket)
    this.#welcomed = false
    this.#line.turned(false)
    const most = Math.min(LAST_MS, FIRST_MS * 2 ** this.#tries++)
    this.#later(Math.random() * most)
  }

  #later(ms: number): void {
    clearTimeout(this.#next)
    this.#next = setTimeout(() => this.#open(), Math.max(ms, this.#notBefore - performance.now()))
  }

  /** The network is back: no need to wait the whole time. */
  readonly #soon = (): void => {
    this.#unopened = 0
    if (!this.#socket) this.#later(Math.random() * FIRST_MS)
  }

  /** Whether the connection still lives; asked by the clock, and when a page that slept is looked at. */
  readonly #look = (): void => {
    if (!this.#socket) return
    const silent = performance.now() - this.#heardAt
    if (silent > (this.#welcomed ? SILENT_MS : WELCOME_MS) || !navigator.onLine) this.#lost(this.#socket)
  }
}
