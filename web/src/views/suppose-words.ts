// What the study's figures are called, and which steps of strength lie ahead. Pure, no catalogue here.
import type { StudyAnswers, Turning } from '../study-types'

export const SEMANTICS = ['df-quad', 'quadratic-energy', 'euler-based', 'mlp-based'] as const
export type Semantics = (typeof SEMANTICS)[number]

/** Moves below this are not worth a reader's line. */
export const WORTH_SAYING = 0.005

/** Where the words of strength change (words.ts), in thousandths: the first that says so, from the middle out. */
const STRONGER = [550, 700, 880]
const WEAKER = [449, 299, 119]

/** The next levels, in thousandths, at which words would say more for a claim, and more against; null at an end. */
export function nextLevels(strength: number): { up: number | null; down: number | null } {
  const at = strength * 1000
  return { up: STRONGER.find(level => level > at) ?? null, down: WEAKER.find(level => level < at) ?? null }
}

/** A base score to be supposed, in whole thousandths: no nearer to the present one than it has to be. */
export function thousandths({ base, to }: Pick<Turning, 'base' | 'to'>): number {
  const exact = to * 1000
  // Rounding on the way here must not add a thousandth.
  return to > base ? Math.ceil(exact - 1e-6) : Math.floor(exact + 1e-6)
}

/** Message that tells a strength by what carries or sinks the claim, and the moves that it names. */
export function reasonOf(why: Pick<StudyAnswers['why'], 'base' | 'strength' | 'judged' | 'moves'>): {
  key: string
  most: StudyAnswers['why']['moves'][number] | undefined
  other: StudyAnswers['why']['moves'][number] | undefined
} {
  const worth = why.moves.filter(move => Math.abs(move.removal) >= WORTH_SAYING)
  const up = worth.find(move => move.removal > 0)
  const down = worth.find(move => move.removal < 0)
  const moved = why.strength - why.base
  if (up && down && Math.abs(moved) < WORTH_SAYING) return { key: 'why.even', most: up, other: down }
  const [most, other] = moved > 0 || !down ? [up, down] : [down, up]
  if (!most) {
    const key = Math.abs(moved) >= WORTH_SAYING ? 'why.many' : why.judged > 0 ? 'why.judged' : 'why.nothing'
    return { key, most, other }
  }
  const key = most === up ? (other ? 'why.up.but' : 'why.up') : other ? 'why.down.but' : 'why.down'
  return { key, most, other }
}

/** The place of a claim as one word. */
export function placeKey({ id, parent }: { id: string; parent: string }): string {
  return `${parent} ${id}`
}
