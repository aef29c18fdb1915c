// The baseline of replay: what one would first write in JavaScript for a log of claims, judgements
// and ballots. Objects and maps, JSON.parse, the platform's own SHA-256; hashes are checked, the
// order is that of docs/entry.md, strengths and tally come at the end. No rights, no stamps, no tree
// changes: it does less than the core.
import { createHash } from 'node:crypto'

const digest = text => createHash('sha256').update(text).digest('base64url')

/** Lines of a log, one at a time, without making a text of the whole. */
export function* linesOf(bytes) {
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at)
    const to = end < 0 ? bytes.length : end
    yield bytes.toString('utf8', at, to)
    at = to + 1
  }
}

export function readEntry(line) {
  const { head: text, body: words } = JSON.parse(line)
  if (text === undefined) return null
  const head = JSON.parse(text)
  if (digest(words) !== head.body) return null
  return { id: digest(text).slice(0, 22), author: head.author, n: head.n, clock: head.clock, body: JSON.parse(words) }
}

const less = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const byPlace = (a, b) => a.clock - b.clock || less(a.author, b.author) || a.n - b.n || less(a.id, b.id)

function strengthOf(claim) {
  let sum = 0
  for (const value of claim.judgements.values()) sum += value / 4
  const base = claim.parent ? (sum + 2) / (claim.judgements.size + 4) : 0.5
  let withoutPros = 1
  let withoutCons = 1
  for (const child of claim.children) {
    if (child.stance === 'pro') withoutPros *= 1 - strengthOf(child)
    else withoutCons *= 1 - strengthOf(child)
  }
  const total = withoutCons - withoutPros
  return total >= 0 ? base + (1 - base) * total : base + base * total
}

/** The state of a log: how many claims, the thesis' strength, the tallies. */
export function plainFold(bytes) {
  const entries = new Map()
  for (const line of linesOf(bytes)) {
    const entry = line === '' ? null : readEntry(line)
    if (entry) entries.set(entry.id, entry)
  }
  const thesis = { parent: null, children: [], judgements: new Map() }
  const claims = new Map([['~', thesis]])
  const questions = new Map()
  for (const { id, author, body } of [...entries.values()].sort(byPlace)) {
    if (body.do === 'claim') {
      const parent = claims.get(body.parent)
      const claim = { parent, stance: body.stance, text: body.text, children: [], judgements: new Map() }
      parent.children.push(claim)
      claims.set(id, claim)
    } else if (body.do === 'impact') {
      claims.get(body.claim).judgements.set(author, body.value)
    } else if (body.do === 'ask') {
      questions.set(id, { title: body.title, ballots: new Map() })
    } else if (body.do === 'ballot') {
      questions.get(body.question).ballots.set(author, body.choice)
    }
  }
  const tallies = []
  for (const { ballots } of questions.values()) {
    const tally = {}
    for (const choice of ballots.values()) tally[choice] = (tally[choice] ?? 0) + 1
    tallies.push(tally)
  }
  return { claims: claims.size - 1, thesis: strengthOf(thesis), tallies }
}
