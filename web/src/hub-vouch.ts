// The site vouches for its member: before the first act that needs it, the token that the page has or that its
// server makes is published as this key's `attest` (docs/hub.md, Members). Who only reads publishes nothing.
import type { Office } from './hub-moderated'
import type { HubShare } from './hub-share'
import { readJson } from './json'
import type { DebateSession } from './session'
import type { Intent, Thesis } from './session-types'
import { effect } from './signals'
import { Trouble } from './trouble'

/** What everybody may do, member or not. */
const ANYBODYS = new Set(['attest', 'withdraw', 'erase', 'flag', 'name', 'device'])
const FORM = /^[\w-]+\.[\w-]+\.[\w-]{86}$/
/** How long the hub may take to answer. */
const ANSWER_MS = 15_000
/** A hub takes no token that ends sooner. */
const LEAST_MS = 10_000

type Host = Element & { ssoToken?: unknown }

interface Voucher {
  vouching: (intent: Intent) => Promise<void>
  share: HubShare
  office: Office | null
}

/** The elements of a debate whose page has a token of the reader; the first one's speaks for all of them. */
const vouchers = new WeakMap<DebateSession, Map<Host, Voucher>>()

/** Lets `session` speak as the member whom the page of `host` has a token of; until `cleanups` are called. */
export function vouch(host: Host, session: DebateSession, share: HubShare, cleanups: (() => void)[]): void {
  /** The entry that is on its way, or was taken: acts that come at once wait for the same. */
  let attest: Promise<string> | null = null
  const vouching = async (intent: Intent): Promise<void> => {
    if (ANYBODYS.has(intent.do)) return
    const { sites, member } = session.ask<Thesis>({ q: 'thesis' }).open
    if (!sites || member) return
    const asked = (attest ??= attested(host, session))
    let id: string | null = null
    try {
      id = await asked
      await known(session, share, id)
    } catch (error) {
      // One that the hub has not answered yet may still be taken.
      if (asked === attest && (id === null || (error instanceof Trouble && error.code === 'token'))) attest = null
      throw error
    }
  }
  const all = vouchers.get(session) ?? new Map<Host, Voucher>()
  vouchers.set(session, all)
  const stand = (): void => {
    const [first] = all.values()
    session.vouching.value = first?.vouching ?? null
    const inOffice = [...all.values()].find(one => one.share === share && one.office)
    share.withheld.moderated.office.value = inOffice?.office ?? null
  }
  const look = (): void => {
    const role = roleOf(host.ssoToken ?? host.getAttribute('sso-token'))
    const office = role && { role, take: () => vouching({ do: 'hide' }) }
    if (host.ssoToken || host.hasAttribute('sso-token') || host.hasAttribute('token-url')) {
      all.set(host, { vouching, share, office })
      // From here on the debate's engine is one that knows members.
      session
        .hands()
        .inTurn(() => session.take([], null, true))
        .catch(reportError)
    } else all.delete(host)
    stand()
  }
  const watch = new MutationObserver(look)
  watch.observe(host, { attributeFilter: ['sso-token', 'token-url'] })
  cleanups.push(() => {
    watch.disconnect()
    all.delete(host)
    stand()
  })
  look()
}

/** The id of the entry that says who the reader is. */
async function attested(host: Host, session: DebateSession): Promise<string> {
  const { id } = await session.act({ do: 'attest', token: await tokenOf(host, session) })
  return id
}

/** Resolves when the hub has taken the attest: only then its key is a member's, for everybody. */
function known(session: DebateSession, share: HubShare, attest: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (trouble?: Trouble): void => {
      clearTimeout(late)
      stop()
      if (trouble) reject(trouble)
      else resolve()
    }
    const late = setTimeout(() => end(new Trouble('token-wait', '')), ANSWER_MS)
    const stop = effect(() => {
      session.revision.value
      const refused = share.refusals.list.value.find(one => one.id === attest)
      const { member } = session.ask<Thesis>({ q: 'thesis' }).open
      if (member || refused) queueMicrotask(() => end(refused && new Trouble('token', refused.reason)))
    })
  })
}

async function tokenOf(host: Host, session: DebateSession): Promise<string> {
  const given = host.ssoToken ?? host.getAttribute('sso-token')
  if (typeof given === 'string' && endOf(given.trim()) > Date.now() + LEAST_MS) return given.trim()
  const url = host.getAttribute('token-url')?.trim()
  if (!url) throw new Trouble(given ? 'token-ended' : 'token', '')
  const address = new URL(url, document.baseURI)
  address.searchParams.set('debate', session.debate)
  let answer: Response
  try {
    // The site knows its member by the session with it.
    answer = await fetch(address, { credentials: 'include', cache: 'no-store' })
  } catch (error) {
    throw new Trouble('token', String(error))
  }
  const token = (await answer.text()).trim()
  if (!answer.ok || !FORM.test(token)) throw new Trouble('token', `HTTP ${answer.status}`)
  return token
}

/** When a token ends, ms; 0 for what is none. */
function endOf(token: string): number {
  const { exp } = payloadOf(token)
  return typeof exp === 'number' ? exp * 1000 : 0
}

/** The office that a token gives, or null. */
function roleOf(token: unknown): Office['role'] | null {
  const { role } = typeof token === 'string' ? payloadOf(token.trim()) : {}
  return role === 'owner' || role === 'moderator' || role === 'facilitator' ? role : null
}

/** What a token says; nothing where it is none. */
function payloadOf(token: string): Record<string, unknown> {
  if (!FORM.test(token)) return {}
  try {
    const said = readJson<unknown>(atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/')))
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
