// What this browser can show of a hub: that its list goes on as it was signed, a receipt of what it
// acknowledged, and, where it does not hold to its word, the evidence.
import { loadChunk } from './chunks'
import type { Kept } from './hub-kept'
import type { Known } from './hub-known'
import { keepCheckpoint, prove, type Doubt, type Evidence, type ListSource, type Shown } from './hub-list'
import type { Standing } from './hub-standing'
import { readJson } from './json'
import type { DebateSession } from './session'
import type { Signal } from './signals'
import { Trouble } from './trouble'

const NOTE = 'hub-doubt'
/** What may be in good order: its evidence takes the place of no other. */
const WEAK: ReadonlySet<Doubt | null> = new Set(['unproved', 'anew'] as const)
/** Questions of one receipt, the latest. */
const VOTES_MOST = 50

/** What the sharing (hub-share.ts) hands over. */
export interface Ground {
  session: DebateSession
  known: Known
  /** The hub's address over HTTP. */
  http: string
  standing: Signal<Standing>
  stand(news: Partial<Standing>): void
  /** As far as this browser has read; in a tab without the connection what the one that has it kept. */
  kept(): Promise<Kept>
  keep(kept: Kept): Promise<void>
}

export class Proofs {
  readonly #ground: Ground

  constructor(ground: Ground) {
    this.#ground = ground
  }

  /** What was found in an earlier visit, and the reader has not closed. */
  async begin(): Promise<void> {
    const evidence = await this.evidence()
    if (evidence) this.#ground.stand({ doubt: evidence.doubt })
  }

  /** Whose word the hub's is. */
  async clerk(): Promise<string> {
    return (await this.#ground.kept()).clerk
  }

  async evidence(): Promise<Evidence | null> {
    return ((await this.#ground.session.note(NOTE)) as Evidence | undefined) ?? null
  }

  /** Has the hub show that its list is the one that it signed and that was read here; says what is wrong. */
  async ask(): Promise<{ doubt: Doubt | null; shown: Shown | null }> {
    const { session, standing, stand } = this.#ground
    const kept = await this.#ground.kept()
    const { doubt, evidence, shown } = await prove(await this.#source(), kept)
    await this.#ground.keep(kept)
    const before = standing.peek().doubt
    if (evidence && !(before && WEAK.has(doubt))) {
      await session.keepNote(NOTE, evidence)
      stand({ doubt })
    } else if (shown && before === 'unproved') {
      await session.keepNote(NOTE, undefined)
      stand({ doubt: null })
    }
    return { doubt, shown }
  }

  /** The reader has read what is wrong: from here on what the hub shows now counts. */
  async close(): Promise<void> {
    const { session, stand } = this.#ground
    const { readCheckpoint } = await loadChunk('files')
    const kept = await this.#ground.kept()
    const { doubt, shown, clerk } = (await this.evidence()) ?? {}
    const checkpoint = readCheckpoint(shown, session.debate)
    if (checkpoint && shown && clerk && doubt !== 'unsigned')
      keepCheckpoint(kept, checkpoint.origin, { note: shown, clerk })
    await this.#ground.keep(kept)
    await session.keepNote(NOTE, undefined)
    stand({ doubt: null })
  }

  /** A receipt of the reader's votes that the hub has, checked as whoever opens it will. Throws `Trouble`. */
  async receipt(): Promise<string> {
    const { http, known } = this.#ground
    const { readReceipt, writeReceipt } = await loadChunk('files')
    const source = await this.#source()
    const kept = await this.#ground.kept()
    const { shown } = await prove(source, kept)
    if (!shown) throw new Trouble('network', http)
    const entries = []
    for (const { id, position } of Object.values(kept.votes).slice(-VOTES_MOST)) {
      const item = known.own(id)
      const stamp = await this.#stampOf(id, kept.clerk)
      if (!item || !stamp) continue
      const query = `position=${position}&size=${shown.size}`
      const response = await fetch(`${http}debates/${source.debate}/proof/inclusion?${query}`, {
        credentials: 'omit',
      })
      if (!response.ok) throw new Trouble('network', `HTTP ${response.status}`)
      const inclusion = readJson<Record<string, unknown>>(await response.text())
      entries.push({ line: item.line, stamp, inclusion })
    }
    const { debate } = source
    const text = writeReceipt({ debate, hub: http, clerk: kept.clerk, entries, checkpoint: shown.note })
    const read = await readReceipt(text, source.checker)
    if (typeof read === 'string') throw new Trouble('network', read)
    return text
  }

  /** The first stamp of this clerk that names the entry. */
  async #stampOf(id: string, clerk: string): Promise<string | null> {
    for await (const lines of this.#ground.session.log())
      for (const line of lines) if (line.includes(id) && line.includes(clerk) && line.includes('stamp')) return line
    return null
  }

  async #source(): Promise<ListSource> {
    const { http, session } = this.#ground
    return { http, debate: session.debate, checker: await session.checker() }
  }
}
