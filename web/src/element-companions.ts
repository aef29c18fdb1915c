// <palabre-question>, <palabre-count> and <palabre-tally>: a debate's parts elsewhere in the page.
import type { DeclaredOutline, DeclaredQuestion } from './core'
import { PalabreElement } from './element'
import { tellTallies } from './element-session'
import { COUNT_ATTRIBUTES, readQuestion } from './outline-dom'
import { RULE_ATTRIBUTES } from './outline-values'
import { declare } from './session-registry'
import type { DebateSession } from './session'
import type { Question } from './session-types'

abstract class Companion extends PalabreElement {
  static override get observedAttributes(): readonly string[] {
    return [
      ...super.observedAttributes,
      'question',
      'method',
      'about',
      'results',
      'rules',
      'quorum',
      'majority',
      'eligible',
    ]
  }

  protected outline(): DeclaredOutline | null {
    return null
  }

  protected opened(session: DebateSession): void {
    this.choose(session)
  }

  protected started(session: DebateSession): (() => void)[] {
    return [session.subscribe(() => this.choose(session))]
  }

  protected override attributeChanged(name: string): void {
    super.attributeChanged(name)
    if (this.shared) this.choose(this.shared)
  }

  /** The question that `question` names, else the first one of the debate. */
  protected choose(session: DebateSession): void {
    const { questions } = session.ask<{ questions: Question[] }>({ q: 'questions' })
    const wanted = this.getAttribute('question')?.trim()
    this.question.value = wanted ? (questions.find(one => one.id === wanted)?.id ?? null) : this.own(questions)
  }

  protected own(questions: readonly Question[]): string | null {
    return questions[0]?.id ?? null
  }
}

/** A question: read by the debate around it, or, outside of one, a ballot of its own. */
export class PalabreQuestion extends Companion {
  protected readonly shows = 'question'
  #declared: DeclaredQuestion | null = null

  override connectedCallback(): void {
    if (this.parentElement?.closest('palabre-debate')) return
    super.connectedCallback()
  }

  protected override outline(): DeclaredOutline | null {
    this.#declared = readQuestion(this, null, [])
    return this.#declared ? { thesis: null, claims: [], questions: [this.#declared] } : null
  }

  protected override own(questions: readonly Question[]): string | null {
    const mine = this.#declared
    if (!mine) return questions[0]?.id ?? null
    const alike = questions.filter(one => one.declared && one.title === mine.title && one.method === mine.method)
    const said = ({ text, options }: Pick<DeclaredQuestion, 'text' | 'options'>) => `${text}|${options ?? ''}`
    return (alike.find(one => said(one) === said(mine)) ?? alike[0])?.id ?? null
  }

  protected override watched(): () => void {
    const observer = new MutationObserver(() => this.#redeclare())
    const attributeFilter = ['data-cost', ...RULE_ATTRIBUTES]
    observer.observe(this, { childList: true, subtree: true, characterData: true, attributeFilter })
    return () => observer.disconnect()
  }

  protected override started(session: DebateSession): (() => void)[] {
    return [...super.started(session), tellTallies(session, (name, detail) => this.tell(name, detail))]
  }

  protected override attributeChanged(name: string): void {
    super.attributeChanged(name)
    if (name === 'method' || name === 'about' || (COUNT_ATTRIBUTES as readonly string[]).includes(name))
      this.#redeclare()
  }

  #redeclare(): void {
    const wanted = this.wanted()
    if (wanted) declare(wanted, this, this.outline())
  }
}

/** How many arguments a debate has. */
export class PalabreCount extends Companion {
  protected readonly shows = 'count'
}

/** One line: how a question stands. */
export class PalabreTally extends Companion {
  protected readonly shows = 'tally'
}
