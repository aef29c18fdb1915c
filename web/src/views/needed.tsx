// Where a reader's judgement counts most: arguments on which the conclusion hangs and that few have judged.
import type { Claim } from '../session-types'
import type { Studies } from '../study-types'
import { useDesk } from './desk'
import { Jump, shortClaim } from './jump'
import { Studied } from './why'

const OFFERED_MOST = 3
/** Enough to find some that this reader has not judged. */
const LOOKED_AT = 100

export function Needed() {
  return <Studied id="needed">{study => <Offered study={study} />}</Studied>
}

function Offered({ study }: { study: Studies }) {
  const desk = useDesk()
  desk.session.revision.value
  const waiting = study
    .ask({ q: 'needs-you', count: LOOKED_AT })
    .claims.map(({ id }) => desk.session.ask<Claim>({ q: 'claim', id }))
    .filter(claim => claim.my_impact === undefined)
    .slice(0, OFFERED_MOST)
  if (waiting.length === 0) return <p class="hint">{desk.say('needed.none')}</p>
  return (
    <ol role="list">
      {waiting.map(({ id, text, judged }) => (
        <li key={id}>
          <Jump id={id}>{shortClaim(text)}</Jump>{' '}
          <span class="hint">
            {judged === 0 ? desk.say('strength.none') : desk.say('claim.judged', { count: judged })}
          </span>
        </li>
      ))}
    </ol>
  )
}
