// palabre-seal in both builds, and what they are asked.
import * as builds from './builds.mjs'

export const webAssembly = () => builds.webAssembly('seal')
export const standIn = () => builds.standIn('seal')

/** Whether `signature` is `key`'s over `message`, all as bytes, by the module. */
export function verifier(exports) {
  const room = new Uint8Array(exports.memory.buffer, exports.palabre_seal_room(), 32 + 64 + 2048)
  return (key, message, signature) => {
    room.set(key, 0)
    room.set(signature, 32)
    room.set(message, 96)
    return exports.palabre_seal_verify(message.length) === 1
  }
}
