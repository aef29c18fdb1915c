// Whether a question's markup holds what its method counts by: for `doctor()` and for the ballot.
import type { DeclaredQuestion } from './core'

const PRICED = ['budget', 'cost']

/** What a method cannot do without, by the names in the rule. */
const NEEDS: Record<string, readonly string[]> = {
  'stv-scottish': ['seats'],
  'stv-meek': ['seats'],
  score: ['scale'],
  star: ['scale'],
  'majority-judgment': ['grades'],
  cumulative: ['points'],
  quadratic: ['credits'],
  'budget-greedy': PRICED,
  'equal-shares': PRICED,
  phragmen: PRICED,
}
/** What it can do with beside that. */
const TAKES: Record<string, readonly string[]> = {
  'yes-no': ['casting_vote'],
  approval: ['seats'],
  slider: ['bins'],
  cumulative: ['max_per_option'],
}
/** Every method may be held to these, whether it asks for them or not. */
const SHARED = [
  'quorum',
  'majority',
  'eligible_number',
  'casting_vote',
  'second_convocation',
  'liquid',
  'meeting',
  'max_proxies',
  'weights',
  'ties',
]
/** Methods that ask about one thing instead of several. */
const UNDIVIDED = ['yes-no', 'slider', 'consent']

type Asked = Pick<DeclaredQuestion, 'method' | 'options' | 'rule'>

/** The parts of its rule that a question lacks, as attributes; `li` where it has nothing to choose from. */
export function lacking({ method, options, rule }: Asked): string[] {
  const lacks = (NEEDS[method] ?? []).filter(key => (rule ?? {})[key] === undefined).map(attributeOf)
  if (!UNDIVIDED.includes(method) && (options ?? []).length === 0) lacks.unshift('li')
  return lacks
}

/** The parts of its rule that change nothing for its method, as attributes. */
export function idle({ method, options, rule }: Asked): string[] {
  const used = [...SHARED, ...(NEEDS[method] ?? []), ...(TAKES[method] ?? [])]
  const unused = Object.keys(rule ?? {})
    .filter(key => !used.includes(key))
    .map(attributeOf)
  if (UNDIVIDED.includes(method) && (options ?? []).length > 0) unused.unshift('li')
  return unused
}

function attributeOf(key: string): string {
  return key === 'cost' ? 'data-cost' : key.replace(/_/g, '-')
}
