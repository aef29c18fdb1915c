// What is asked of a whole debate: its file forms, and a recount. Another module answers, an instance
// of its own that is given every line and asked; so it also shows whether this one counts right.
import { chunkHere } from './chunks'
import type { Core } from './core'
import { readJson, writeJson } from './json'
import type { Checker } from './session-parts'
import type { ExportFormat, Question, Recount, Thesis } from './session-types'
import { pause, Pace, SLICE_MS } from './slices'

/** What is needed of a session. */
export interface Whole {
  readonly debate: string
  checker(): Promise<Checker>
  filesModule(): Promise<Core>
  logBytes(): Uint8Array
  log(): AsyncGenerator<string[]>
  columns(since: number): Uint8Array
  ask<T>(question: { q: string } & Record<string, unknown>): T
}

const TYPES = { json: 'application/json', html: 'text/html', csv: 'text/csv', minutes: 'text/html' }
const LINE_END = 10

/** `lang`: of minutes; without it the debate's own. */
export async function exportDebate(whole: Whole, format: Exclude<ExportFormat, 'log'>, lang?: string): Promise<Blob> {
  const copy = await foldedAnew(whole)
  const asked =
    format === 'minutes' ? { q: 'minutes', now: Date.now(), ...(lang && { lang }) } : { q: 'export', format }
  const { text } = copy.query<{ text: string }>(asked)
  return new Blob([text], { type: `${TYPES[format]};charset=utf-8` })
}

export async function recount(whole: Whole): Promise<Recount> {
  const unsigned = await countUnsigned(whole)
  const hub = await heldToHub(whole.debate)
  const copy = await foldedAnew(whole)
  // Nothing may arrive between the two readings that are compared: no `await` from here on.
  catchUp(whole, copy)
  const { questions: here } = whole.ask<{ questions: Question[] }>({ q: 'questions' })
  const { questions } = copy.query<{ questions: Question[] }>({ q: 'questions' })
  const again = new Map(questions.map(question => [question.id, question]))
  const tallies = here.map(question => {
    const other = again.get(question.id)
    return {
      id: question.id,
      title: question.title,
      agrees: isCounted(question, other),
      here: question.tally,
      again: other?.tally ?? null,
    }
  })
  const strengths = isSame(whole.columns(0), copy.columns(0))
  const state = copy.query<Recount['state']>({ q: 'digest' })
  const agrees =
    unsigned === 0 && strengths && questions.length === here.length && tallies.every(tally => tally.agrees)
  return { agrees, entries: whole.ask<Thesis>({ q: 'thesis' }).entries, unsigned, strengths, tallies, state, hub }
}

const COUNTED = ['voters', 'pending', 'sealed', 'erased', 'columns'] as const

/** Whether a question's count is the same; a tally that the core leaves to another module is not compared. */
function isCounted(question: Question, again: Question | undefined): boolean {
  if (!again) return false
  const said = (of: Question): string =>
    writeJson([question.tally && [of.tally, of.counts], ...COUNTED.map(name => of[name])])
  return said(question) === said(again)
}

/** Whether two debates' columns (docs/engine.md) say the same of each place, in whatever order. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  const here = placesOf(a)
  const there = placesOf(b)
  return here.size === there.size && [...here].every(([place, figures]) => there.get(place) === figures)
}

function placesOf(columns: Uint8Array): Map<string, string> {
  const bytes = columns.slice()
  const view = new DataView(bytes.buffer)
  const n = view.getUint32(4, true)
  const stances = 8 + 4 * n
  const bases = stances + 4 * Math.ceil(n / 4)
  const ends = bases + 12 * n
  const word = (at: number, i: number): number => view.getUint32(at + 4 * i, true)
  const ids = Array.from({ length: n }, (_, i) =>
    String.fromCharCode(
      ...bytes.subarray(ends + 4 * (n + 1) + word(ends, i), ends + 4 * (n + 1) + word(ends, i + 1)),
    ),
  )
  // Numbers are compared as their bits.
  return new Map(
    ids.map((id, i) => [
      `${id} ${ids[word(8, i)]}`,
      [bytes[stances + i], word(bases, i), word(bases, n + i), word(bases, 2 * n + i)].join(' '),
    ]),
  )
}

/** The whole log in a module of its own. */
export async function foldedAnew(whole: Whole): Promise<Core> {
  const copy = await whole.filesModule()
  const log = whole.logBytes()
  const pace = new Pace(1 << 14, 1 << 24)
  for (let from = 0; from < log.length;) {
    const least = log.indexOf(LINE_END, Math.min(log.length, from + pace.items))
    const to = least < 0 ? log.length : least + 1
    const start = performance.now()
    copy.apply(log.subarray(from, to))
    pace.took(to - from, performance.now() - start)
    from = to
    if (from < log.length) await pause()
  }
  return copy
}

/** What came since the copy was made. */
export function catchUp(whole: Whole, copy: Core): void {
  const { entries } = copy.query<Thesis>({ q: 'thesis' })
  const { total, lines } = whole.ask<{ total: number; lines: string[] }>({ q: 'log', from: entries, count: 500 })
  if (lines.length) copy.apply(lines.join('\n'))
  if (entries + lines.length < total) copy.apply(whole.logBytes())
}

async function heldToHub(debate: string): Promise<Recount['hub']> {
  const [share] = chunkHere('hub')?.sharesOf(debate) ?? []
  if (!share) return null
  const { doubt, shown } = await share.proofs.ask()
  return { size: shown?.size ?? null, doubt }
}

async function countUnsigned(whole: Whole): Promise<number> {
  const checker = await whole.checker()
  let unsigned = 0
  let start = performance.now()
  for await (const lines of whole.log()) {
    for (const line of lines) {
      if (performance.now() - start >= SLICE_MS) {
        await pause()
        start = performance.now()
      }
      const { head, sig } = readJson<{ head: string; sig: string }>(line)
      if (!checker.check(sig, head)) unsigned += 1
    }
  }
  return unsigned
}
