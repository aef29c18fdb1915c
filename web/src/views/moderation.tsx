// For moderators: what was flagged, with the reasons, and what is hidden.
import { useState } from 'preact/hooks'
import type { Marked, Marks } from '../session-types'
import { Heading } from './claim'
import { dayOf } from './dates'
import { useDesk } from './desk'
import { afterDrawing, focusById } from './focus'
import { Jump, shortClaim } from './jump'
import { TakeBack } from './own'
import { About, Facts } from './pieces'
import { layText, plainName } from './words'

const LISTED_MOST = 20
const TITLE = 'moderation-title'

export function Moderation({ level }: { level: number }) {
  const desk = useDesk()
  desk.session.revision.value
  const [count, setCount] = useState(LISTED_MOST)
  const { total, marked } = desk.session.ask<Marks>({ q: 'marks', count })
  if (total === 0) return null
  return (
    <div role="group" class="news moderation" part="moderation" aria-labelledby={TITLE}>
      <Heading level={level} id={TITLE} class="small-title">
        {desk.say('moderation.title', { count: total })}
      </Heading>
      <ul role="list">
        {marked.map(one => (
          <li key={one.id}>
            <Item one={one} />
          </li>
        ))}
      </ul>
      {total > marked.length && (
        <p class="more">
          <button type="button" onClick={() => setCount(count + LISTED_MOST)}>
            {desk.say('list.more', {
              count: Math.min(LISTED_MOST, total - marked.length),
              left: total - marked.length,
            })}
          </button>
        </p>
      )}
    </div>
  )
}

function Item({ one }: { one: Marked }) {
  const desk = useDesk()
  const [verb, setVerb] = useState<'hide' | 'erase' | null>(null)
  const about = one.text === null ? '' : layText(one.text).heading.slice(0, 80)
  const back = () => {
    setVerb(null)
    afterDrawing(() => focusById(desk.stage.root, TITLE))
  }
  const item = (label: string, act: () => void) => (
    <button type="button" class="quiet" onClick={act}>
      {desk.say(label)}
      <About text={about} />
    </button>
  )
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
              void desk.act({ do: 'show', target: one.id }, desk.say('said.show'), false)
              afterDrawing(() => focusById(desk.stage.root, TITLE))
            })
          : item('own.hide', () => setVerb('hide'))}
        {!one.id.startsWith('~') && item('own.erase', () => setVerb('erase'))}
      </div>
      {verb && <TakeBack id={one.id} verb={verb} mine={false} onClose={back} onDone={back} />}
    </>
  )
}
