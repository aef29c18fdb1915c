// Logs that say everything an entry can say, at random, rightly and wrongly, signed for real; the
// same one from the same seed.
import { Vector, declaredClaimId, key } from '../vectors/vector.mjs'

const people = ['owner', 'clerk', 'ada', 'bob', 'carl', 'dora', 'eve', 'finn']

/** Whole numbers below `n`, always the same ones from a seed (mulberry32). */
export function randomness(seed) {
  let state = seed >>> 0
  return n => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n
  }
}

const page = [
  { stance: 'pro', text: 'The page says so.', parent: '~' },
  { stance: 'con', text: 'The page says not.', parent: '~' },
].map(claim => ({ id: declaredClaimId(claim.stance, claim.text), ...claim }))

/** `{lines, declared}`: a log of `size` entries in random order, some without their bodies, some twice.
 *  A `calm` one is whole, and nobody in it is banned or kept from writing. */
export function randomLog(seed, size, calm = false) {
  const random = randomness(seed)
  const one = list => list[random(list.length)]
  const chance = percent => random(100) < percent
  const log = new Vector()
  const known = { claim: page.map(({ id }) => id), remark: [], link: [], question: [], ballot: [], all: [] }
  const quoteOf = id => page.find(claim => claim.id === id)
  const target = kinds => {
    const list = kinds.flatMap(kind => known[kind])
    return list.length && !chance(2) ? one(list) : '~'
  }
  const quoted = (fields, id) => (quoteOf(id) ? { ...fields, quote: quoteOf(id) } : fields)
  const text = () => one(['a', 'One more reason.', 'é \u202e ï 😀', '<b>&amp;</b>', '\u0000\t"\\']) + random(1000)
  const judged = () => {
    const claim = target(['claim'])
    return [claim, chance(70) ? (known.parent?.get(claim) ?? '~') : target(['claim'])]
  }
  known.parent = new Map(page.map(({ id }) => [id, '~']))

  const verbs = {
    claim() {
      const parent = chance(25) ? '~' : target(['claim'])
      const fields = { parent, stance: one(['pro', 'con']), text: text() }
      return { fields: quoted(fields, parent), kind: 'claim', parent }
    },
    remark: () => ({ fields: { parent: target(['claim', 'remark', 'question']), text: text() }, kind: 'remark' }),
    link() {
      const claim = target(['claim'])
      const parent = target(['claim'])
      return { fields: quoted({ claim, parent, stance: one(['pro', 'con']) }, claim), kind: 'link' }
    },
    move: () => ({ fields: { claim: target(['claim']), parent: target(['claim']), stance: one(['pro', 'con']) } }),
    merge: () => ({ fields: { claim: target(['claim']), into: target(['claim']) } }),
    impact() {
      const [claim, parent] = judged()
      return { fields: quoted({ claim, parent, value: chance(10) ? null : random(5) }, claim) }
    },
    stance: () => ({ fields: { target: chance(60) ? '~' : target(['claim']), value: random(201) - 100 } }),
    tag: () => ({ fields: { target: target(['claim', 'remark']), tag: one(['x', 'y']), on: chance(70) } }),
    edit: () => ({ fields: { target: target(['claim', 'remark']), text: text() } }),
    flag: () => ({ fields: { target: target(['claim', 'remark']), reason: 'why' } }),
    name: () => ({ fields: { text: text() } }),
    device: () => ({ fields: { key: key(one(people)) } }),
    withdraw: () => ({ fields: { target: target(['claim', 'remark', 'link']) } }),
    erase() {
      const id = target(['claim', 'remark', 'ballot'])
      return {
        fields: { target: id, ...(chance(90) && log.entries.has(id) ? { was: truth(log.entries.get(id)) } : {}) },
      }
    },
    hide: () => ({ fields: { target: target(['claim', 'remark']), reason: 'why' } }),
    show: () => ({ fields: { target: target(['claim', 'remark']) } }),
    ban: () => ({ fields: { key: key(one(people)), on: chance(60) } }),
    role: () => ({
      fields: { key: key(one(people)), role: one(['owner', 'moderator', 'facilitator', 'clerk']), on: chance(75) },
    }),
    phase: () => ({
      fields: { name: one(['p', 'q']), from: random(size), to: random(size), allows: ['claim', 'impact'] },
    }),
    ask() {
      const method = one(['yes-no', 'approval', 'slider', 'slider', 'schulze'])
      const options = method === 'approval' || method === 'schulze' ? ['A', 'B', 'C'] : undefined
      return {
        fields: { title: text(), method, options, closes: chance(20) ? random(size) : undefined },
        kind: 'question',
      }
    },
    ballot: () => ({
      fields: {
        question: target(['question']),
        choice: one(['yes', 'no', 'abstain', [0], [0, 2], random(201) - 100, null, 7, [[1], [0, 2]]]),
      },
      kind: 'ballot',
    }),
    count: () => ({
      fields: { question: target(['question']), column: 'c', figures: { yes: random(9) }, source: 's', counter: 'x' },
    }),
    outcome: () => ({ fields: { target: target(['claim', 'question']), text: text() } }),
    declare: () => ({ fields: { thesis: text(), claims: [one(page)], questions: [] } }),
    dance: () => ({ fields: { to: 'music' } }),
  }
  const weights = {
    claim: 14,
    impact: 14,
    ballot: 8,
    stance: 4,
    move: 5,
    link: 5,
    merge: 3,
    edit: 4,
    ask: 2,
    remark: 3,
  }
  const stormy = new Set(['ban', 'role', 'phase', 'hide', 'merge', 'move', 'withdraw', 'erase', 'declare', 'device'])
  const chosen = Object.keys(verbs).filter(verb => !calm || !stormy.has(verb))
  const lots = chosen.flatMap(verb => Array(weights[verb] ?? 1).fill(verb))
  const reserved = new Set([
    'hide',
    'show',
    'move',
    'merge',
    'ban',
    'role',
    'phase',
    'ask',
    'count',
    'outcome',
    'declare',
  ])

  const made = []
  const add = (name, verb, fields, given) => {
    const entry = log.make(name, verb, fields, given)
    log.entries.set(entry.id, entry)
    made.push(entry)
    known.all.push(entry.id)
    return entry.id
  }
  const clerked = !calm && chance(70)
  if (chance(90)) add('owner', 'open', { title: 'T', fold: 1, clerks: clerked ? [key('clerk')] : [] })
  let stamped = 0
  let last = ''
  while (made.length < size) {
    const verb = one(lots)
    const { fields, kind, parent } = verbs[verb]()
    const name = reserved.has(verb) && chance(80) ? 'owner' : one(people)
    const given = { seen: chance(50) ? last : '', at: random(100) }
    if (chance(10) && made.length > 5) given.clock = 1 + random(made.length)
    const id = add(name, verb, fields, given)
    if (kind) known[kind].push(id)
    if (parent) known.parent.set(id, parent)
    if (clerked && chance(10)) {
      const ids = known.all.slice(stamped).filter(() => chance(85))
      stamped = known.all.length
      last = add('clerk', 'stamp', {
        time: chance(5) ? random(size) : made.length,
        ids: chance(10) ? ids.reverse() : ids,
      })
    }
  }
  for (const entry of made) {
    if (!calm && chance(2)) continue
    log.put(entry, !calm && chance(4))
    if (chance(4)) log.put(entry)
  }
  const lines = log.lines
  if (chance(70)) for (let i = lines.length - 1; i > 0; i--) swap(lines, i, random(i + 1))
  return { lines, declared: chance(50) ? { thesis: 'T', claims: page, questions: [] } : null }
}

function swap(list, i, j) {
  ;[list[i], list[j]] = [list[j], list[i]]
}

/** What an erase says was there. */
function truth({ body }) {
  const { do: verb, parent, stance, question } = JSON.parse(body)
  if (verb === 'claim') return { do: verb, parent, stance }
  return verb === 'remark' ? { do: verb, parent } : { do: verb, question }
}
