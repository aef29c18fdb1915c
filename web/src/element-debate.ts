// <palabre-debate>: the outline between its tags, brought to life.
import { effect } from './signals'
import type { DeclaredOutline } from './core'
import { PalabreElement } from './element'
import { tellTallies } from './element-session'
import { COUNT_ATTRIBUTES, readOutline, type OutlineRemark } from './outline-dom'
import { RULE_ATTRIBUTES } from './outline-values'
import { answerPermalinks } from './permalink'
import { declare } from './session-registry'
import type { DebateSession } from './session'
import type { ClaimId, ExportFormat, ImportReport, QuestionId, Recount, Stance, Thesis } from './session-types'
import { Trouble } from './trouble'

/** Attributes inside the outline that say something. */
const OUTLINE_ATTRIBUTES = [
  'data-stance',
  'data-id',
  'data-cost',
  'method',
  'about',
  ...COUNT_ATTRIBUTES,
  ...RULE_ATTRIBUTES,
]

export class PalabreDebate extends PalabreElement {
  static override get observedAttributes(): readonly string[] {
    return [...super.observedAttributes, 'results', 'rules', 'quorum', 'majority', 'eligible']
  }

  protected readonly shows = 'debate'
  #remarks: OutlineRemark[] = []
  #borrowed = ''

  /** What the outline says that was not understood, for `Palabre.doctor()`. */
  get remarks(): readonly OutlineRemark[] {
    return this.#remarks
  }

  /** Whether this element is about `debate` (`site/name`). */
  names(debate: string): boolean {
    return this.page?.debate === debate
  }

  /** Ids, counts and the reader's place, as JSON; no texts. */
  snapshot(): { debate: string; claims: number; entries: number; ballots: number; place: unknown } {
    const session = this.session()
    const { claims, entries, ballots } = session.ask<Thesis>({ q: 'thesis' })
    return { debate: session.debate, claims, entries, ballots, place: this.view?.snapshot() ?? null }
  }

  /** Any question of docs/engine.md. */
  query<T = unknown>(question: { q: string } & Record<string, unknown>): T {
    return this.session().ask<T>(question)
  }

  /** Opens the path to a claim, remark or question and moves focus there; false: not in this debate. */
  async reveal(id: ClaimId | QuestionId): Promise<boolean> {
    await this.ready
    const found = (await this.view?.reveal(id)) ?? false
    if (found) this.tell('palabre-navigate', { debate: this.session().debate, id })
    return found
  }

  /** Opens the answer form under a claim (`~`: the thesis). */
  async compose(parent: ClaimId, stance: Stance): Promise<void> {
    await this.ready
    this.view?.compose(parent, stance)
  }

  async export(format: ExportFormat): Promise<Blob> {
    await this.ready
    return this.session().export(format, this.settings.lang.peek())
  }

  /** Checks and counts everything anew from the log, and says whether it comes to the same. */
  async recount(): Promise<Recount> {
    await this.ready
    return this.session().recount()
  }

  /** Merges a log or debate file; each contribution counts once, and none with a bad signature. */
  async importFile(file: Blob): Promise<ImportReport> {
    await this.ready
    return this.session().importFile(file)
  }

  override async refresh(): Promise<void> {
    this.#redeclare()
    await super.refresh()
    this.#borrowed = ''
    await this.#borrow()
  }

  protected outline(): DeclaredOutline | null {
    const { outline, remarks } = readOutline(this)
    this.#remarks = remarks
    const { thesis, claims, questions } = outline
    return thesis === null && !claims.length && !questions.length ? null : outline
  }

  protected async opened(session: DebateSession): Promise<void> {
    this.#borrowed = ''
    await this.#borrow()
    const { text, claims } = session.ask<Thesis>({ q: 'thesis' })
    if (text === null && !claims) this.notice({ code: 'no-outline' })
  }

  protected override watched(): () => void {
    let soon: ReturnType<typeof setTimeout> | undefined
    const observer = new MutationObserver(() => {
      // Frameworks write child by child: one reading for all of them.
      clearTimeout(soon)
      soon = setTimeout(() => this.#redeclare(), 20)
    })
    observer.observe(this, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: OUTLINE_ATTRIBUTES,
    })
    return () => {
      observer.disconnect()
      clearTimeout(soon)
    }
  }

  protected started(session: DebateSession): (() => void)[] {
    return [
      tellTallies(session, (name, detail) => this.tell(name, detail)),
      answerPermalinks({
        name: this.page!.name,
        reveal: id => {
          this.reveal(id).catch(() => undefined)
        },
      }),
      effect(() => {
        if (session.restarts.value) this.notice({ code: 'engine-restarted' })
      }),
    ]
  }

  protected override attributeChanged(name: string): void {
    super.attributeChanged(name)
    if ((COUNT_ATTRIBUTES as readonly string[]).includes(name)) this.#redeclare()
    if (name === 'src') void this.#borrow()
  }

  #redeclare(): void {
    const wanted = this.wanted()
    if (!wanted) return
    declare(wanted, this, this.outline())
    this.noticeAttributes()
  }

  async #borrow(): Promise<void> {
    const { shared } = this
    const src = this.getAttribute('src')?.trim()
    if (!shared || !src || src === this.#borrowed) return
    this.#borrowed = src
    try {
      const response = await fetch(new URL(src, document.baseURI), { credentials: 'same-origin' })
      if (!response.ok) throw new Trouble('network', `HTTP ${response.status}`)
      const report = await shared.borrow(await response.blob())
      if (report.unsigned.length) this.notice({ code: 'src-unsigned', values: { count: report.unsigned.length } })
    } catch (error) {
      const trouble = error instanceof Trouble ? error : new Trouble('network', String(error))
      this.notice(
        trouble.code === 'file-other'
          ? { code: 'src-other', values: { debate: trouble.hint } }
          : { code: 'src-failed', values: { code: trouble.code, hint: trouble.hint } },
      )
      this.tell('palabre-error', { code: trouble.code, hint: trouble.hint })
    }
  }
}
