// Codes that a person carries from one device to another, on paper or by looking over: letters and figures that are
// not taken for each other (Crockford's base 32, crockford.com/base32.html), in groups of four.
import { randomBytes, sha256, toBase64url } from './identity'
import type { Key } from './session-types'

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Random bits that only the two devices know, and bits of a hash that say which key showed the code. */
const SECRET_SIGNS = 12
const FINDER_SIGNS = 4
/** 26 signs hold the 128 bits; the other 12 bits of 28 signs tell a slip of the pen. */
const RECOVERY_BYTES = 16
const RECOVERY_SIGNS = 28

/** A code as it was typed. Codes for another device are good once, recovery codes as long as the debate. */
export type Typed = { kind: 'link'; secret: string; finder: string } | { kind: 'recovery'; code: string }

/** What somebody typed, or null where that can be no code. */
export async function readCode(text: string): Promise<Typed | null> {
  const signs = text
    .toUpperCase()
    .replace(/[\s\u00ad\u2010-\u2015-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if ([...signs].some(sign => !SIGNS.includes(sign))) return null
  if (signs.length === SECRET_SIGNS + FINDER_SIGNS)
    return { kind: 'link', secret: signs.slice(0, SECRET_SIGNS), finder: signs.slice(SECRET_SIGNS) }
  if (signs.length !== RECOVERY_SIGNS) return null
  const bytes = new Uint8Array(RECOVERY_BYTES)
  for (let bit = 0; bit < RECOVERY_BYTES * 8; bit++) if (bitOf(signs, bit)) bytes[bit >> 3]! |= 0x80 >> (bit & 7)
  return (await recoverySigns(bytes)) === signs ? { kind: 'recovery', code: signs } : null
}

/** As it is shown and written down: groups of four. */
export function written(signs: string): string {
  return signs.replace(/.{4}(?=.)/g, group => `${group} `)
}

/** 60 random bits. */
export function newSecret(): string {
  return signsOf(randomBytes(8), SECRET_SIGNS)
}

/** Which of the keys in a debate shows the code with this secret: 20 bits. */
export async function finderOf(debate: string, secret: string, key: Key): Promise<string> {
  return signsOf(await sha256(`palabre device finder 1\n${debate}\n${secret}\n${key}`), FINDER_SIGNS)
}

/**
 * What shows `shower` that the device with the key `other` was given the secret, as the salt of the entry by which
 * `other` names `shower`: nobody else can make it, nor use it for a key of their own.
 */
export async function proofOf(debate: string, secret: string, shower: Key, other: Key): Promise<string> {
  return toBase64url((await sha256(`palabre device proof 1\n${debate}\n${secret}\n${shower}\n${other}`)).slice(0, 16))
}

/** 128 random bits, with what tells a slip of the pen. */
export function newRecoveryCode(): Promise<string> {
  return recoverySigns(randomBytes(RECOVERY_BYTES))
}

/** The Ed25519 seed that a recovery code stands for in this debate. */
export async function seedOf(debate: string, code: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sha256(`palabre recovery seed 1\n${debate}\n${code}`))
}

async function recoverySigns(bytes: Uint8Array): Promise<string> {
  const check = await sha256(`palabre recovery code 1\n${toBase64url(bytes)}`)
  const whole = new Uint8Array([...bytes, check[0]!, check[1]!])
  return signsOf(whole, RECOVERY_SIGNS)
}

/** The first bits of `bytes`, five to a sign. */
function signsOf(bytes: Uint8Array, count: number): string {
  let text = ''
  for (let at = 0; at < count; at++) {
    let value = 0
    for (let bit = at * 5; bit < at * 5 + 5; bit++) value = value * 2 + ((bytes[bit >> 3]! >> (7 - (bit & 7))) & 1)
    text += SIGNS[value]
  }
  return text
}

function bitOf(signs: string, bit: number): boolean {
  const value = SIGNS.indexOf(signs[Math.floor(bit / 5)]!)
  return ((value >> (4 - (bit % 5))) & 1) === 1
}
