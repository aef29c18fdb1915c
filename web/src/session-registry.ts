// Elements of one debate in one page share one session; it outlives them for a while, so that a
// page that takes an element out and puts it back finds everything as it was.
import { loadChunk } from './chunks'
import type { DeclaredOutline, DeclaredQuestion } from './core'
import { writeJson } from './json'
import { JournalKeyring } from './keyring'
import { once } from './load-module'
import type { Seal } from './seal'
import { DebateSession } from './session'
import type { Engine, Keeping } from './settings'
import { MemoryJournal, type Journal } from './storage'
import { KeptJournal } from './storage-indexeddb'
import { Tabs } from './tabs'

export interface Wanted {
  debate: string
  anchor: string | null
  keeping: Keeping
  engine: Engine
}

interface Shared {
  session: Promise<DebateSession>
  /** What each element in the page declares that uses it. */
  declared: Map<Element, DeclaredOutline | null>
  forget: ReturnType<typeof setTimeout> | undefined
}

const FORGET_AFTER = 60_000
const shared = new Map<string, Shared>()
let tabs: Tabs | undefined
const seals = new Map<string, Promise<Seal>>()

/** The session of a debate, opened by the first element that asks. Call `leave` when done. */
export function sharedSession(
  wanted: Wanted,
  user: Element,
  outline: DeclaredOutline | null,
): Promise<DebateSession> {
  const key = keyOf(wanted)
  let entry = shared.get(key)
  if (!entry) {
    entry = { declared: new Map([[user, outline]]), forget: undefined, session: open(wanted, outline) }
    shared.set(key, entry)
    entry.session.catch(() => shared.delete(key))
  } else {
    clearTimeout(entry.forget)
    entry.declared.set(user, outline)
    redeclare(entry)
    if (wanted.anchor) return entry.session.then(session => session.own(wanted.anchor).then(() => session))
  }
  return entry.session
}

/** What an element declares has changed. */
export function declare(wanted: Wanted, user: Element, outline: DeclaredOutline | null): void {
  const entry = shared.get(keyOf(wanted))
  if (!entry?.declared.has(user)) return
  entry.declared.set(user, outline)
  redeclare(entry)
}

export function leave(wanted: Wanted, user: Element): void {
  const key = keyOf(wanted)
  const entry = shared.get(key)
  if (!entry?.declared.delete(user)) return
  // The last one's outline stands until another comes: it may be put back.
  if (entry.declared.size) return redeclare(entry)
  entry.forget = setTimeout(() => {
    entry.session.then(
      session => {
        // What is nowhere but here stays as long as the page does.
        if (entry.declared.size || session.unsaved) return
        shared.delete(key)
        session.close()
      },
      () => undefined,
    )
  }, FORGET_AFTER)
}

/** All sessions of the page, for `doctor()`. */
export function openSessions(): Promise<DebateSession>[] {
  return [...shared.values()].map(entry => entry.session)
}

function keyOf({ debate, keeping }: Wanted): string {
  return `${keeping} ${debate}`
}

async function open(
  { debate, anchor, keeping, engine }: Wanted,
  outline: DeclaredOutline | null,
): Promise<DebateSession> {
  tabs ??= new Tabs()
  return DebateSession.open({
    debate,
    anchor,
    outline,
    engine,
    tabs,
    journal: await journalFor(debate, keeping),
    keyring: journal => new JournalKeyring(journal),
    checker: () => once(seals, '', async () => (await loadChunk('files')).Seal.load(engine)),
  })
}

async function journalFor(debate: string, keeping: Keeping): Promise<Journal> {
  if (keeping === 'none') return new MemoryJournal()
  if (keeping === 'local') return new KeptJournal(debate)
  const { TabJournal } = await loadChunk('tab')
  return new TabJournal(debate)
}

function redeclare(entry: Shared): void {
  const outline = joinOutlines(entry.declared)
  entry.session.then(session => session.declare(outline)).catch(() => undefined)
}

/**
 * Thesis and claims of the first element (in the page) that has some, and everybody's questions: two
 * views of one debate may both carry the outline without saying everything twice.
 */
export function joinOutlines(declared: ReadonlyMap<Element, DeclaredOutline | null>): DeclaredOutline | null {
  const inOrder = [...declared].sort(([a], [b]) =>
    a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  )
  let main: DeclaredOutline | null = null
  const questions: DeclaredQuestion[] = []
  const seen = new Set<string>()
  for (const [, outline] of inOrder) {
    if (!outline) continue
    if (!main && (outline.thesis !== null || outline.claims.length)) main = outline
    for (const question of outline.questions) {
      const text = writeJson(question)
      if (seen.has(text)) continue
      seen.add(text)
      questions.push(question)
    }
  }
  if (!main && !questions.length) return null
  return { thesis: main?.thesis ?? null, claims: main?.claims ?? [], questions }
}
