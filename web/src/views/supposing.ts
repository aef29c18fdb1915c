// What would be if readers judged otherwise: base scores that a reader supposes, and what comes of
// them. It lives in this view alone; nothing of it reaches the debate or what the browser keeps.
import { computed, signal, type ReadonlySignal } from '../signals'
import { Refusal, type Claim, type ClaimId } from '../session-types'
import type { Place, Studies } from '../study-types'
import type { Desk } from './desk'
import { fieldId, giveBack, headingId } from './focus'
import { placeKey, thousandths, type Semantics } from './suppose-words'
import { strengthWord, thesisWord } from './words'

/** A base score in whole thousandths. */
export interface SupposedBase extends Place {
  base: number
}
interface Outcome {
  thesis: number
  /** By place: the strengths that would be other than recorded. */
  strengths: ReadonlyMap<string, number>
}

export class Supposing {
  readonly bases = signal<ReadonlyMap<string, SupposedBase>>(new Map())
  readonly semantics = signal<Semantics>('df-quad')
  readonly outcome: ReadonlySignal<Outcome>
  readonly #desk: Desk
  #word: string

  /** `from`: where the reader asked, and where the focus goes back to. */
  constructor(
    desk: Desk,
    readonly study: Studies,
    readonly from: ClaimId,
  ) {
    this.#desk = desk
    this.outcome = computed(() => {
      desk.session.revision.value
      return this.#ask()
    })
    this.#word = thesisWord(this.outcome.peek().thesis)
  }

  /** Takes `base` for the claim's; null: what readers judged. */
  suppose(place: Place, base: number | null): void {
    const bases = new Map(this.bases.peek())
    if (base === null) bases.delete(placeKey(place))
    else bases.set(placeKey(place), { id: place.id, parent: place.parent, base })
    this.bases.value = bases
    this.tell()
  }

  weighBy(semantics: Semantics): void {
    this.semantics.value = semantics
    this.tell()
  }

  /** Supposes the smallest change that brings the claim to a level in thousandths; answers how many move. */
  turn(id: ClaimId, level: number): number {
    const desk = this.#desk
    const { together } = this.study.ask({ q: 'turn', id, level, count: 10_000 })
    if (together.length > 0) {
      this.semantics.value = 'df-quad'
      this.bases.value = new Map(
        together.map(one => [placeKey(one), { id: one.id, parent: one.parent, base: thousandths(one) }]),
      )
    }
    this.#word = thesisWord(this.outcome.peek().thesis)
    desk.speech.now(
      `${desk.say('suppose.turned', { count: together.length })} ${desk.say('suppose.now', { strength: desk.say(this.#word) })}`,
    )
    return together.length
  }

  leave(): void {
    const desk = this.#desk
    if (desk.supposing.peek() !== this) return
    desk.supposing.value = null
    desk.speech.now(desk.say('suppose.left'))
    giveBack(desk.stage.root, fieldId(this.from, 'why'), headingId(this.from), headingId('~'))
  }

  /** Says the conclusion where its words have become others. */
  private tell(): void {
    const word = thesisWord(this.outcome.peek().thesis)
    if (word === this.#word) return
    this.#word = word
    this.#desk.speech.now(this.#desk.say('suppose.now', { strength: this.#desk.say(word) }))
  }

  #ask(): Outcome {
    const bases = Array.from(this.bases.value.values())
    const semantics = this.semantics.value
    const asked = (given: SupposedBase[]) => this.study.ask({ q: 'suppose', bases: given, semantics })
    let answer
    try {
      answer = asked(bases)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // A claim stands there no more.
      answer = asked(bases.filter(one => stands(this.#desk, one)))
    }
    return { thesis: answer.thesis, strengths: new Map(answer.changed.map(one => [placeKey(one), one.strength])) }
  }
}

function stands(desk: Desk, { id, parent }: Place): boolean {
  try {
    return desk.session.ask<Claim>({ q: 'claim', id }).places.some(place => place.parent === parent)
  } catch {
    return false
  }
}

/** Begins to suppose, asked at a claim or at the thesis (`~`); goes on where that has begun already. */
export function beginSupposing(desk: Desk, study: Studies, from: ClaimId): Supposing {
  const now = desk.supposing.peek()
  if (now) return now
  desk.grow()
  // What can be judged stands in the thread; the map has a what-if of its own.
  if (desk.view.peek() === 'summary' || desk.view.peek() === 'map') desk.show('thread')
  desk.speech.now(desk.say('suppose.begun'))
  return (desk.supposing.value = new Supposing(desk, study, from))
}

/** A strength with its number, as "convincing (72 of 100)". */
export function valueWords(desk: Desk, strength: number, word: (strength: number) => string = strengthWord): string {
  return desk.say('suppose.value', { strength: desk.say(word(strength)), points: points(desk, strength, 0) })
}

/** A strength as a number from 0 to 100, as the reader's language writes it. */
export function points(desk: Desk, strength: number, digits: number, signed = false): string {
  const format = new Intl.NumberFormat(desk.locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...(signed ? { signDisplay: 'exceptZero' } : {}),
  })
  // The sign that is set in type; locales write a hyphen.
  return format.format(strength * 100).replace('-', '\u2212')
}
