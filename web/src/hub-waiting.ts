// What waited here without a connection, and is not sent before its author says so: what is old, and a ballot
// that would replace a newer one, its author having voted again elsewhere.
import type { Item } from './hub-known'
import { readJson, readObject } from './json'
import type { DebateSession } from './session'
import type { Key } from './session-types'

/** What waits longer than a night is not sent without asking, where others have said something since. */
const OLD_MS = 12 * 3_600_000

/** `waiting` in the order of its numbers; the hub's list was read up to `after`, and goes on to `head`. */
export function isOld([first]: readonly Item[], after: number, head: number): boolean {
  return !!first && after > 0 && head > after && Date.now() - first.at >= OLD_MS
}

export interface Overtaken {
  id: string
  question: string
  /** When it was cast, and when the newer one was; ms, by the clocks of where that was. */
  at: number
  newer: number
}

const HEAD = /^\{"v":1,"debate":"[^"]+","author":"([\w-]{43})".*?"at":(\d+),/
/** Verbs that are looked at, as they stand in a body. */
const SAYS = /"do":"(?:ballot|attest|device)"/

interface Body {
  do?: unknown
  question?: unknown
  token?: unknown
  key?: unknown
}

/** Those of the reader's ballots among `unshared`, which the hub has not, that a newer one is known of. */
export async function findOvertaken(session: DebateSession, unshared: readonly Item[]): Promise<Overtaken[]> {
  const waiting = unshared.filter(one => one.question !== null)
  if (!waiting.length) return []
  const asked = new Set(waiting.map(one => one.question))
  const own = new Set(waiting.map(one => one.sig))
  const people = new People()
  const cast: { author: Key; question: string; at: number }[] = []
  for await (const lines of session.log()) {
    for (const line of lines) {
      const { head, sig, body } = readJson<{ head: string; sig: string; body?: string }>(line)
      const [, author, at] = HEAD.exec(head) ?? []
      if (author === undefined || body === undefined || own.has(sig) || !SAYS.test(body)) continue
      const said: Body = readObject(body)
      if (said.do !== 'ballot') people.note(author, said)
      else if (typeof said.question === 'string' && asked.has(said.question))
        cast.push({ author, question: said.question, at: Number(at) })
    }
  }
  const found: Overtaken[] = []
  for (const { id, author, question, at } of waiting) {
    const keys = people.keysOf(author)
    const times = cast.filter(one => one.question === question && keys.has(one.author)).map(one => one.at)
    const newer = Math.max(...times)
    if (question !== null && newer > at) found.push({ id, question, at, newer })
  }
  return found
}

/** Which keys are one person's: members by what their tokens say, else keys that name each other. */
class People {
  readonly #members = new Map<Key, string>()
  readonly #named = new Map<Key, Set<unknown>>()

  note(author: Key, said: Body): void {
    if (said.do === 'device') this.#named.set(author, (this.#named.get(author) ?? new Set()).add(said.key))
    const member = said.do === 'attest' && memberIn(said.token)
    if (member && !this.#members.has(author)) this.#members.set(author, member)
  }

  keysOf(key: Key): Set<Key> {
    const keys = new Set([key])
    const member = this.#members.get(key)
    if (member) for (const [other, of] of this.#members) if (of === member) keys.add(other)
    // A set goes on over what is added meanwhile.
    for (const one of keys)
      for (const other of this.#named.get(one) ?? [])
        if (typeof other === 'string' && this.#named.get(other)?.has(one)) keys.add(other)
    return keys
  }
}

/** The pseudonym in a token. Whether the token is good decides nothing here: it is only asked about. */
function memberIn(token: unknown): string | null {
  try {
    const payload = String(token).split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/')
    const { sub } = readJson<{ sub?: unknown }>(atob(payload))
    return typeof sub === 'string' ? sub : null
  } catch {
    return null
  }
}
