// What a session is made of, as interfaces: tests put their own in the place of keys and seals.
import type { DeclaredOutline } from './core'
import type { KeptKey } from './identity'
import type { EngineKind } from './load-module'
import type { SessionEngine } from './session-engine'
import type { Key } from './session-types'
import type { Journal } from './storage'
import type { Tabs } from './tabs'

/** A reader's key at work. */
export interface Signer {
  readonly key: Key
  /** The signature of an entry's head (`palabre entry 1`, line feed, head), base64url. */
  sign(head: string): Promise<string>
}

/** Where a reader's key comes from. */
export interface Keyring {
  /** The key that is kept, or null: none is made by looking. */
  load(): Promise<Signer | null>
  /** The kept key, else a new one in memory. */
  need(): Promise<Signer>
  /** Keeps what `need` made, and answers which key stands: another tab's, if it was quicker. */
  keep(): Promise<Signer>
  /** Another key from now on. Throws where this form of it cannot be kept. */
  take(kept: KeptKey): Promise<void>
  /** Another key may be kept than the one that was loaded. */
  forget(): void
  /** What was kept is gone: the next `keep` keeps it again. */
  forgetKept(): void
}

/** Checks entries from elsewhere; palabre-seal behind it. */
export interface Checker {
  /** Whether `sig` is the signature of the author whom `head` names. Never throws. */
  check(sig: string, head: string): boolean
  /** Whether `sig` is the signature of `key` over `text`, which begins with what it is. Never throws. */
  signed(key: Key, sig: string, text: string): boolean
}

/** What sharing through a hub works with beside a session's public methods. */
export interface Hands {
  engine: SessionEngine
  keyring: Keyring
  journal(): Journal
  /** Runs `work` when nothing else acts on the debate. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Reads what other tabs have kept; in turn. */
  catchUp(): Promise<void>
  /** The engine was given other lines: they are kept in the place of the former, and the tabs read anew. */
  keepAnew(): Promise<void>
}

export interface SessionOptions {
  debate: string
  /** The element's `owner`, or null. */
  anchor: string | null
  outline: DeclaredOutline | null
  engine: 'auto' | EngineKind
  journal: Journal
  keyring: (journal: () => Journal) => Keyring
  checker: () => Promise<Checker>
  tabs: Tabs
}
