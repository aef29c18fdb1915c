// What a page gives a connection to a hub, ruled by a test: a clock that stands still until it is moved, chance that is
// drawn from a list, and WebSockets and requests that do what the test says.

/** What a connection draws on, put into the globals until the test ends. `drawn`: the next of `Math.random`. */
export function browserWorld(t, { drawn = () => 0, fetch = () => Promise.reject(new Error('no network')) } = {}) {
  let now = 0
  let timers = []
  let next = 0
  const sockets = []
  const listeners = new Map()

  class FakeSocket {
    static CONNECTING = 0
    static OPEN = 1
    static CLOSED = 3
    readyState = 0
    sent = []
    at = now
    constructor(address) {
      this.address = address
      sockets.push(this)
    }
    send(text) {
      this.sent.push(text)
    }
    close() {
      this.readyState = 3
    }
    // What the other side does.
    opens() {
      this.readyState = 1
      this.onopen?.()
    }
    says(message) {
      this.onmessage?.({ data: JSON.stringify(message) })
    }
    fails() {
      this.readyState = 3
      this.onclose?.()
    }
  }

  const later = (work, ms, every) => {
    timers.push({ id: ++next, at: now + Math.max(0, ms), work, every })
    return next
  }
  const never = id => {
    timers = timers.filter(timer => timer.id !== id)
  }
  /** Time goes on to what is due next. */
  const run = () => {
    const due = timers.reduce((first, timer) => (timer.at < first.at ? timer : first))
    now = due.at
    if (due.every) due.at += due.every
    else never(due.id)
    due.work()
  }
  const nothing = () => {}
  const globals = {
    WebSocket: FakeSocket,
    fetch,
    performance: { now: () => now },
    navigator: { onLine: true },
    document: { addEventListener: nothing, removeEventListener: nothing },
    addEventListener: (event, work) => listeners.set(event, work),
    removeEventListener: event => listeners.delete(event),
    setTimeout: (work, ms) => later(work, ms, 0),
    setInterval: (work, ms) => later(work, ms, ms),
    clearTimeout: never,
    clearInterval: never,
  }
  const before = Object.keys(globals).map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)])
  const chance = Math.random
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  Math.random = () => drawn()
  t.after(() => {
    Math.random = chance
    for (const [name, was] of before) {
      if (was) Object.defineProperty(globalThis, name, was)
      else delete globalThis[name]
    }
  })

  return {
    sockets,
    get now() {
      return now
    },
    get last() {
      return sockets.at(-1)
    },
    /** An event of the window. */
    event: name => listeners.get(name)?.(),
    /** Lets so much time pass; what is due in it runs at its time. */
    pass(ms) {
      const end = now + ms
      while (timers.some(({ at }) => at <= end)) run()
      now = end
    },
    /** Lets as much time pass as it takes. */
    passUntil(what, holds) {
      for (let runs = 0; !holds(); ++runs) {
        if (!timers.length || runs > 100_000) throw new Error(`waited in vain for ${what}`)
        run()
      }
    },
  }
}
