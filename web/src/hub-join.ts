// An element joins its debate's hub: elements of one debate share one connection, as they share the session.
import { HubShare } from './hub-share'
import { vouch } from './hub-vouch'
import type { DebateSession } from './session'
import type { Stage } from './stage'
import { showHub } from './views/hub'

const shares = new Map<DebateSession, Map<string, { share: HubShare; users: number }>>()

const shareOfHost = new WeakMap<Element, HubShare>()

/** Through what the element `host` shares its debate, or null. */
export function shareOf(host: Element): HubShare | null {
  return shareOfHost.get(host) ?? null
}

/** Nobody waits longer for the others before the debate is drawn; ms. */
const SOON_MS = 800

/**
 * Shares `session` through the hub that `host` names, until `cleanups` are called. Resolves when what others said
 * is here, or is not to be waited for; the answer says in the element how the sharing goes.
 */
export async function join(
  host: Element,
  session: DebateSession,
  cleanups: (() => void)[],
): Promise<(stage: Stage) => void> {
  const hub = host.getAttribute('hub')?.trim()
  if (!hub) return () => undefined
  const hubs = shares.get(session) ?? new Map<string, { share: HubShare; users: number }>()
  shares.set(session, hubs)
  const owner = host.getAttribute('owner')?.trim() || null
  const joined = hubs.get(hub) ?? { share: new HubShare(session, hub, owner), users: 0 }
  const { share } = joined
  hubs.set(hub, joined)
  shareOfHost.set(host, share)
  joined.users += 1
  cleanups.push(() => {
    shareOfHost.delete(host)
    joined.users -= 1
    if (joined.users > 0) return
    hubs.delete(hub)
    if (!hubs.size) shares.delete(session)
    share.end()
  })
  vouch(host, session, share, cleanups)
  await Promise.race([share.settled, new Promise<void>(later => setTimeout(later, SOON_MS))])
  return stage => {
    if (stage.part === 'debate') cleanups.push(showHub(stage, share))
  }
}

/** Through which hubs a debate is shared on this page. */
export function sharesOf(debate: string): HubShare[] {
  return [...shares].flatMap(([session, hubs]) =>
    session.debate === debate ? [...hubs.values()].map(({ share }) => share) : [],
  )
}
