// What happened since the last visit: counted, listed, one click from its place.
import { useState } from 'preact/hooks'
import type { Claim } from '../session-types'
import { Heading } from './claim'
import { useDesk } from './desk'
import { afterDrawing, focusById, headingId } from './focus'
import { Jump, shortClaim } from './jump'

const LISTED_MOST = 10

export function NewsBox({ level }: { level: number }) {
  const desk = useDesk()
  const news = desk.session.news.value
  const [gone, setGone] = useState(false)
  if (!news || gone || !desk.wants('news')) return null
  // What a moderator has hidden since is no news.
  const stands = (id: string): boolean => desk.session.ask<Claim>({ q: 'claim', id }).status === 'shown'
  const others = news.claims.filter(claim => !claim.mine && stands(claim.id))
  const { edits, judgements, ballots } = news
  if (others.length === 0 && edits + judgements + ballots === 0) return null
  return (
    <div role="group" class="news" part="news" aria-labelledby="news-title">
      <Heading level={level} id="news-title" class="small-title">
        {desk.say('news.title')}
      </Heading>
      <p>{desk.say('news.sum', { claims: others.length, edits, judgements, ballots })}</p>
      {others.length > 0 && (
        <ul role="list">
          {others.slice(0, LISTED_MOST).map(claim => (
            <li key={claim.id}>
              <span class={`side ${claim.stance}`}>{desk.say(`stance-name.${claim.stance}`)}</span>{' '}
              <Jump id={claim.id}>{shortClaim(claim.text)}</Jump>
            </li>
          ))}
        </ul>
      )}
      <p class="row">
        <button
          type="button"
          class="quiet"
          onClick={() => {
            desk.grow()
            desk.seen()
            setGone(true)
            afterDrawing(() => focusById(desk.stage.root, headingId('~')))
          }}
        >
          {desk.say('news.seen')}
        </button>
      </p>
    </div>
  )
}
