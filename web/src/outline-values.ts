// The values that decide a count, as a page writes them in attributes.

export interface Share {
  share: string
  of?: string
  strict?: boolean
}

const SHARE =
  /^(>=|>|)\s*(?:(\d{1,6})\s*\/\s*(\d{1,6})|(\d{1,3})(?:\.(\d{1,4}))?\s*%)\s*(?:of\s+)?(expressed|voters|present|eligible)?$/

/**
 * `1/4`, `25%`, `2/3 of voters`, `>1/2 expressed`: a share in (0, 1] in lowest terms, of what, and
 * whether exactly that much is too little (`>`). Null where it is none of these.
 */
export function parseShare(text: string): Share | null {
  const found = SHARE.exec(text.trim().toLowerCase())
  if (!found) return null
  let above: number
  let below: number
  if (found[2] !== undefined) {
    above = Number(found[2])
    below = Number(found[3])
  } else {
    const digits = found[5] ?? ''
    above = Number(found[4]! + digits)
    below = 100 * 10 ** digits.length
  }
  if (above < 1 || below < 1 || above > below) return null
  const divisor = greatestCommon(above, below)
  const share: Share = { share: `${above / divisor}/${below / divisor}` }
  if (found[6]) share.of = found[6]
  if (found[1] === '>') share.strict = true
  return share
}

/** Whole numbers of a rule, by the attributes that say them; the names in the rule have `_` for `-`. */
const NUMBERS = ['seats', 'grades', 'credits', 'points', 'max-per-option', 'max-proxies', 'budget', 'bins']
/** Own attributes of a question that are part of its rule, `data-cost` of its options aside. */
export const RULE_ATTRIBUTES = [...NUMBERS, 'scale', 'casting-vote', 'liquid', 'meeting', 'ties']

/**
 * What a rule's attribute says: a number from 1 (grades: from 2, or that many words), `0..5` or
 * `-2 2` as a scale, `yes` or `no`, a meeting's name. Null where it says none of these.
 */
export function parseRulePart(name: string, text: string): unknown {
  if (name === 'casting-vote') return text === 'yes' || text === 'no' ? text : null
  if (name === 'liquid') return text === 'yes' || null
  if (name === 'meeting') return text
  if (name === 'ties') return text === 'draw' ? text : null
  if (name === 'scale') {
    const ends = /^(-?\d{1,9})(?: ?\.\. ?| )(-?\d{1,9})$/.exec(text)?.slice(1).map(Number)
    return ends && ends[0]! < ends[1]! ? ends : null
  }
  const words = name === 'grades' && gradeWords(text)
  if (words) return words.length
  const number = parseCost(text)
  return number === null || (name === 'grades' && number < 2) || (name === 'bins' && number > 1000) ? null : number
}

/**
 * The rule that `rules="loi-1901-ordinaire"` or `"loi-1901-extraordinaire"` stands for, with
 * ` second-convocation` behind it without quorum (docs/statuts.md). Null for anything else.
 */
export function parsePreset(text: string): Record<string, unknown> | null {
  const found = /^loi-1901-(extra)?ordinaire( second-convocation)?$/.exec(text.toLowerCase())
  if (!found) return null
  const [, extra, second] = found
  return {
    quorum: extra && !second ? { share: '1/4', of: 'eligible', count: 'present', strict: false } : null,
    majority: { share: extra ? '2/3' : '1/2', strict: !extra, of: extra ? 'present' : 'expressed' },
    casting_vote: null,
    ...(second && { second_convocation: true }),
  }
}

/** The words of `grades="good, fair, poor"` (single spaces, none around), best first; null where it is no list. */
export function gradeWords(text: string): string[] | null {
  const words = text.split(/ ?, ?/)
  return words.length > 1 && words.every(Boolean) ? words : null
}

/** A whole number from 1, up to fifteen digits; null for anything else. */
export function parseCost(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?\s*([Zz]|[+-]\d\d:?\d\d)$/

/** ISO 8601 with a zone, in ms since 1970; null for anything else: a date without a zone is several. */
export function parseTime(text: string): number | null {
  const found = TIME.exec(text.trim())
  if (!found) return null
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(at => Number(found[at] ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const ms = Number((found[7] ?? '').padEnd(3, '0'))
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  const back = new Date(utc)
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    return null
  const zone = found[8]!.toUpperCase()
  let offset = 0
  if (zone !== 'Z') {
    const digits = zone.slice(1).replace(':', '')
    offset = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * (zone.startsWith('-') ? -1 : 1)
  }
  const time = utc - offset * 60_000
  return time >= 0 ? time : null
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? a : greatestCommon(b, a % b)
}
