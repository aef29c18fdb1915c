// The reader's other tabs: who writes now, and what was written.

export interface News {
  debate: string
  /** Lines are in the shared journal now: read on from there. */
  journal?: true
  /** Where nothing is kept, the lines themselves. */
  lines?: readonly string[]
  /** The reader has another key now, or their entries other numbers: all is read anew. */
  key?: true
}

const CHANNEL = 'palabre'

/** One channel for all debates of the page. */
export class Tabs {
  readonly #channel: BroadcastChannel | null
  readonly #listeners = new Map<string, Set<(news: News) => void>>()

  constructor() {
    let channel: BroadcastChannel | null = null
    try {
      channel = new BroadcastChannel(CHANNEL)
    } catch {
      // A sandboxed frame has none. Tabs then meet when one comes to the front.
    }
    this.#channel = channel
    if (channel) channel.onmessage = event => this.#hear(event.data)
    // Also after a page came back from the back/forward cache, where messages were missed.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#lookAgain()
    })
    addEventListener('pageshow', event => {
      if (event.persisted) this.#lookAgain()
    })
  }

  tell(news: News): void {
    try {
      this.#channel?.postMessage(news)
    } catch {
      // A closing page cannot speak; what it wrote is in the journal.
    }
  }

  follow(debate: string, listener: (news: News) => void): () => void {
    const listeners = this.#listeners.get(debate) ?? new Set()
    listeners.add(listener)
    this.#listeners.set(debate, listeners)
    return () => {
      listeners.delete(listener)
    }
  }

  #hear(news: unknown): void {
    const { debate } = (news ?? {}) as Partial<News>
    if (typeof debate !== 'string') return
    for (const listener of this.#listeners.get(debate) ?? []) listener(news as News)
  }

  #lookAgain(): void {
    for (const [debate, listeners] of this.#listeners) {
      for (const listener of listeners) listener({ debate, journal: true })
    }
  }
}

/**
 * Runs `work` while no other tab runs its own for the same name. Where the browser has no locks
 * (plain http), the journal's count still refuses the slower of two and it tries again.
 */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = (navigator as Partial<Navigator>).locks
  if (!locks) return work()
  let answer: { value: T } | undefined
  try {
    await locks.request(`palabre:${name}`, async () => {
      answer = { value: await work() }
    })
  } catch (error) {
    // A sandboxed frame has the object and refuses its use.
    if ((error as { name?: string }).name !== 'SecurityError' || answer) throw error
    return work()
  }
  return answer!.value
}
