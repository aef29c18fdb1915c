// How a published file is called, by the key that asks for it and its SHA-256 in base64; the build
// names the files by this too, so that no names have to be sent.

/** `core.wasm` is `palabre-core.HASH.wasm`, `locale.fr` `palabre-fr.HASH.js`. */
export function fileName(key: string, hash: string): string {
  const [, name, extension = 'js'] = /^(?:locale\.|chunk\.)?(.*?)(?:\.(wasm|js))?$/.exec(key)!
  const short = [...atob(hash.slice(0, 8))].map(byte => (256 + byte.charCodeAt(0)).toString(16).slice(1))
  return `palabre-${name}.${short.join('')}.${extension}`
}
