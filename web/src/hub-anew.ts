// The hub refused an entry, or its author's numbers are other than we thought: what was not shared yet is
// given new numbers and signed anew, so that the hub can take it (docs/hub-protocol.md, Publishing).
import { writeJson, readJson } from './json'
import type { Item, Known } from './hub-known'
import type { DebateSession } from './session'
import { Refusal } from './session-types'
import { pause } from './slices'
import { alone } from './tabs'

interface Body {
  salt: string
  do: string
  [field: string]: unknown
}

/** What an entry says, for telling its author what became of it. */
export interface Words {
  verb: string
  text: string | null
}

export function wordsOf({ line }: Item): Words {
  const body = bodyOf(line)
  return { verb: body.do, text: typeof body['text'] === 'string' ? body['text'] : null }
}

function bodyOf(line: string): Body {
  return readJson<Body>(readJson<{ body: string }>(line).body)
}

/**
 * Puts the log without `items` into the engine, then those of `items` that are not in `dropped`, composed and
 * signed anew, and keeps that. In turn, and alone among the tabs. Answers those that cannot be said any
 * more, since they spoke of what was dropped, with the engine's reason.
 */
async function signAnew(
  session: DebateSession,
  items: readonly Item[],
  dropped: ReadonlySet<string>,
): Promise<{ item: Item; reason: string }[]> {
  const { engine, keyring, keepAnew } = session.hands()
  const out = new Set(items.map(item => item.line))
  const stay: string[] = []
  for await (const lines of session.log()) for (const line of lines) if (!out.has(line)) stay.push(line)
  const signer = await keyring.need()
  const lost: { item: Item; reason: string }[] = []
  const renamed = new Map<string, string>()
  engine.open()
  await engine.apply(stay)
  for (const item of items) {
    if (dropped.has(item.id)) continue
    // The core quotes and counts anew; all else stays as it was said.
    const { quote: _quote, was: _was, ...said } = bodyOf(item.line)
    const intent = withNames(said, renamed) as Body
    try {
      const composed = engine.run(core => core.compose({ ...intent, author: signer.key, at: item.at }))
      const sig = await signer.sign(composed.head)
      const line = writeJson({ head: composed.head, sig, body: composed.body })
      engine.run(core => core.apply(line))
      renamed.set(item.id, composed.id)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      lost.push({ item, reason: error.code })
    }
  }
  await keepAnew()
  await bringDrafts(session, renamed)
  return lost
}

/** What can be begun about an entry, by the beginnings of its notes' names (views/drafts.ts). */
const DRAFTS = ['draft:', 'draft:edit:', 'draft:remark:', 'draft:ballot:']

/** What was begun about an entry is found under its new id. */
async function bringDrafts(session: DebateSession, renamed: ReadonlyMap<string, string>): Promise<void> {
  // A form that stands open keeps what is in it when it is drawn no more.
  await pause()
  for (const [before, after] of renamed) {
    for (const about of DRAFTS) {
      const draft = await session.note(about + before)
      if (draft === undefined || draft === null) continue
      await session.keepNote(about + after, draft)
      await session.keepNote(about + before, undefined)
    }
  }
}

/**
 * The same of what this reader wrote and the hub has not, as the log has it now, from the number `from` on, or from the
 * first that is dropped. What stands before it the hub may have taken though its stamp is not here yet: signed anew it
 * would be another entry, and everybody would read it twice.
 */
export function signUnsharedAnew(
  session: DebateSession,
  known: Known,
  clerk: string,
  dropped: ReadonlySet<string>,
  from?: number,
): ReturnType<typeof signAnew> {
  const { inTurn, catchUp } = session.hands()
  return inTurn(() =>
    alone(session.debate, async () => {
      await catchUp()
      await known.follow(session.ask, session.me.peek())
      const unshared = known.unshared(clerk)
      const first = from ?? unshared.find(one => dropped.has(one.id))?.n ?? Infinity
      const items = unshared.filter(one => one.n >= first)
      // Another tab has done it.
      if (!items.length) return []
      const lost = await signAnew(session, items, dropped)
      known.forget()
      return lost
    }),
  )
}

/** Fields that people write: an id in them is a word. */
const WORDS = new Set(['text', 'title', 'reason', 'name', 'tag', 'salt', 'sources'])

/** The same with entries that have another id now named by it. */
function withNames(value: unknown, renamed: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return renamed.get(value) ?? value
  if (Array.isArray(value)) return value.map(one => withNames(one, renamed))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, WORDS.has(key) ? inner : withNames(inner, renamed)]),
  )
}
