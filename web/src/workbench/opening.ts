// Where a debate comes from, and why it cannot be read.
import { addressesOf } from '../hub-wire'
import { Refusal } from '../session-types'
import { Trouble } from '../trouble'
import type { Words } from './words'

const MOST = 256 * 1024 * 1024

/** Said in the page: a sentence of the catalogue. */
export class Unreadable extends Error {
  constructor(
    readonly key: string,
    readonly values: Record<string, string> = {},
  ) {
    super(key)
  }
}

/** Bytes of a file. Throws `Unreadable` where it is too large. */
export async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > MOST) throw new Unreadable('failed-large')
  return new Uint8Array(await file.arrayBuffer())
}

/** The address of a debate on this site. Throws `Unreadable`. */
export function addressHere(src: string): URL {
  let address: URL
  try {
    address = new URL(src, location.href)
  } catch {
    throw new Unreadable('failed-site')
  }
  if (address.origin !== location.origin) throw new Unreadable('failed-site')
  return address
}

/** Where a hub of this site gives out a debate. Throws `Unreadable`. */
export function logAt(hub: string, debate: string): string {
  return `${addressesOf(hubHere(hub)).http}debates/${debate}/log`
}

/** The hub at this address, which is of this site: the page's policy lets it ask no other. Throws `Unreadable`. */
export function hubHere(hub: string): string {
  try {
    if (new URL(addressesOf(hub).http).host === location.host) return hub
  } catch {
    // No address.
  }
  throw new Unreadable('failed-hub')
}

/** What is at an address of this site. Throws `Unreadable`. */
export async function fetched(src: string): Promise<Blob> {
  const address = addressHere(src)
  let why: string
  try {
    // What answers from another site is not read either.
    const response = await fetch(address, { mode: 'same-origin' })
    if (response.ok) return await response.blob()
    why = `HTTP ${response.status}`
  } catch (error) {
    why = error instanceof Error ? error.message : String(error)
  }
  throw new Unreadable('failed-fetch', { address: address.pathname, why })
}

/** An error as a sentence. */
export function sentenceOf(error: unknown, words: Words): [key: string, values: Record<string, string>] {
  if (error instanceof Unreadable) return [error.key, error.values]
  if (error instanceof Refusal) {
    const key = `failed-${error.code}`
    return [words.has(key) ? key : 'failed-other', { code: error.code, where: error.where }]
  }
  if (error instanceof Trouble) return ['failed-module', { why: error.message }]
  return ['failed-memory', { why: error instanceof Error ? error.message : String(error) }]
}
