// Where the reader's key of one debate is kept: beside the journal, and like it.
import { createIdentity, identityFrom, type Identity, type KeptKey } from './identity'
import type { Keyring, Signer } from './session-parts'
import type { Journal } from './storage'

export class JournalKeyring implements Keyring {
  readonly #journal: () => Journal
  #identity: Identity | null = null
  #kept = false

  /** `journal` is asked each time: a refused one is replaced by memory. */
  constructor(journal: () => Journal) {
    this.#journal = journal
  }

  async load(): Promise<Signer | null> {
    if (this.#identity) return this.#identity
    const kept = (await this.#journal().key()) as KeptKey | undefined
    if (!kept) return null
    this.#identity = await identityFrom(kept)
    this.#kept = true
    return this.#identity
  }

  async need(): Promise<Signer> {
    return (await this.load()) ?? (this.#identity = await createIdentity(this.#journal().holdsObjects))
  }

  async keep(): Promise<Signer> {
    const mine = this.#identity ?? (await createIdentity(this.#journal().holdsObjects))
    this.#identity = mine
    if (this.#kept) return mine
    let standing: unknown
    try {
      standing = await this.#journal().keepKey(mine.kept)
    } catch (error) {
      if ((error as { name?: string } | null)?.name !== 'DataCloneError') throw error
      // Old browsers cannot store a key that they made themselves: a seed can be stored anywhere.
      this.#identity = await createIdentity(false)
      standing = await this.#journal().keepKey(this.#identity.kept)
    }
    const other = standing as KeptKey
    // Another tab made the reader's key in the meantime: that one is theirs.
    if (other.key !== this.#identity.key) this.#identity = await identityFrom(other)
    this.#kept = true
    return this.#identity
  }

  async take(kept: KeptKey): Promise<void> {
    await this.#journal().keepKey(kept, true)
    this.forget()
  }

  forget(): void {
    this.#identity = null
    this.#kept = false
  }

  forgetKept(): void {
    this.#kept = false
  }
}
