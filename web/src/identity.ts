// The reader's key: one a debate, so that nobody can follow a reader from one debate to another.
// It is the browser's own Ed25519 where there is one, and then no script can read it, ours neither.
// Older browsers and pages without https have none: a small audited library signs there, and the
// seed lies readable in this site's storage, as everything else does on such a page.
import { loadScript } from './load-module'
import type { Signer } from './session-parts'
import type { Key } from './session-types'
import { Trouble } from './trouble'

/** What storage keeps of a key, as IndexedDB can hold it. */
export type KeptKey =
  { kind: 'browser'; key: Key; secret: CryptoKey } | { kind: 'seed'; key: Key; seed: Uint8Array<ArrayBuffer> }

export interface Identity extends Signer {
  readonly kept: KeptKey
}

/** What plain-crypto.ts gives: a chunk of its own, fetched where the browser has no better. */
export interface PlainCrypto {
  /** The 32-byte public key of a 32-byte seed. */
  publicKeyOf(seed: Uint8Array): Uint8Array
  /** The 64-byte Ed25519 signature of a message. */
  signWith(seed: Uint8Array, message: Uint8Array): Uint8Array
  sha256(message: Uint8Array): Uint8Array
}
export type LoadPlainCrypto = () => Promise<PlainCrypto>

export const loadPlainCrypto: LoadPlainCrypto = () => loadScript<PlainCrypto>('plain-crypto')

/** What stands before a head when it is signed. */
export const ENTRY_PREFIX = 'palabre entry 1\n'
/** Before a seed, this makes the PKCS #8 form that browsers import (RFC 8410, section 7). */
const PKCS8_PREFIX = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]

// Captured while this module loads: what a page overwrites later does not reach us.
const provider: Crypto | undefined = globalThis.crypto
/** Undefined on a page without https. */
const subtle: SubtleCrypto | undefined = provider?.subtle
const encoder = new TextEncoder()

/**
 * A new key.
 * @param storable false where this browser cannot keep a `CryptoKey` (old ones refuse to clone it):
 *   the key is then made of a seed.
 */
export async function createIdentity(storable = true, plain = loadPlainCrypto): Promise<Identity> {
  const made = storable ? await makeInBrowser() : null
  return made ?? fromSeed(randomBytes(32), plain)
}

/** The key that storage kept. A browser that has learnt Ed25519 since signs with a seed itself. */
export async function identityFrom(kept: KeptKey, plain = loadPlainCrypto): Promise<Identity> {
  if (kept.kind === 'browser') return inBrowser(kept, kept.secret)
  const secret = await imported(kept.seed)
  return secret ? inBrowser(kept, secret) : fromSeed(kept.seed, plain)
}

/** 16 random bytes as an entry's `salt`. Works on every page. */
export function randomSalt(): string {
  return toBase64url(randomBytes(16))
}

/** SHA-256 of a text's UTF-8, on pages without https too. */
export async function sha256(text: string, plain = loadPlainCrypto): Promise<Uint8Array> {
  const bytes = encoder.encode(text)
  if (subtle) return new Uint8Array(await subtle.digest('SHA-256', bytes))
  return (await plain()).sha256(bytes)
}

/** Canonical base64url, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] as number)
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

/** Throws `Trouble` where there is no randomness. Works on every page. */
export function randomBytes(size: number): Uint8Array<ArrayBuffer> {
  if (!provider) throw new Trouble('no-key', 'this browser gives pages no randomness')
  return provider.getRandomValues(new Uint8Array(size))
}

/** A key that never leaves the browser, or null where it cannot make one. */
async function makeInBrowser(): Promise<Identity | null> {
  if (!subtle) return null
  let pair: CryptoKeyPair
  try {
    pair = (await subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
  } catch {
    return null
  }
  const key = toBase64url(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)))
  return inBrowser({ kind: 'browser', key, secret: pair.privateKey }, pair.privateKey)
}

function inBrowser(kept: KeptKey, secret: CryptoKey): Identity {
  if (!subtle) throw new Trouble('no-key', 'a key of the browser on a page that may not use it')
  const own = subtle
  return identity(kept, async message => new Uint8Array(await own.sign('Ed25519', secret, message)))
}

async function fromSeed(seed: Uint8Array<ArrayBuffer>, plain: LoadPlainCrypto): Promise<Identity> {
  const { publicKeyOf, signWith } = await plain()
  const key = toBase64url(publicKeyOf(seed))
  return identity({ kind: 'seed', key, seed }, async message => signWith(seed, message))
}

/** The seed as a key of the browser, or null where it knows no Ed25519. */
export async function imported(seed: Uint8Array): Promise<CryptoKey | null> {
  if (!subtle) return null
  const form = new Uint8Array(PKCS8_PREFIX.length + seed.length)
  form.set(PKCS8_PREFIX)
  form.set(seed, PKCS8_PREFIX.length)
  try {
    return await subtle.importKey('pkcs8', form, 'Ed25519', false, ['sign'])
  } catch {
    return null
  }
}

type SignBytes = (message: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>

function identity(kept: KeptKey, signBytes: SignBytes): Identity {
  return {
    key: kept.key,
    kept,
    sign: async head => toBase64url(await signBytes(encoder.encode(ENTRY_PREFIX + head))),
  }
}
