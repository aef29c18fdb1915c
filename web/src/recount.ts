// A recount: what the page shows is held to what another module makes of the log, and the log to the hub's word.
import { chunkHere } from './chunks'
import { counterBeside } from './recount-beside'
import { Counting, type Counter, type Logged } from './recount-count'
import type { Checker, Hands } from './session-parts'
import type { Question, Recount, RecountProgress, Thesis } from './session-types'
import type { Whole } from './session-whole'
import type { ReadonlySignal } from './signals'

/** What is needed of a session. */
export interface Recounted extends Whole {
  readonly revision: ReadonlySignal<number>
  checker(): Promise<Checker>
  hands(): Pick<Hands, 'engine' | 'inTurn'>
}

/** `tell`: how far the checks have come, and what they found so far. */
export async function recount(whole: Recounted, tell?: (progress: RecountProgress) => void): Promise<Recount> {
  const { engine, inTurn } = whole.hands()
  const counter = (await counterBeside(whole.debate, engine)) ?? (await counterHere(whole))
  try {
    // In turn: while an engine is given everything again, or a file comes in, it has a part.
    const [revision, first] = await inTurn(async () => [whole.revision.peek(), loggedBy(whole)] as const)
    const [hub] = await Promise.all([heldToHub(whole.debate), counter.count(first, tell)])
    // What came meanwhile: entries, or bodies of those that were there. What is shown is read in the same breath.
    const { later, here } = await inTurn(async () => ({
      later: whole.revision.peek() === revision ? null : loggedBy(whole),
      here: {
        questions: whole.ask<{ questions: Question[] }>({ q: 'questions' }).questions,
        columns: whole.columns(0),
      },
    }))
    if (later) await counter.count(later)
    return { ...(await counter.compare(here)), hub }
  } finally {
    counter.close()
  }
}

function loggedBy(whole: Whole): Logged {
  return { log: whole.logBytes(), entries: whole.ask<Thesis>({ q: 'thesis' }).entries }
}

async function counterHere(whole: Recounted): Promise<Counter> {
  return new Counting(await whole.checker(), await whole.filesModule())
}

async function heldToHub(debate: string): Promise<Recount['hub']> {
  const [share] = chunkHere('hub')?.sharesOf(debate) ?? []
  if (!share) return null
  const { doubt, shown } = await share.proofs.ask()
  return { size: shown?.size ?? null, doubt }
}
