// A recount in a worker (recount-worker.ts), so that not even slices of it are taken from the page. A page may have
// none: its policy has another `worker-src` or `trusted-types`, its files come from another origin, it refuses
// WebAssembly, or the browser is old. Then the page counts, in slices.
import type { DeclaredOutline } from './core'
import { addressOf, fetchChecked, published } from './load-module'
import type { Counter, Logged, Shown, Verdict } from './recount-count'
import type { SessionEngine } from './session-engine'
import type { RecountProgress } from './session-types'
import { Trouble, type TroubleCode } from './trouble'

export interface Opened {
  debate: string
  anchor: string | null
  outline: DeclaredOutline | null
}

/** What the worker is told, one thing after the other. */
export type Task = { do: 'open'; debate: Opened } | { do: 'count'; logged: Logged } | { do: 'compare'; here: Shown }
/** What it answers, the last of them `done` or `fault`. */
export type Answer =
  { progress: RecountProgress } | { done: unknown } | { fault: { code: TroubleCode; hint: string } }

/** A page that was refused a worker is not asked again: each time its policy would report it. */
let refused = false
/** The worker's file, once it was asked for. */
let asked = ''
const hearPolicy = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
  refused ||= blockedURI === asked
}
/** What may be there at the next press. */
const PASSING: ReadonlySet<TroubleCode> = new Set(['network', 'memory'])

/** Null where this page can have no worker, or none now. */
export async function counterBeside(debate: string, engine: SessionEngine): Promise<Counter | null> {
  if (refused || engine.kind !== 'wasm') return null
  let beside: Beside | null = null
  try {
    beside = new Beside(await checkedAddress())
    await beside.open({ debate, anchor: engine.anchor, outline: engine.outline })
    return beside
  } catch (error) {
    refused ||= !(error instanceof Trouble && PASSING.has(error.code))
    beside?.close()
    return null
  }
}

/** A worker's file is not checked by the browser: it is fetched by its hash first, and the cache serves it. */
async function checkedAddress(): Promise<string> {
  const file = await published('recount')
  const address = addressOf(file)
  if (new URL(address).origin !== location.origin) throw new Error('from another origin')
  await fetchChecked(address, file)
  // A worker that the policy refuses ends as one that had no memory; the policy's own word may come after that.
  asked = address
  document.addEventListener('securitypolicyviolation', hearPolicy)
  return address
}

class Beside implements Counter {
  readonly #worker: Worker

  /** Throws where the page's policy refuses it at once. */
  constructor(address: string) {
    this.#worker = new Worker(address, { type: 'module' })
  }

  open(debate: Opened): Promise<void> {
    return this.#ask({ do: 'open', debate })
  }

  count(logged: Logged, tell?: (progress: RecountProgress) => void): Promise<void> {
    return this.#ask({ do: 'count', logged }, [logged.log.buffer as ArrayBuffer], tell)
  }

  compare(here: Shown): Promise<Verdict> {
    return this.#ask({ do: 'compare', here })
  }

  close(): void {
    this.#worker.terminate()
  }

  #ask<T>(task: Task, given: Transferable[] = [], tell?: (progress: RecountProgress) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if ('progress' in data) tell?.(data.progress)
        else if ('done' in data) resolve(data.done as T)
        else reject(new Trouble(data.fault.code, data.fault.hint))
      }
      // Refused, or ended for want of memory: the worker itself answers what goes wrong in it.
      this.#worker.onerror = event => {
        event.preventDefault()
        reject(new Trouble('memory', event.message))
      }
      this.#worker.postMessage(task, given)
    })
  }
}
