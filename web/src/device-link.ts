// One person, several keys: two devices name each other (`device`, docs/entry.md) after a code that was carried from
// the one to the other, or a device and the key that a recovery code stands for (docs/devices.md).
import { finderOf, newSecret, proofOf, readCode, seedOf } from './device-code'
import { identityFrom, loadPlainCrypto, randomSalt, sha256, toBase64url } from './identity'
import { readJson, readObject, writeJson } from './json'
import type { DebateSession } from './session'
import type { Signer } from './session-parts'
import type { Key } from './session-types'
import { pause, Pace } from './slices'
import { alone } from './tabs'

/** Why a code comes to nothing (catalogue: `device.no.CODE`). */
export class CodeTrouble extends Error {
  constructor(readonly code: 'wrong' | 'unknown' | 'own' | 'already') {
    super(code)
  }
}

const DEVICE = '"do":"device"'
const STAMP = '"do":"stamp"'
const ID_LENGTH = 22

interface Naming {
  by: Key
  key: Key
  salt: string
  head: string
}

/** Who has written in a debate, and who has named whom; read on in the log as it grows. */
class Keys {
  readonly authors = new Set<Key>()
  readonly namings: Naming[] = []
  /** Ids that some clerk has stamped: before that an entry is its author's alone. */
  readonly #stamped = new Set<string>()
  readonly #session: DebateSession
  #read = 0

  constructor(session: DebateSession) {
    this.#session = session
  }

  async follow(): Promise<this> {
    const pace = new Pace(64)
    for (;;) {
      const start = performance.now()
      const asked = { q: 'log', from: this.#read, count: Math.min(500, pace.items) }
      const { total, lines } = this.#session.ask<{ total: number; lines: string[] }>(asked)
      // Another log stands in its place.
      if (total < this.#read) {
        this.#read = 0
        continue
      }
      for (const line of lines) {
        const { head, body } = readJson<{ head: string; body?: string }>(line)
        const by = readJson<{ author: Key }>(head).author
        this.authors.add(by)
        if (!body?.includes(DEVICE) && !body?.includes(STAMP)) continue
        const { do: verb, salt, key, ids } = readObject(body)
        if (verb === 'device') this.namings.push({ by, key: String(key), salt: String(salt), head })
        else if (Array.isArray(ids)) for (const id of ids) this.#stamped.add(String(id))
      }
      this.#read += lines.length
      pace.took(lines.length, performance.now() - start)
      if (this.#read >= total || !lines.length) return this
      await pause()
    }
  }

  has(by: Key, key: Key): boolean {
    return this.namings.some(one => one.by === by && one.key === key)
  }

  /** Whether the two have named each other, and a clerk has said so to everybody. */
  async areOne(one: Key, other: Key): Promise<boolean> {
    return (await this.#isStamped(one, other)) && this.#isStamped(other, one)
  }

  async #isStamped(by: Key, key: Key): Promise<boolean> {
    for (const { head } of this.namings.filter(one => one.by === by && one.key === key))
      if (this.#stamped.has(toBase64url(await sha256(head)).slice(0, ID_LENGTH))) return true
    return false
  }

  /** Resolves when `found` finds something; follows the log until then, or until `signal` ends it (null). */
  when<T>(found: () => Promise<T | null>, signal: AbortSignal): Promise<T | null> {
    if (signal.aborted) return Promise.resolve(null)
    return new Promise((resolve, reject) => {
      let turn: Promise<unknown> = Promise.resolve()
      const end = (value: T | null): void => {
        stop()
        resolve(value)
      }
      const look = async (): Promise<void> => {
        await this.follow()
        const value = signal.aborted ? null : await found()
        if (value !== null) end(value)
      }
      const again = (): unknown =>
        (turn = turn.then(look).catch(error => {
          stop()
          reject(error)
        }))
      const stop = this.#session.subscribe(({ entries, changed }) => {
        // All is redrawn and nothing new: it may be another log, or one in another order.
        if (changed.all && !entries) this.#read = 0
        again()
      })
      signal.addEventListener('abort', () => end(null))
      again()
    })
  }
}

/** A code for another device to be typed there, by which this device's key is found among those who wrote. */
export async function newLinkCode(session: DebateSession, me: Key): Promise<{ code: string; secret: string }> {
  const { authors } = await new Keys(session).follow()
  for (;;) {
    const secret = newSecret()
    const finder = await finderOf(session.debate, secret, me)
    if ((await showers(session.debate, secret, finder, authors)).every(key => key === me))
      return { code: secret + finder, secret }
  }
}

/**
 * Waits for the device that was given the secret, and names it in turn; `found`: it is there. Resolves with its key;
 * null when `signal` ends the waiting.
 */
export async function awaitDevice(
  session: DebateSession,
  me: Key,
  secret: string,
  found: () => void,
  signal: AbortSignal,
): Promise<Key | null> {
  const keys = new Keys(session)
  const other = await keys.when(async () => {
    for (const { by, key, salt } of keys.namings)
      if (key === me && salt === (await proofOf(session.debate, secret, me, by))) return by
    return null
  }, signal)
  if (other === null) return null
  found()
  if (!keys.has(me, other)) await session.act({ do: 'device', key: other })
  return keys.when(async () => ((await keys.areOne(me, other)) ? other : null), signal)
}

/**
 * A code that was typed here. `asked`: the other device has been asked, which has to answer. Resolves when both have
 * named each other, with what the code was for; null when `signal` ended the waiting. Throws CodeTrouble, or what
 * acting throws.
 */
export async function useCode(
  session: DebateSession,
  text: string,
  asked: () => void,
  signal: AbortSignal,
): Promise<'linked' | 'recovered' | null> {
  const typed = await readCode(text)
  if (!typed) throw new CodeTrouble('wrong')
  const keys = await new Keys(session).follow()
  const { debate } = session
  if (typed.kind === 'recovery') {
    const second = await signerOf(debate, typed.code)
    if (!keys.authors.has(second.key)) throw new CodeTrouble('unknown')
    const me = await nameEachOther(session, second, keys)
    return keys.when(async () => ((await keys.areOne(me, second.key)) ? 'recovered' : null), signal)
  }
  const { secret, finder } = typed
  const [shower] = await showers(debate, secret, finder, keys.authors)
  if (!shower) throw new CodeTrouble('unknown')
  const me = (await session.hands().keyring.need()).key
  if (shower === me) throw new CodeTrouble('own')
  if (keys.has(me, shower) && keys.has(shower, me)) throw new CodeTrouble('already')
  await session.act({ do: 'device', key: shower, salt: await proofOf(debate, secret, shower, me) })
  asked()
  return keys.when(async () => ((await keys.areOne(me, shower)) ? 'linked' : null), signal)
}

/** Makes the key of a recovery code one of the reader's: true once it is, false when `signal` ended the waiting. */
export async function keepRecoveryCode(session: DebateSession, code: string, signal: AbortSignal): Promise<boolean> {
  const second = await signerOf(session.debate, code)
  const keys = await new Keys(session).follow()
  const me = await nameEachOther(session, second, keys)
  return (await keys.when(async () => (await keys.areOne(me, second.key)) || null, signal)) ?? false
}

/** Answers the reader's key. */
async function nameEachOther(session: DebateSession, second: Signer, keys: Keys): Promise<Key> {
  const before = (await session.hands().keyring.need()).key
  if (keys.has(before, second.key) && keys.has(second.key, before)) throw new CodeTrouble('already')
  if (!keys.has(before, second.key)) await session.act({ do: 'device', key: second.key })
  // The key may have become another tab's meanwhile.
  const me = session.me.peek() ?? before
  if (!keys.has(second.key, me)) await sayAs(session, second, { do: 'device', key: me })
  return me
}

/** Composes, signs and keeps an entry of a key that is not this device's. */
function sayAs(
  session: DebateSession,
  signer: Signer,
  intent: { do: string } & Record<string, unknown>,
): Promise<void> {
  const { engine, inTurn, catchUp } = session.hands()
  return inTurn(() =>
    alone(session.debate, async () => {
      await catchUp()
      const said = { ...intent, author: signer.key, salt: randomSalt(), at: Math.max(0, Date.now()) }
      const { head, body } = engine.run(core => core.compose(said))
      await session.take([writeJson({ head, sig: await signer.sign(head), body })], true)
    }),
  )
}

async function signerOf(debate: string, code: string): Promise<Signer> {
  const seed = await seedOf(debate, code)
  const key = toBase64url((await loadPlainCrypto()).publicKeyOf(seed))
  return identityFrom({ kind: 'seed', key, seed })
}

/** The keys that a code with this finder can be of. */
async function showers(debate: string, secret: string, finder: string, authors: ReadonlySet<Key>): Promise<Key[]> {
  const found: Key[] = []
  const keys = [...authors]
  for (let from = 0; from < keys.length; from += 64) {
    const some = keys.slice(from, from + 64)
    const theirs = await Promise.all(some.map(key => finderOf(debate, secret, key)))
    found.push(...some.filter((_, at) => theirs[at] === finder))
    await pause()
  }
  return found
}
