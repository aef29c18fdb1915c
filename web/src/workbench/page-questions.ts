// Questions that only a page declares, as it would declare them: what is written is read again by the element's own
// reader, and stands where that finds the very same question.
import type { DeclaredQuestion } from '../core'
import { readQuestion } from '../outline-dom'
import { parsePreset } from '../outline-values'
import { make } from './dom'

/** What a debate file has of a question: fields may be missing. */
export type FileQuestion = Partial<DeclaredQuestion> & { title: string }

const FIELDS = [
  'title',
  'text',
  'about',
  'method',
  'options',
  'rule',
  'opens',
  'closes',
  'results',
  'eligible',
] as const
const PRESETS = ['', 'loi-1901-ordinaire', 'loi-1901-extraordinaire'].flatMap(name =>
  name ? [name, `${name} second-convocation`] : [name],
)

/** The question as an element, or null where markup cannot say it. */
export function questionElement(question: FileQuestion): HTMLElement | null {
  for (const preset of PRESETS) {
    const element = written(question, preset)
    const read = readQuestion(element, null, [])
    if (read && isSame(read, question)) return element
  }
  return null
}

function written({ title, text, options, rule, ...rest }: FileQuestion, preset: string): HTMLElement {
  const { cost, ...rules } = rule ?? {}
  const given: Record<string, unknown> = { ...rest, opens: iso(rest.opens), closes: iso(rest.closes), rules: preset }
  const assumed = (preset && parsePreset(preset)) || {}
  for (const [name, value] of Object.entries(rules)) {
    if (sorted(assumed[name]) === sorted(value)) continue
    given[name === 'eligible_number' ? 'eligible' : name.replace(/_/g, '-')] = said(value)
  }
  const attributes = Object.entries(given).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  const element = make(
    'palabre-question' as 'div',
    Object.fromEntries(attributes.map(([name, value]) => [name, `${value}`])),
  )
  element.append(make('h4', {}, title))
  for (const paragraph of text?.split('\n') ?? []) element.append(make('p', {}, paragraph))
  const costs = Array.isArray(cost) ? cost : []
  const items = options?.map((option, at) => {
    const costly: Record<string, string> = costs.length ? { 'data-cost': String(costs[at]) } : {}
    return make('li', costly, option)
  })
  if (items) element.append(make('ul', {}, ...items))
  return element
}

const iso = (ms: number | null | undefined): string | null =>
  typeof ms === 'number' ? new Date(ms).toISOString() : null

/** A part of a rule as an attribute says it (outline-values.ts). */
function said(value: unknown): string {
  if (Array.isArray(value)) return value.join('..')
  if (value === true) return 'yes'
  if (typeof value !== 'object' || value === null) return String(value)
  const { share, of, strict } = value as Record<string, unknown>
  return `${strict ? '>' : ''}${String(share)}${of ? ` of ${String(of)}` : ''}`
}

const isSame = (read: DeclaredQuestion, question: FileQuestion): boolean =>
  FIELDS.every(field => sorted(read[field]) === sorted(question[field]))

/** As text, whatever the order of its fields; what is absent is null. */
function sorted(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, one]) => `${name}:${sorted(one)}`).join()}}`
}
