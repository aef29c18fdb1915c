// The bench on which test vectors are made: authors from names, entries signed for real, and what
// `palabre replay` is expected to say of them, worked out by hand from docs/entry.md.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'

export const sha256 = data => createHash('sha256').update(data)
export const idOf = text => sha256(text).digest('base64url').slice(0, 22)

const people = new Map()
/** The key pair of a name: its seed is SHA-256 of `author NAME`. */
export function author(name) {
  if (!people.has(name)) {
    const seed = sha256(`author ${name}`).digest()
    const prefix = Buffer.from('302e020100300506032b657004220420', 'hex') // PKCS #8 of an Ed25519 seed
    const secret = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
    people.set(name, { secret, key: createPublicKey(secret).export({ format: 'jwk' }).x })
  }
  return people.get(name)
}
export const key = name => author(name).key

export const declaredClaimId = (stance, text) =>
  `~~${idOf(`${stance}\n${text.replace(/[ \t\n\r\f]+/g, ' ').replace(/^ | $/g, '')}`)}`
/** For questions whose objects are written with sorted keys and ASCII texts, as RFC 8785 wants them. */
export const declaredQuestionId = question =>
  `~?${idOf(
    JSON.stringify(
      Object.fromEntries(
        ['title', 'text', 'about', 'method', 'options', 'rule', 'opens', 'closes', 'results', 'eligible'].map(
          name => [name, question[name] ?? null],
        ),
      ),
    ),
  )}`

export class Vector {
  lines = []
  entries = new Map() // id -> {head, sig, body}
  #clock = 0
  #n = new Map()
  #salts = 0

  /** The text of a body. */
  body(verb, fields) {
    const salt = sha256(`salt ${++this.#salts}`).digest().subarray(0, 16).toString('base64url')
    return JSON.stringify({ salt, do: verb, ...fields })
  }

  /** An entry without adding its line; `given` may hold clock, n, seen, at, debate, body (its text). */
  make(name, verb, fields = {}, given = {}) {
    const n = given.n ?? (this.#n.get(name) ?? 0) + 1
    this.#n.set(name, Math.max(n, this.#n.get(name) ?? 0))
    const clock = given.clock ?? ++this.#clock
    const body = given.body ?? this.body(verb, fields)
    const head =
      `{"v":1,"debate":"${given.debate ?? 'example.org/square'}","author":"${key(name)}","n":${n},` +
      `"clock":${clock},"seen":"${given.seen ?? ''}","at":${given.at ?? 0},"body":"${sha256(body).digest('base64url')}"}`
    return { ...this.sign(name, head), body }
  }

  sign(name, head, prefix = 'palabre entry 1\n') {
    const sig = sign(null, Buffer.from(prefix + head), author(name).secret).toString('base64url')
    return { id: idOf(head), head, sig }
  }

  line(text) {
    this.lines.push(text)
    return this.lines.length
  }

  /** Adds the line of an entry; without its body where `bodiless`. Its number. */
  put({ head, sig, body }, bodiless = false) {
    return this.line(JSON.stringify(bodiless || body === undefined ? { head, sig } : { head, sig, body }))
  }

  /** Makes an entry and adds its line. Its id. */
  entry(name, verb, fields, given = {}) {
    const made = this.make(name, verb, fields, given)
    this.entries.set(made.id, made)
    if (!given.withheld) this.put(made, given.bodiless)
    return made.id
  }

  open(fields = {}, given) {
    return this.entry('owner', 'open', { title: 'The square', fold: 1, ...fields }, given)
  }
  claim(name, parent = '~', stance = 'pro', given) {
    return this.entry(name, 'claim', { parent, stance, text: `a ${stance}` }, given)
  }
  stamp(name, time, ids, held, given) {
    return this.entry(name, 'stamp', held ? { time, ids, held } : { time, ids }, given)
  }
}

export const vectors = []
/** A rule of docs/entry.md and the log that shows it. `build` gives what is expected: of objects the
 *  named keys (of `{}` none), of lists every item. What it leaves out of malformed, void, waiting, missing is empty. */
export function vector(name, rule, options, build) {
  const log = new Vector()
  const expect = build(log)
  const { owner = 'owner', debate = null, declared = null } = options
  const usual = 'unsupported' in expect ? {} : { malformed: [], void: [], waiting: [], missing: [] }
  vectors.push({
    name,
    lines: log.lines,
    about: { rule, owner: owner && key(owner), debate, declared, expect: { ...usual, ...expect } },
  })
}
