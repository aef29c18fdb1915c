// What happens to a session that its sharing has to know.
import type { DebateSession } from './session'
import { effect } from './signals'

export interface Watcher {
  /** Lines came; `anew`: all is redrawn and nothing new, so it may be another log, or one in another order. */
  changed(anew: boolean): void
  /** The reader goes on under another key. */
  rekeyed(): void
  /** Whether, and where, it is kept; called at once. */
  keeping(): void
  /** Memory ran out: what the journal had not is not there any more. */
  restarted(): void
}

/** Answers how to stop. */
export function watch(session: DebateSession, watcher: Watcher): (() => void)[] {
  let me = session.me.peek()
  return [
    session.subscribe(({ entries, changed }) => watcher.changed(changed.all && !entries)),
    effect(() => {
      const now = session.me.value
      if (me && now !== me) watcher.rekeyed()
      me = now
    }),
    effect(() => {
      session.storage.value
      watcher.keeping()
    }),
    effect(() => {
      if (session.restarts.value) watcher.restarted()
    }),
  ]
}
