// Keys, signatures and hashes without the browser's help, by noble-ed25519 and noble-hashes
// (audited). A chunk of its own: only browsers without Ed25519 and pages without https fetch it.
import { getPublicKey, hashes, sign } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'

// Its own SHA-512 is the browser's, which pages without https have not.
hashes.sha512 = sha512

export { getPublicKey as publicKeyOf, sha256 }

export function signWith(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return sign(message, seed)
}
