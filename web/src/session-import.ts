// Adds the entries of a file. Nothing counts before its signature is checked. Lines go to the engine
// verbatim: it refuses one with a repeated key, so what it reads is what was checked here.
import type { ApplyAnswer } from './core'
import { readLines, type FilePiece } from './file-lines'
import { readJson } from './json'
import { OTHER_VERSION } from './log-bytes'
import type { Checker } from './session-parts'
import { Refusal, type ImportReport } from './session-types'
import { pause, SLICE_MS } from './slices'
import { Trouble } from './trouble'

/** What an import needs of a session. */
export interface Intake {
  readonly debate: string
  readonly anchor: string | null
  checker(): Promise<Checker>
  adoptAnchor(anchor: string): Promise<void>
  take(lines: readonly string[], keep: boolean): Promise<ApplyAnswer>
  log(): AsyncGenerator<string[]>
}

export interface ImportOptions {
  /** False for the `src` of a page: nothing is written before the reader acts. */
  keep: boolean
  progress?: ((done: number, total: number) => void) | undefined
  /** Ends the import between two lines: what was checked by then counts and is kept. */
  signal?: AbortSignal | undefined
}

/** At most this many line numbers are reported of each kind. */
const REPORTED = 1000

interface Line {
  head: string
  sig: string
  body: string | null
}

export async function importInto(
  intake: Intake,
  file: Blob,
  { keep, progress, signal }: ImportOptions,
): Promise<ImportReport> {
  const checker = await intake.checker()
  const known = await knownLines(intake)
  const report: ImportReport = {
    entries: 0,
    known: 0,
    malformed: [],
    unsigned: [],
    otherDebate: false,
    stopped: false,
  }
  let headed = false
  for await (const piece of readLines(file)) {
    const { header } = piece
    if (!headed && (header.debate !== undefined || piece.lines.length)) {
      headed = true
      if (header.debate !== undefined && header.debate !== intake.debate) {
        report.otherDebate = true
        throw new Trouble('file-other', header.debate)
      }
      if (header.owner && !intake.anchor) await adopt(intake, header.owner)
    }
    const { good, numbers } = await checkPiece(piece, checker, known, report, signal)
    if (good.length) {
      // Checked in one slice, counted in the next.
      await pause()
      const answer = await intake.take(good, keep)
      report.entries += answer.entries
      report.known += answer.known
      for (const [line, reason] of answer.malformed) note(report.malformed, [numbers[line - 1] ?? line, reason])
    }
    if (signal?.aborted) {
      report.stopped = true
      break
    }
    progress?.(piece.done, file.size)
  }
  report.malformed.sort(([a], [b]) => a - b)
  return report
}

/** What is no key owns nothing; the entries are what they are. */
async function adopt(intake: Intake, owner: string): Promise<void> {
  try {
    await intake.adoptAnchor(owner)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

async function checkPiece(
  { lines, first }: FilePiece,
  checker: Checker,
  known: Set<string>,
  report: ImportReport,
  signal: AbortSignal | undefined,
): Promise<{ good: string[]; numbers: number[] }> {
  const good: string[] = []
  const numbers: number[] = []
  let start = performance.now()
  for (let i = 0; i < lines.length; i++) {
    const text = lines[i]!
    if (performance.now() - start >= SLICE_MS / 2) {
      await pause()
      if (signal?.aborted) break
      start = performance.now()
    }
    if (!/[^ \t\r]/.test(text)) continue
    const line = readLine(text)
    if (typeof line === 'string') {
      note(report.malformed, [first + i, line])
      continue
    }
    const mark = markOf(line.sig, line.body !== null)
    if (known.has(mark)) {
      report.known += 1
      continue
    }
    if (!OTHER_VERSION.test(line.head) && !checker.check(line.sig, line.head)) {
      note(report.unsigned, first + i)
      continue
    }
    known.add(mark)
    good.push(text.replace(/\r$/, ''))
    numbers.push(first + i)
  }
  return { good, numbers }
}

/** The parts of a line, or why it is malformed (docs/entry.md, section 1). */
function readLine(text: string): Line | 'line' | 'head' | 'signature' {
  let object: Record<string, unknown>
  try {
    object = readJson(text)
  } catch {
    return 'line'
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return 'line'
  const { head, sig, body } = object
  if (typeof head !== 'string') return 'head'
  if (typeof sig !== 'string') return 'signature'
  return { head, sig, body: typeof body === 'string' ? body : null }
}

/** A line is known by its signature, and again when its body comes later. */
function markOf(sig: string, whole: boolean): string {
  return whole ? `${sig}+` : sig
}

async function knownLines(intake: Intake): Promise<Set<string>> {
  const known = new Set<string>()
  for await (const lines of intake.log()) {
    for (const text of lines) {
      const line = readLine(text)
      if (typeof line === 'string') continue
      known.add(markOf(line.sig, false))
      if (line.body !== null) known.add(markOf(line.sig, true))
    }
  }
  return known
}

function note<T>(list: T[], item: T): void {
  if (list.length < REPORTED) list.push(item)
}
