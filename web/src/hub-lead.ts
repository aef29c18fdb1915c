// One tab of a browser holds the connection; the others read what it writes into the journal.

/**
 * Holds a lock of this browser until the answer is called. `now`: null where another tab has it. Where
 * the browser has no locks (plain http, a sandboxed frame) everybody holds it.
 */
export async function hold(name: string, now: boolean, signal?: AbortSignal): Promise<(() => void) | null> {
  const locks = (navigator as Partial<Navigator>).locks
  if (!locks) return () => undefined
  try {
    return await new Promise((resolve, reject) => {
      locks
        .request(name, now ? { ifAvailable: true } : { signal }, lock =>
          lock ? new Promise<void>(release => resolve(release)) : resolve(null),
        )
        .catch(reject)
    })
  } catch (error) {
    if ((error as { name?: string }).name === 'SecurityError') return () => undefined
    throw error
  }
}

/** What the tab that holds the connection tells the others of it. */
export class LeadNews<News> {
  readonly #channel: BroadcastChannel | null = null
  readonly name: string

  /** `heard`: another tab says how things stand. `asked`: another tab wants to know. */
  constructor(name: string, heard: (news: News) => void, asked: () => void) {
    this.name = name
    try {
      this.#channel = new BroadcastChannel('palabre-hub')
      this.#channel.onmessage = ({ data }) => {
        if (data?.name !== name) return
        if (data.news) heard(data.news as News)
        else asked()
      }
    } catch {
      // A sandboxed frame has none.
    }
  }

  tell(news: News): void {
    this.#channel?.postMessage({ name: this.name, news })
  }

  ask(): void {
    this.#channel?.postMessage({ name: this.name })
  }

  close(): void {
    this.#channel?.close()
  }
}
