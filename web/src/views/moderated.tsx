// What a reader is told of moderation: what was done to their own words and whom to ask, what waits to be read,
// and everything that moderators did.
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Done, PublicAct } from '../hub-moderated'
import { Refusal, type Claim, type Thesis } from '../session-types'
import type { Stage } from '../stage'
import { dayOf } from './dates'
import { focusFoot, focusHead } from './hub-focus'
import { explain, say, type Told } from './hub-words'
import { Fault } from './pieces'
import { layText, plainName } from './words'

/** With what is heard of what the reader did. */
type Telling = Told & { tell(text: string): void }

/** Acts listed at once. */
const LISTED_MOST = 20
/** The hub's list may be a second old. */
const AGAIN_MS = 1500

/** What moderators did to the reader's own words until they have read it; who is shut out is told as long. */
export function DoneToMine({ stage, share }: Told) {
  return (
    <>
      {share.withheld.moderated.done.value.map(one => (
        <OneDone key={one.sig} stage={stage} share={share} one={one} />
      ))}
    </>
  )
}

function OneDone({ stage, share, one }: Told & { one: Done }) {
  const { contact } = stage.session.ask<Thesis>({ q: 'thesis' }).open
  return (
    <div class="notice" part="notice notice-moderated" role="status">
      <p>
        {say(stage, `moderated.${one.do}`)} {one.text && <bdi>{shortly(one.text)}</bdi>}
      </p>
      {one.reason && (
        <p>
          <bdi>{say(stage, 'claim.reason', { reason: one.reason })}</bdi>
        </p>
      )}
      <p>{contact ? say(stage, 'hub.contact', { contact }) : say(stage, 'moderated.whom')}</p>
      {one.do !== 'ban' && (
        <p class="row">
          <button
            type="button"
            class="quiet"
            onClick={() => {
              void share.withheld.moderated.dismiss(one.sig)
              focusHead(stage)
            }}
          >
            {say(stage, 'close')}
          </button>
        </p>
      )}
    </div>
  )
}

/** To whom the site gives an office: the way to take it up. Nobody takes part by looking. */
export function TakeOffice({ stage, share, tell }: Telling) {
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const office = share.withheld.moderated.office.value
  stage.session.revision.value
  const { member } = stage.session.ask<Thesis>({ q: 'thesis' }).open
  if (!office || member) return null
  const take = async () => {
    setFault(null)
    setBusy(true)
    try {
      await office.take()
      tell(say(stage, 'office.taken'))
      focusFoot(stage)
    } catch (error) {
      setFault(explain(stage, error))
    }
    setBusy(false)
  }
  return (
    <>
      <p>{say(stage, `office.${office.role}`)}</p>
      <p class="row">
        <button
          type="button"
          part="button office"
          aria-disabled={busy ? 'true' : undefined}
          onClick={() => {
            if (!busy) void take()
          }}
        >
          {say(stage, 'office.take')}
        </button>
      </p>
      <p class="hint" role="status">
        {busy && say(stage, 'later.coming')}
      </p>
      <Fault text={fault} />
    </>
  )
}

/** What nobody sees before a moderator has read it: how much there is, and what of it is the reader's. */
export function Unread({ stage, share }: Told) {
  const { unread, mine } = share.withheld.moderated.state.value
  if (unread === 0) return null
  return (
    <>
      <p role="status">{say(stage, 'hub.unread', { count: unread })}</p>
      {mine.length > 0 && (
        <>
          <p>{say(stage, 'hub.unread-mine', { count: mine.length })}</p>
          <ul>
            {mine.map(({ text }) => (
              <li>
                <bdi>{shortly(text ?? '')}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Everything that moderators did here, for whoever wants to see it. */
export function ModerationLog({ stage, share, tell }: Telling) {
  const [acts, setActs] = useState<readonly PublicAct[] | 'coming' | 'failed' | null>(null)
  const [shown, setShown] = useState(LISTED_MOST)
  const title = useRef<HTMLElement>(null)
  const load = (): void => {
    share.withheld.moderated.acts().then(setActs, () => setActs('failed'))
  }
  /** The button that was pressed goes, and with it the focus. */
  const again = (): void => {
    if (title.current?.parentElement?.contains(stage.root.activeElement)) title.current.focus()
    load()
  }
  return (
    <details
      part="moderation-log"
      onToggle={event => {
        if (!event.currentTarget.open) return
        setActs('coming')
        load()
      }}
    >
      <summary ref={title}>{say(stage, 'log.title')}</summary>
      {acts === 'coming' && <p role="status">{say(stage, 'later.coming')}</p>}
      {acts === 'failed' && <p role="alert">{say(stage, 'log.failed')}</p>}
      {Array.isArray(acts) && (
        <>
          <p>{say(stage, acts.length ? 'log.what' : 'log.none')}</p>
          <ul role="list" class="acts-done">
            {acts.slice(0, shown).map(act => (
              <li key={act.id}>
                <OneAct
                  stage={stage}
                  act={act}
                  stands={acts.find(one => one.do === act.do && one.key === act.key) === act}
                  tell={tell}
                  again={again}
                />
              </li>
            ))}
          </ul>
          {acts.length > shown && (
            <button type="button" class="quiet" onClick={() => setShown(shown + LISTED_MOST)}>
              {say(stage, 'list.more', {
                count: Math.min(LISTED_MOST, acts.length - shown),
                left: acts.length - shown,
              })}
            </button>
          )}
        </>
      )}
    </details>
  )
}

interface OneActProps extends Pick<Telling, 'stage' | 'tell'> {
  act: PublicAct
  /** Nothing later took it back. */
  stands: boolean
  again(): void
}

function OneAct({ stage, act, stands, tell, again }: OneActProps) {
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { session } = stage
  const did = act.do === 'ban' && act.on === false ? 'unban' : act.do
  const { may } = session.ask<Thesis>({ q: 'thesis' })
  const lift = async () => {
    setFault(null)
    setBusy(true)
    try {
      await session.act({ do: 'ban', key: act.key, on: false })
      tell(say(stage, 'said.unban'))
      // The button stays as it is: once is enough, and the next list has none here.
      setTimeout(again, AGAIN_MS)
    } catch (error) {
      setFault(explain(stage, error))
      setBusy(false)
    }
  }
  return (
    <>
      <p>
        <Name stage={stage} author={act.by} /> {say(stage, `log.${did}`)}{' '}
        {act.key ? <Name stage={stage} author={act.key} /> : <Words stage={stage} id={act.target ?? ''} />}
      </p>
      {act.reason && (
        <p>
          <bdi>{say(stage, 'claim.reason', { reason: act.reason })}</bdi>
        </p>
      )}
      {act.time !== null && <p class="hint">{dayOf(act.time, stage.locale.value)}</p>}
      {did === 'ban' && stands && may.includes('ban') && (
        <button
          type="button"
          class="quiet"
          aria-disabled={busy ? 'true' : undefined}
          onClick={() => {
            if (!busy) void lift()
          }}
        >
          {say(stage, 'ban.lift')}
        </button>
      )}
      <Fault text={fault} />
    </>
  )
}

function Name({ stage, author }: { stage: Stage; author: string }) {
  let name: string | null = null
  try {
    name = stage.session.ask<{ name: string | null }>({ q: 'person', key: author }).name
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  // Without a name people are told apart by the beginning of their key.
  return name ? <bdi>{plainName(name)}</bdi> : <>{say(stage, 'log.nameless', { key: author.slice(0, 8) })}</>
}

/** The words that it was done to, as a way to them; what nobody has seen is not quoted. */
function Words({ stage, id }: { stage: Stage; id: string }) {
  let words: ComponentChildren = say(stage, 'log.words')
  try {
    const { text, status } = stage.session.ask<Claim>({ q: 'claim', id })
    if (text !== null && status === 'shown') words = <bdi>{shortly(text)}</bdi>
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return <>{words}</>
  }
  return <a href={stage.permalink(id)}>{words}</a>
}

function shortly(text: string): string {
  const { heading } = layText(text)
  return heading.length > 120 ? `${heading.slice(0, 119)}\u2026` : heading
}
