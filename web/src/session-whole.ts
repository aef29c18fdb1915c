// What is asked of a whole debate, its file forms above all: another module answers, an instance of its own that is
// given every line.
import type { Core } from './core'
import { foldIn } from './log-bytes'
import type { Hands } from './session-parts'
import type { Applied, ExportFormat, Thesis } from './session-types'

/** What is needed of a session. */
export interface Whole {
  readonly debate: string
  filesModule(): Promise<Core>
  logBytes(): Uint8Array
  columns(since: number): Uint8Array
  ask<T>(question: { q: string } & Record<string, unknown>): T
  subscribe(listener: (applied: Applied) => void): () => void
  hands(): Pick<Hands, 'engine' | 'inTurn'>
}

const TYPES = { json: 'application/json', html: 'text/html', csv: 'text/csv', minutes: 'text/html' }

/** `lang`: of minutes; without it the debate's own. */
export async function exportDebate(whole: Whole, format: ExportFormat, lang?: string): Promise<Blob> {
  if (format === 'log')
    return new Blob([(await logOf(whole)) as Uint8Array<ArrayBuffer>], { type: 'application/x-ndjson' })
  const copy = await foldedAnew(whole)
  const asked =
    format === 'minutes' ? { q: 'minutes', now: Date.now(), ...(lang && { lang }) } : { q: 'export', format }
  const { text } = copy.query<{ text: string }>(asked)
  return new Blob([text], { type: `${TYPES[format]};charset=utf-8` })
}

/** The whole log in a module of its own. */
export async function foldedAnew(whole: Whole): Promise<Core> {
  return foldedInto(await whole.filesModule(), whole)
}

/** The whole log, what the module has of it too. */
export async function foldedInto(copy: Core, whole: Whole): Promise<Core> {
  await foldIn(copy, await logOf(whole))
  return copy
}

/** While an engine is given everything again, or a file comes in, it has a part. */
function logOf(whole: Whole): Promise<Uint8Array> {
  return whole.hands().inTurn(async () => whole.logBytes())
}

/** The entries that came since the copy was made. */
export function catchUp(whole: Whole, copy: Core): void {
  const { entries } = copy.query<Thesis>({ q: 'thesis' })
  const { total, lines } = whole.ask<{ total: number; lines: string[] }>({ q: 'log', from: entries, count: 500 })
  if (lines.length) copy.apply(lines.join('\n'))
  if (entries + lines.length < total) copy.apply(whole.logBytes())
}
