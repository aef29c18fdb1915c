// Numbers into words: a reader is told "fairly convincing", never 0.62. Pure, no catalogue here:
// each function names the message that says it.
import type { Exact } from '../session-types'

/** Where each of the seven words ends, in [0,1]; the last one has the rest. */
const ENDS = [0.12, 0.3, 0.45, 0.55, 0.7, 0.88]

function stepOf(strength: number): number {
  const step = ENDS.findIndex(end => strength < end)
  return step < 0 ? ENDS.length : step
}

/** Message for a claim's strength in [0,1]. */
export function strengthWord(strength: number): string {
  return `strength.${stepOf(strength)}`
}

/** Message for the thesis's: what its arguments say together. */
export function thesisWord(strength: number): string {
  return `thesis.strength.${stepOf(strength)}`
}

/** Message for how much a claim moves its parent, from a weight in [-1,1]; the sign is its side. */
export function weightWord(weight: number): string {
  const size = Math.abs(weight)
  const side = weight < 0 ? 'con' : 'pro'
  if (size < 0.005) return 'weight.none'
  if (size < 0.05) return `weight.${side}.1`
  return size < 0.15 ? `weight.${side}.2` : `weight.${side}.3`
}

const STANCES = ['stance.0', 'stance.1', 'stance.2', 'stance.3', 'stance.4', 'stance.5', 'stance.6']

/** Message for a stance on a thesis or slider question, -100 to 100. */
export function stanceWord(value: number): string {
  const size = Math.abs(value)
  const step = size < 34 ? 1 : size < 76 ? 2 : 3
  return STANCES[3 + Math.sign(value) * step]!
}

/** Message for a change of stance: none, slight, clear, strong, and toward which side. */
export function changeWord(first: number, last: number): string {
  const moved = last - first
  if (moved === 0) return 'change.none'
  return `change.${moved > 0 ? 'pro' : 'con'}.${Math.abs(moved) < 26 ? 1 : 2}`
}

/** A whole number or "p/q" as a JavaScript number; null where there is none. */
export function exactNumber(exact: Exact | undefined): number | null {
  if (typeof exact === 'number') return exact
  if (typeof exact !== 'string') return null
  const [above, below = '1'] = exact.split('/')
  const value = Number(above) / Number(below)
  return Number.isFinite(value) ? value : null
}

/** Message for a share such as "1/2" or "2/3"; '' where only a percentage says it. */
export function shareWord(share: string): string {
  return /^(1\/2|1\/3|2\/3|1\/4|3\/4|1\/5|3\/5|4\/5|1\/10)$/.test(share) ? `share.${share}` : ''
}

/**
 * Shows a name as what it is: no control characters, no marks that turn text around,
 * one line, at most 60 code points.
 */
export function plainName(name: string): string {
  const shown = name
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return Array.from(shown).slice(0, 60).join('')
}

/** Code points, as limits count them. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

export interface Laid {
  /** What stands in the heading: a whole short text, or the first sentence of a long one. */
  heading: string
  /** The rest of the first paragraph. */
  rest: string
  /** Paragraphs after the first one. */
  more: string[]
}

const HEADING_MOST = 220

/** Lays a claim's text out: a heading short enough to be listed by a screen reader, and the rest. */
export function layText(text: string): Laid {
  const [first = '', ...more] = text.split(/\s*\n\s*/).filter(line => line !== '')
  if (lengthOf(first) <= HEADING_MOST) return { heading: first, rest: '', more }
  const cut = sentenceEnd(first) || wordEnd(first)
  return { heading: first.slice(0, cut), rest: first.slice(cut), more }
}

function sentenceEnd(text: string): number {
  const ends = /[.!?\u2026\u3002\u061f](?=\s)/g
  for (let found = ends.exec(text); found && found.index < HEADING_MOST; found = ends.exec(text)) {
    if (found.index >= 30) return found.index + 1
  }
  return 0
}

function wordEnd(text: string): number {
  const space = text.lastIndexOf(' ', HEADING_MOST)
  if (space > HEADING_MOST / 2) return space
  // Without spaces (Japanese, a long link) cut between code points, never inside one.
  return Array.from(text).slice(0, HEADING_MOST).join('').length
}

/** Only what a browser may safely open from a stranger's text. */
export function safeLink(source: string): string | null {
  if (!/^https?:\/\//i.test(source)) return null
  try {
    const url = new URL(source)
    return url.username || url.password ? null : url.href
  } catch {
    return null
  }
}

export function splitSources(text: string): string[] {
  return text
    .split(/\n+/)
    .map(one => one.trim())
    .filter(one => one !== '')
}

/** What a landmark is called after, short enough to be read out in a list; '' where there is nothing. */
export function landmarkName(text: string | null | undefined): string {
  const letters = [...(text ?? '').replace(/\s+/g, ' ').trim()]
  return letters.length > 100 ? `${letters.slice(0, 99).join('')}\u2026` : letters.join('')
}
