// An element joins its debate's hub: elements of one debate share one connection, as they share the session.
import { HubShare } from './hub-share'
import type { DebateSession } from './session'
import type { Stage } from './stage'
import { showHub } from './views/hub'

const shares = new Map<DebateSession, Map<string, { share: HubShare; users: number }>>()

/** Shares `session` through `hub` while the element stands, and says in it how that goes. Answers how to leave. */
export function join(stage: Stage, session: DebateSession, hub: string): () => void {
  const owner = stage.host.getAttribute('owner')?.trim() || null
  const hubs = shares.get(session) ?? new Map<string, { share: HubShare; users: number }>()
  shares.set(session, hubs)
  const joined = hubs.get(hub) ?? { share: new HubShare(session, hub, owner), users: 0 }
  hubs.set(hub, joined)
  joined.users += 1
  const hide = stage.part === 'debate' ? showHub(stage, joined.share) : () => undefined
  return () => {
    hide()
    joined.users -= 1
    if (joined.users > 0) return
    hubs.delete(hub)
    if (!hubs.size) shares.delete(session)
    joined.share.end()
  }
}
