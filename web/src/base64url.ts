// What only files bring as text and is needed as bytes: keys, signatures, seeds.

/** The bytes of a base64url text. Throws where it is none. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), byte => byte.charCodeAt(0))
}
