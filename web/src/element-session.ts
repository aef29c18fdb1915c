// What an element adds to the session it shares: its `write`, and the host's word in each act.
import type { Claim, Intent, Question, Session } from './session-types'
import type { Settings } from './settings'
import { Trouble } from './trouble'

/** Verbs that weigh and vote; all others but `Q` are contributions. */
const VOTES = new Set(['ballot', 'impact', 'stance', 'tag', 'delegate', 'proxy'])
/** What stays possible where nothing new is written. */
const WITHOUT_WRITING = new Set([
  'ballot',
  'impact',
  'stance',
  'tag',
  'withdraw',
  'erase',
  'flag',
  'name',
  'device',
  'delegate',
  'proxy',
])

export type Tell = (name: string, detail: Record<string, unknown>, cancelable?: boolean) => boolean

/** The shared session with `act` and `undo` passing through this element. */
export function sessionOf(shared: Session, settings: Settings, tell: Tell): Session {
  const act = async (intent: Intent): ReturnType<Session['act']> => {
    const write = settings.write.peek()
    if (write === 'readonly' || (write === 'closed' && !WITHOUT_WRITING.has(intent.do))) {
      throw new Trouble('read-only', write)
    }
    const kind = VOTES.has(intent.do) ? 'vote' : 'post'
    if (!tell(`palabre-before-${kind}`, beforeDetail(shared, intent), true)) throw new Trouble('prevented', intent.do)
    const done = await shared.act(intent)
    tell(`palabre-${kind}`, { debate: shared.debate, verb: intent.do, id: done.id, ...referencesOf(intent) })
    return done
  }
  // Taking back passes the host like any other act, but is not refused by `write`: `undo` stays the session's.
  return new Proxy(shared, {
    get(_, name) {
      if (name === 'act') return act
      const value: unknown = shared[name as keyof Session]
      // What is private to the session, its own methods alone can see.
      return typeof value === 'function' ? value.bind(shared) : value
    },
  })
}

/** Text is for the host alone, and only before: it may refuse a word, not collect what was said. */
function beforeDetail(shared: Session, intent: Intent): Record<string, unknown> {
  const detail: Record<string, unknown> = { debate: shared.debate, verb: intent.do, ...referencesOf(intent) }
  for (const name of ['text', 'sources', 'choice', 'value']) {
    if (intent[name] !== undefined) detail[name] = intent[name]
  }
  return detail
}

const REFERENCES = ['parent', 'stance', 'claim', 'target', 'question', 'into', 'key'] as const

function referencesOf(intent: Intent): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const name of REFERENCES) if (typeof intent[name] === 'string') found[name] = intent[name]
  return found
}

/** Says `palabre-tally` for every question that an act, a tab or a file has moved, or may have. */
export function tellTallies(shared: Session, tell: Tell): () => void {
  return shared.subscribe(({ changed: { all, questions: moved } }) => {
    if (!all && !moved.length) return
    for (const { id, method, voters, pending, tally } of shared.ask<{ questions: Question[] }>({ q: 'questions' })
      .questions) {
      if (all || moved.includes(id))
        tell('palabre-tally', { debate: shared.debate, question: id, method, voters, pending, tally })
    }
  })
}

/** The place of a claim, for `reveal`: null where the debate has no such claim. */
export function claimThere(shared: Session, id: string): Claim | null {
  try {
    return shared.ask<Claim>({ q: 'claim', id })
  } catch {
    return null
  }
}
