// A key that `palabre key new` made, taken up in the page: an owner or moderator acts here as who they are.
import { fromBase64url } from './base64url'
import { imported, loadPlainCrypto, toBase64url, type KeptKey } from './identity'
import type { Key } from './session-types'

/** Longer than any key file, with the white space that editors and mail add. */
const LONGEST = 200
const SEED = /^[\w-]{43}$/

/** The seed of a key file; null for any other file. */
export async function seedIn(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  if (file.size > LONGEST) return null
  const text = (await file.text()).trim()
  return SEED.test(text) ? fromBase64url(text) : null
}

/** The public key of a seed. */
export async function keyOf(seed: Uint8Array): Promise<Key> {
  return toBase64url((await loadPlainCrypto()).publicKeyOf(seed))
}

/** What of a seed can be kept, the best first: a key that no script can read, then the seed itself. */
export async function formsOf(seed: Uint8Array<ArrayBuffer>, key: Key): Promise<KeptKey[]> {
  const secret = await imported(seed)
  const plain: KeptKey = { kind: 'seed', key, seed }
  return secret ? [{ kind: 'browser', key, secret }, plain] : [plain]
}
