// What comes from a hub goes into the debate: nothing of it counts before its signature is checked.
import type { Known } from './hub-known'
import { readJson } from './json'
import type { DebateSession } from './session'
import { pause, SLICE_MS } from './slices'

/**
 * Adds what is new and signed by whom it says, in slices; answers how many were not. `keep` as in
 * `DebateSession.take`, asked when its turn comes: the reader may have acted meanwhile, and what is kept from
 * then on is read on from there.
 */
export async function takeChecked(
  session: DebateSession,
  known: Known,
  lines: readonly string[],
  keep: () => true | null,
): Promise<number> {
  const checker = await session.checker()
  const good: string[] = []
  let unsigned = 0
  let start = performance.now()
  for (const line of lines) {
    if (performance.now() - start >= SLICE_MS / 2) {
      await pause()
      start = performance.now()
    }
    const { head, sig, body } = readJson<{ head: string; sig: string; body?: string }>(line)
    const isHere = known.has(sig, body !== undefined)
    if (!isHere && !checker.check(sig, head)) {
      unsigned += 1
      continue
    }
    known.hear(sig, body !== undefined)
    if (!isHere) good.push(line)
  }
  if (good.length) await session.hands().inTurn(() => session.take(good, keep()))
  return unsigned
}

/** With the reader's first act the browser keeps what the hub sent before it. */
export async function keepHeard(session: DebateSession): Promise<void> {
  const { inTurn, journal } = session.hands()
  // What comes from now on is kept as it comes.
  let left = session.ask<{ total: number }>({ q: 'log', from: 0, count: 1 }).total
  const there = new Set<string>()
  for (let from = 0; ;) {
    const lines = await journal().read(from, 500)
    for (const line of lines) there.add(line)
    from += lines.length
    if (!lines.length) break
  }
  for await (const lines of session.log()) {
    const lacking = lines.slice(0, left).filter(line => !there.has(line))
    if (lacking.length) await inTurn(() => session.take(lacking, true))
    left -= lines.length
    if (left <= 0) break
  }
}

/** Whether the hub has signed that it does not take this entry. */
export async function isRefusal(
  session: DebateSession,
  clerk: string,
  { id, refusal, sig }: { id: string; refusal: string; sig: string },
): Promise<boolean> {
  const checker = await session.checker()
  const [first, second] = refusal.split('\n')
  if (!checker.signed(clerk, sig, refusal) || first !== 'palabre refusal 1' || second === undefined) return false
  try {
    const said = readJson<{ debate?: unknown; id?: unknown }>(second)
    return said.debate === session.debate && said.id === id
  } catch {
    return false
  }
}
