// Reads what a page declares between the tags: thesis, claims and questions. Only text is taken;
// ids are made by the core (docs/engine.md, Outline).
import type { DeclaredOutline, DeclaredQuestion } from './core'
import { parseCost, parsePreset, parseRulePart, parseShare, parseTime, RULE_ATTRIBUTES } from './outline-values'

/** An attribute that was not understood, for `doctor()`. */
export interface OutlineRemark {
  attribute: string
  value: string
  on: string
}

export interface ReadOutline {
  outline: DeclaredOutline
  remarks: OutlineRemark[]
}

/** The attributes of the debate that its questions inherit. */
export const COUNT_ATTRIBUTES = ['opens', 'closes', 'results', 'rules', 'quorum', 'majority', 'eligible'] as const

const DATA_ID = /^[a-z0-9-]{1,32}$/
/** What `palabre render` writes to show entries: it declares nothing, the log says it. */
const COPY = '[data-copy]'
/** The limits of docs/entry.md, in code points. */
const TEXT_MOST = 4000
const TITLE_MOST = 300
/** Those that the core counts or will count (docs/entry.md, Choices). */
const METHODS = new Set([
  'yes-no',
  'approval',
  'slider',
  'plurality',
  'two-round',
  'borda',
  'condorcet',
  'copeland',
  'minimax',
  'schulze',
  'ranked-pairs',
  'irv',
  'stv-scottish',
  'stv-meek',
  'hierarchy',
  'score',
  'star',
  'cumulative',
  'quadratic',
  'majority-judgment',
  'consent',
  'budget-greedy',
  'equal-shares',
  'phragmen',
])
const NEVER_TEXT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'PALABRE-QUESTION'])

/** The outline inside a `<palabre-debate>`; empty where nothing is declared. */
export function readOutline(element: Element): ReadOutline {
  const remarks: OutlineRemark[] = []
  const outline: DeclaredOutline = { thesis: null, claims: [], questions: [] }
  const heading = firstHeading(element)
  if (heading) outline.thesis = textOf(heading) || null
  walkClaims(element, -1, outline, remarks)
  for (const question of element.querySelectorAll('palabre-question')) {
    if (question.closest(COPY)) continue
    const read = readQuestion(question, element, remarks)
    if (read) outline.questions.push(read)
  }
  return { outline, remarks }
}

/**
 * The question that a `<palabre-question>` declares, or null where it has no title of its own (then
 * it shows one that others declare).
 */
export function readQuestion(
  element: Element,
  around: Element | null,
  remarks: OutlineRemark[],
): DeclaredQuestion | null {
  const heading = firstHeading(element)
  const title = heading ? textOf(heading) : ''
  if (!title) return null
  // Rules of its own are whole: the page's shares do not mix with them.
  const whole = element.hasAttribute('rules')
  const attribute = (name: string): string | null =>
    squeeze(
      element.getAttribute(name) ??
        (whole && (name === 'quorum' || name === 'majority') ? null : around?.getAttribute(name)) ??
        '',
    ) || null
  const say = (name: string, value: string): void => {
    remarks.push({ attribute: name, value, on: title })
  }
  const method = (attribute('method') ?? 'yes-no').toLowerCase()
  if (!METHODS.has(method) || lengthOf(title) > TITLE_MOST) {
    // The engine would refuse the whole outline for it: the rest of the page is not to blame.
    say(METHODS.has(method) ? 'title' : 'method', METHODS.has(method) ? title : method)
    return null
  }
  const paragraphs: string[] = []
  for (const paragraph of element.querySelectorAll('p')) {
    const text = paragraph.closest('li') ? '' : textOf(paragraph)
    if (text) paragraphs.push(text)
  }
  const options: string[] = []
  const costs: string[] = []
  for (const item of element.querySelectorAll('li')) {
    const text = ownText(item)
    if (text) costs[options.push(text) - 1] = squeeze(item.getAttribute('data-cost') ?? '')
  }
  const time = (name: string): number | null => {
    const value = attribute(name)
    if (value === null) return null
    const parsed = parseTime(value)
    if (parsed === null) say(name, value)
    return parsed
  }
  const results = attribute('results')
  const known = results === null || results === 'live' || results === 'after-vote' || results === 'after-close'
  if (!known) say('results', results)
  const { eligible, rule } = readRule(attribute, say)
  for (const name of RULE_ATTRIBUTES) {
    const value = squeeze(element.getAttribute(name) ?? '')
    const part = value ? parseRulePart(name, value) : null
    if (part !== null) rule[name.replace(/-/g, '_')] = part
    else if (value) say(name, value)
  }
  if (costs.some(Boolean)) {
    const wrong = costs.findIndex(cost => parseCost(cost) === null)
    if (wrong < 0) rule['cost'] = costs.map(Number)
    else say('data-cost', `${costs[wrong]} (${options[wrong]})`)
  }
  return {
    title,
    text: paragraphs.length ? paragraphs.join('\n') : null,
    about: element.getAttribute('about')?.trim() || null,
    method,
    options: options.length ? options : null,
    rule: Object.keys(rule).length ? rule : null,
    opens: time('opens'),
    closes: time('closes'),
    results: known ? results : null,
    eligible,
  }
}

function readRule(
  attribute: (name: string) => string | null,
  say: (name: string, value: string) => void,
): { eligible: string | null; rule: Record<string, unknown> } {
  const rules = attribute('rules')
  const preset = rules && parsePreset(rules)
  if (rules && !preset) say('rules', rules)
  const rule: Record<string, unknown> = { ...preset }
  for (const name of ['quorum', 'majority'] as const) {
    const value = attribute(name)
    if (value === null) continue
    const share = parseShare(value)
    // A quorum is a share of those who are eligible.
    const fits = share && (name === 'majority' || !share.of || share.of === 'eligible')
    if (fits) rule[name] = share
    else say(name, value)
  }
  const who = attribute('eligible')
  let eligible: string | null = null
  if (who === 'anyone' || who === 'members') eligible = who
  else if (who !== null && /^[1-9]\d{0,9}$/.test(who)) rule['eligible_number'] = Number(who)
  else if (who !== null) say('eligible', who)
  return { eligible, rule }
}

function walkClaims(within: Element, parent: number, outline: DeclaredOutline, remarks: OutlineRemark[]): void {
  // An explicit stack: a page may nest deeper than a call stack likes.
  const waiting: { element: Element; parent: number }[] = [...within.children]
    .reverse()
    .map(element => ({ element, parent }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { element } = next
    if (NEVER_TEXT.has(element.tagName) || element.matches(COPY)) continue
    let below = next.parent
    if (element.tagName === 'LI' && element.hasAttribute('data-stance')) {
      const stance = element.getAttribute('data-stance')?.trim().toLowerCase()
      const text = ownText(element)
      if ((stance === 'pro' || stance === 'con') && text && lengthOf(text) <= TEXT_MOST) {
        const id = element.getAttribute('data-id')?.trim() ?? ''
        const claim: DeclaredOutline['claims'][number] = { parent: next.parent, stance, text }
        if (DATA_ID.test(id)) claim.data_id = id
        else if (id) remarks.push({ attribute: 'data-id', value: id, on: text.slice(0, 60) })
        below = outline.claims.push(claim) - 1
      } else {
        remarks.push({ attribute: 'data-stance', value: stance ?? '', on: text.slice(0, 60) })
      }
    }
    const children = element.children
    for (let i = children.length - 1; i >= 0; i--) waiting.push({ element: children[i]!, parent: below })
  }
}

function firstHeading(element: Element): Element | null {
  for (const heading of element.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const apart = heading.closest(`li, ${COPY}`)
    // The page may have put the debate itself into an item.
    if (apart && apart !== element && element.contains(apart)) continue
    const question = heading.closest('palabre-question')
    if (!question || question === element) return heading
  }
  return null
}

/** Text with runs of white space made one space, as entry.md section 3 has it. */
export function textOf(node: Node): string {
  return squeeze(node.textContent ?? '')
}

/** The text of a list item without the lists, questions and scripts inside it. */
function ownText(item: Element): string {
  let text = ''
  const visit = (node: Node): void => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE || child.nodeType === Node.CDATA_SECTION_NODE)
        text += child.nodeValue ?? ''
      else if (child.nodeType === Node.ELEMENT_NODE) {
        const tag = (child as Element).tagName
        if (tag === 'UL' || tag === 'OL' || NEVER_TEXT.has(tag)) text += ' '
        else visit(child)
      }
    }
  }
  visit(item)
  return squeeze(text)
}

function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

function squeeze(text: string): string {
  return text.replace(/[ \t\n\r\f]+/g, ' ').replace(/^ | $/g, '')
}
