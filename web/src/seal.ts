// Whether entries from elsewhere are their authors': palabre-seal.wasm, fetched when a file is
// opened or merged, as nothing from a file counts unchecked. The only file that touches its memory.
import { fromBase64url } from './base64url'
import { ENTRY_PREFIX } from './identity'
import { asked, loadEngineModule, type EngineKind, type LoadedModule } from './load-module'
import type { Checker } from './session-parts'
import type { Key } from './session-types'

/** The functions of src/seal/palabre_seal.h. */
interface Boundary {
  palabre_seal_room(): number
  palabre_seal_verify(messageSize: number): number
}

/** PALABRE_SEAL_KEY, _SIGNATURE and _MESSAGE there: the parts of the room, one after the other. */
const KEY_SIZE = 32
const SIGNATURE_SIZE = 64
const MESSAGE_SIZE = 2048

/** Canonical base64url: the unused bits of the last character are zero. */
const SIGNATURE_FORM = /^[\w-]{85}[AQgw]$/
const KEY_FORM = /^[\w-]{42}[AEIMQUYcgkosw048]$/
/** As much of a head as names its author; whether all of it is one, the core says. */
const HEAD_FORM = /^\{"v":1,"debate":"[a-z0-9./-]+","author":"([\w-]{42}[AEIMQUYcgkosw048])",/

const encoder = new TextEncoder()

/** One instance of the module; it keeps nothing between two checks. */
export class Seal implements Checker {
  readonly kind: EngineKind
  readonly #call: Boundary
  readonly #room: Uint8Array
  readonly #message: Uint8Array

  constructor(module: LoadedModule) {
    this.kind = module.kind
    this.#call = module.exports as unknown as Boundary
    // Its memory never grows, so these views stay.
    const address = this.#call.palabre_seal_room()
    const before = KEY_SIZE + SIGNATURE_SIZE
    this.#room = new Uint8Array(module.exports.memory.buffer, address, before + MESSAGE_SIZE)
    this.#message = this.#room.subarray(before)
  }

  static async load(how: 'auto' | EngineKind): Promise<Seal> {
    const seal = new Seal(await loadEngineModule('seal', how))
    asked.isSigned = text => seal.signed(...(new TextDecoder().decode(text).split(' ') as [string, string, string]))
    return seal
  }

  check(sig: string, head: string): boolean {
    const author = HEAD_FORM.exec(head)?.[1]
    return author !== undefined && this.signed(author, sig, ENTRY_PREFIX + head)
  }

  signed(key: Key, sig: string, message: string): boolean {
    if (!KEY_FORM.test(key) || !SIGNATURE_FORM.test(sig)) return false
    this.#put(key, 0)
    this.#put(sig, KEY_SIZE)
    const { read, written } = encoder.encodeInto(message, this.#message)
    return read === message.length && this.#call.palabre_seal_verify(written) === 1
  }

  #put(base64url: string, at: number): void {
    this.#room.set(fromBase64url(base64url), at)
  }
}
