// For moderators: what waits to be read, what was flagged, with the reasons, and what is hidden.
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { chunkHere } from '../chunks'
import type { UnreadWords } from '../hub-unread'
import type { ClaimDetail, Marked, Marks } from '../session-types'
import { BanForm, mayBan } from './ban'
import { Heading } from './claim'
import { dayOf } from './dates'
import { useDesk, type Desk } from './desk'
import { afterDrawing, focusById, focusElement, giveBack, headingId } from './focus'
import { Jump, shortClaim } from './jump'
import { letBeSeen, TakeBack } from './own'
import { About, Facts } from './pieces'
import { thesisRemarks } from './thesis'
import { layText, plainName } from './words'

const LISTED_MOST = 20
const TITLE = 'moderation-title'

export function Moderation({ level }: { level: number }) {
  const desk = useDesk()
  desk.session.revision.value
  const [count, setCount] = useState(LISTED_MOST)
  const [unreadCount, setUnreadCount] = useState(LISTED_MOST)
  const { total, marked } = desk.session.ask<Marks>({ q: 'marks', count })
  // Only a hub holds words back until they are read.
  const unread = chunkHere('hub')?.shareOf(desk.stage.host)?.withheld.moderated.state.value.toRead ?? []
  if (total + unread.length === 0) return null
  return (
    <Box>
      <Heading level={level} id={TITLE} class="small-title">
        {unread.length > 0
          ? desk.say('moderation.unread', { count: unread.length })
          : desk.say('moderation.title', { count: total })}
      </Heading>
      {unread.length > 0 && (
        <ul role="list" class="unread">
          {unread.slice(0, unreadCount).map(one => (
            <li key={one.id}>
              <Unread one={one} />
            </li>
          ))}
        </ul>
      )}
      <More list="unread" total={unread.length} shown={unreadCount} onMore={setUnreadCount} />
      {unread.length > 0 && total > 0 && <p>{desk.say('moderation.title', { count: total })}</p>}
      <ul role="list" class="marked">
        {marked.map(one => (
          <li key={one.id}>
            <Item one={one} />
          </li>
        ))}
      </ul>
      <More list="marked" total={total} shown={count} onMore={setCount} />
    </Box>
  )
}

/** Goes with the last thing listed, and would take the focus of who saw to it along. */
function Box({ children }: { children: ComponentChildren }) {
  const { root } = useDesk().stage
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(
    () => () => {
      if (box.current?.contains(root.activeElement)) giveBack(root, headingId('~'))
    },
    [],
  )
  return (
    <div ref={box} role="group" class="news moderation" part="moderation" aria-labelledby={TITLE}>
      {children}
    </div>
  )
}

interface MoreProps {
  /** The list's class. */
  list: string
  total: number
  shown: number
  onMore(shown: number): void
}

/** As many more as a list shows at once; the focus goes to the first new one. */
function More({ list, total, shown, onMore }: MoreProps) {
  const desk = useDesk()
  if (total <= shown) return null
  const left = total - shown
  return (
    <p class="more">
      <button
        type="button"
        onClick={() => {
          onMore(shown + LISTED_MOST)
          afterDrawing(() => {
            const first = desk.stage.root.querySelector<HTMLElement>(`.${list} > li:nth-child(${shown + 1})`)
            if (first) focusElement(first)
          })
        }}
      >
        {desk.say('list.more', { count: Math.min(LISTED_MOST, left), left })}
      </button>
    </p>
  )
}

/** A button for one of the things listed. */
function Act({ label, about, act }: { label: string; about: string; act(): void }) {
  const desk = useDesk()
  return (
    <button type="button" class="quiet" onClick={act}>
      {desk.say(label)}
      <About text={about} />
    </button>
  )
}

/** Words that nobody else sees before this moderator or another lets them out. */
function Unread({ one }: { one: UnreadWords }) {
  const desk = useDesk()
  const [open, setOpen] = useState<'hide' | 'ban' | null>(null)
  const about = layText(one.text ?? '').heading.slice(0, 80)
  const back = () => {
    setOpen(null)
    afterDrawing(() => focusById(desk.stage.root, TITLE))
  }
  const item = (label: string, act: () => void) => <Act label={label} about={about} act={act} />
  const name = desk.session.ask<{ name: string | null }>({ q: 'person', key: one.by }).name
  return (
    <>
      {(one.text ?? '').split(/\n+/).map(paragraph => (
        <p dir="auto">{paragraph}</p>
      ))}
      <Facts>
        <span class="fact">{desk.say(`moderation.kind.${one.verb}`)}</span>
        <span class="fact">{name ? <bdi>{plainName(name)}</bdi> : desk.say('person.none')}</span>
        <span class="fact">{dayOf(one.at, desk.locale)}</span>
      </Facts>
      {one.verb === 'name' ? (
        <p class="hint">{desk.say('moderation.name-with')}</p>
      ) : (
        <div class="acts">
          {item('moderation.let-out', () => {
            void letBeSeen(desk, one.id, 'said.let-out')
            afterDrawing(() => focusById(desk.stage.root, TITLE))
          })}
          {item('own.hide', () => setOpen('hide'))}
          {mayBan(desk, one.by) && item('ban.title', () => setOpen('ban'))}
        </div>
      )}
      {open === 'hide' && <TakeBack id={one.id} verb="hide" mine={false} onClose={back} onDone={back} />}
      {open === 'ban' && <BanForm author={one.by} at={one.id} onClose={back} />}
    </>
  )
}

/** Who wrote what is listed; null where the engine does not say. */
function authorOf(desk: Desk, { id, claim }: Marked): string | null {
  if (claim === '~') return thesisRemarks(desk).find(one => one.id === id)?.author ?? null
  const detail = desk.session.ask<ClaimDetail>({ q: 'claim', id: claim })
  return id === claim ? detail.author : (detail.remarks_list.find(one => one.id === id)?.author ?? null)
}

function Item({ one }: { one: Marked }) {
  const desk = useDesk()
  const [verb, setVerb] = useState<'hide' | 'erase' | 'ban' | null>(null)
  const author = authorOf(desk, one)
  const about = one.text === null ? '' : layText(one.text).heading.slice(0, 80)
  const back = () => {
    setVerb(null)
    afterDrawing(() => focusById(desk.stage.root, TITLE))
  }
  const item = (label: string, act: () => void) => <Act label={label} about={about} act={act} />
  return (
    <>
      {one.hidden ? shortClaim(one.text) : <Jump id={one.claim}>{shortClaim(one.text)}</Jump>}
      {one.hidden && <p class="hint">{desk.say('status.hidden')}</p>}
      {one.flags.map(flag => (
        <div>
          <bdi>{flag.reason}</bdi>
          <Facts>
            <span class="fact">{flag.name ? <bdi>{plainName(flag.name)}</bdi> : desk.say('person.none')}</span>
            <span class="fact">{dayOf(flag.at, desk.locale)}</span>
          </Facts>
        </div>
      ))}
      <div class="acts">
        {one.hidden
          ? item('own.show', () => {
              void letBeSeen(desk, one.id)
              afterDrawing(() => focusById(desk.stage.root, TITLE))
            })
          : item('own.hide', () => setVerb('hide'))}
        {!one.id.startsWith('~') && item('own.erase', () => setVerb('erase'))}
        {mayBan(desk, author) && item('ban.title', () => setVerb('ban'))}
      </div>
      {verb === 'ban' && author !== null && <BanForm author={author} at={one.id} onClose={back} />}
      {verb && verb !== 'ban' && <TakeBack id={one.id} verb={verb} mine={false} onClose={back} onDone={back} />}
    </>
  )
}
