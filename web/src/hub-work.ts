// Where a hub wants some work of a new key, so that making keys by the thousand costs something: ALTCHA's search
// for the number behind a hash, in slices on the page's own thread, since strict policies refuse workers.
import { loadPlainCrypto } from './identity'
import { writeJson } from './json'
import { pause, SLICE_MS } from './slices'

export interface Challenge {
  algorithm: string
  challenge: string
  maxnumber: number
  salt: string
  signature: string
}

/** Hashes between two looks at the clock. */
const TRIES = 64
/** What takes longer than some minutes is not asked in earnest. */
const NUMBER_MOST = 10_000_000
/** Where what this needs could not be fetched it is tried again, each time after longer. */
const AGAIN_MS = 1000
const AGAIN_MOST_MS = 60_000

/** What a new key does before the hub takes its first words. */
export class Newcomer {
  readonly #tell: (news: { working: boolean; trouble: string | null }) => void
  #working = false
  #proof = ''
  #failed = 0
  #again: ReturnType<typeof setTimeout> | undefined

  /** `tell`: how it goes; the message can be said again where there is neither work nor trouble. */
  constructor(tell: (news: { working: boolean; trouble: string | null }) => void) {
    this.#tell = tell
  }

  /** Works on what the hub said, until that is done or `until`. */
  async work(said: unknown, until: AbortSignal): Promise<void> {
    if (this.#working) return
    this.#working = true
    clearTimeout(this.#again)
    this.#tell({ working: true, trouble: null })
    const challenge = readChallenge(said)
    let failed = false
    try {
      this.#proof = (challenge && (await solve(challenge, until))) ?? ''
    } catch {
      failed = true
    } finally {
      this.#working = false
    }
    if (until.aborted) return
    this.#tell({ working: false, trouble: this.#proof ? null : 'work' })
    if (!failed) this.#failed = 0
    else this.#later(until)
  }

  /** Said again, the message brings a new challenge. */
  #later(until: AbortSignal): void {
    const wait = Math.min(AGAIN_MOST_MS, AGAIN_MS * 2 ** this.#failed++)
    this.#again = setTimeout(() => {
      if (!until.aborted) this.#tell({ working: false, trouble: null })
    }, wait)
  }

  /** What goes into the first line of the next message; good once. */
  take(): { work?: string } {
    const work = this.#proof
    this.#proof = ''
    return work ? { work } : {}
  }
}

/** What the hub said, as a challenge that can be worked on, or null. */
export function readChallenge(said: unknown): Challenge | null {
  const { algorithm, challenge, maxnumber, salt, signature } = (said ?? {}) as Record<string, unknown>
  if (algorithm !== 'SHA-256' || typeof challenge !== 'string' || !/^[0-9a-f]{64}$/.test(challenge)) return null
  if (typeof maxnumber !== 'number' || maxnumber > NUMBER_MOST) return null
  if (typeof salt !== 'string' || typeof signature !== 'string') return null
  return { algorithm, challenge, maxnumber, salt, signature }
}

/** The answer that the hub wants, or null where there is none, or `until` has ended the search. */
export async function solve(task: Challenge, until: AbortSignal): Promise<string | null> {
  const { sha256 } = await loadPlainCrypto()
  const wanted = Uint8Array.from(task.challenge.match(/../g)!, digits => parseInt(digits, 16))
  const encoder = new TextEncoder()
  let start = performance.now()
  for (let number = 0; number <= task.maxnumber; number++) {
    if (number % TRIES === 0 && performance.now() - start >= SLICE_MS) {
      await pause()
      if (until.aborted) return null
      start = performance.now()
    }
    const hash = sha256(encoder.encode(task.salt + number))
    if (hash.every((byte, at) => byte === wanted[at])) {
      const { algorithm, challenge, salt, signature } = task
      return btoa(writeJson({ algorithm, challenge, number, salt, signature }))
    }
  }
  return null
}
