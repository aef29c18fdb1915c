// What a page says of a question that is shown and not counted: words for grades, a unit, how small a
// group may be. Neither is part of what was asked, so it is read where it stands: in the page.
import { gradeWords } from '../outline-values'
import type { Question } from '../session-types'
import type { Desk } from './desk'

const MASK_BELOW = 5
/** The languages have words for so many grades. */
const WORDED = [3, 4, 5, 6, 7]

/** The text of `name` on the question's own markup, or on the debate around it where `inherited`. */
function said(desk: Desk, question: Question, name: string, inherited = false): string {
  const { host } = desk.stage
  const own = [host, ...host.querySelectorAll('palabre-question')].find(
    one => one.localName === 'palabre-question' && headed(one, question.title),
  )
  const text = own?.getAttribute(name) ?? (inherited ? host.getAttribute(name) : null)
  return (text ?? '').replace(/\s+/g, ' ').trim()
}

function headed(element: Element, title: string): boolean {
  const heading = element.querySelector('h1,h2,h3,h4,h5,h6')
  return (heading?.textContent ?? '').replace(/\s+/g, ' ').trim() === title
}

/** The words of the grades, worst first as ballots number them; those of the page, else of the language. */
export function gradesOf(desk: Desk, question: Question): string[] {
  const count = numberOf(question, 'grades') ?? 0
  const words = gradeWords(said(desk, question, 'grades'))
  if (words?.length === count) return words.reverse()
  return Array.from({ length: Math.min(count, 100) }, (_, at) =>
    WORDED.includes(count) ? desk.say(`grade.${count}.${at}`) : String(at + 1),
  )
}

/** From how many people on the parts of a result are shown. */
export function maskBelow(desk: Desk, question: Question): number {
  const text = said(desk, question, 'mask-below', true)
  return /^\d{1,6}$/.test(text) ? Number(text) : MASK_BELOW
}

/** A number, with the minus sign that is set in type where locales write a hyphen. */
export function written(desk: Desk, value: number): string {
  return new Intl.NumberFormat(desk.locale, { maximumFractionDigits: 2 }).format(value).replace('-', '\u2212')
}

/** An amount as the page counts it: `unit="EUR"`. */
export function amount(desk: Desk, question: Question, value: number): string {
  const unit = said(desk, question, 'unit', true)
  const number = written(desk, value)
  return unit ? `${number}\u00a0${unit}` : number
}

export function numberOf(question: Pick<Question, 'rule'>, key: string): number | null {
  const value = question.rule?.[key]
  return typeof value === 'number' ? value : null
}

/** The scale of scores, or null. */
export function scaleOf(question: Pick<Question, 'rule'>): [number, number] | null {
  const scale = question.rule?.scale
  return Array.isArray(scale) && scale.length === 2 && scale.every(end => typeof end === 'number')
    ? (scale as [number, number])
    : null
}

export function costsOf(question: Pick<Question, 'rule'>): number[] {
  const costs = question.rule?.cost
  return Array.isArray(costs) ? costs.map(Number) : []
}
