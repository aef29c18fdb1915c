// What a hub held back, ballots until their question closed and words until a moderator had read them: their heads
// came at once, their bodies come now, and each is held to the hash in its head.
import { readMessage } from './hub-wire'
import type { DebateSession } from './session'
import type { Question } from './session-types'

/** Whether ballots on this question are here whose bodies are not. */
export function isSealed(session: DebateSession, id: string): boolean {
  return session
    .ask<{ questions: Question[] }>({ q: 'questions' })
    .questions.some(one => one.id === id && one.sealed > 0)
}

/** The entries whole, in pieces: those given out behind the position `since`. Throws where the hub gives none. */
export async function* fetchBodies(
  { http, debate }: { http: string; debate: string },
  question: string,
  since = 0,
): AsyncGenerator<string[]> {
  for (let after = 0, more = true; more;) {
    const query = new URLSearchParams({ question, after: String(after), since: String(since) })
    const response = await fetch(`${http}debates/${debate}/bodies?${query}`, {
      cache: 'no-store',
      credentials: 'omit',
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const said = readMessage(await response.text())
    if (said?.type !== 'bodies') throw new Error('no bodies')
    yield said.lines
    more = said.more === true && (said.to ?? 0) > after
    after = said.to ?? 0
  }
}
