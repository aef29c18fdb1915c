// The head of the page while one branch stands alone, with the way back up.
import type { Claim } from '../session-types'
import { ClaimFacts, ClaimText, Offers } from './claim'
import { ClaimPanel } from './claim-panels'
import { useDesk } from './desk'
import { afterDrawing, focusById, headingId } from './focus'
import { shortClaim } from './jump'
import { ReceiptAt, Supposed } from './later'

/** One branch alone: where it hangs, the claim in full, its answers below. */
export function FocusHead({ id }: { id: string }) {
  const desk = useDesk()
  desk.session.revision.value
  const claim = desk.session.ask<Claim>({ q: 'claim', id })
  const { path } = desk.session.ask<{ path: string[] }>({ q: 'path', id })
  const up = (to: string) => {
    desk.focusOn(to)
    afterDrawing(() => focusById(desk.stage.root, headingId(id)) || focusById(desk.stage.root, headingId(to)))
  }
  const parents = path.slice(0, -1)
  return (
    <header class={`alone ${claim.stance}`} part="focus">
      <nav aria-label={desk.say('focus.path')} part="path">
        <ol role="list" class="path">
          {parents.map(one => (
            <li key={one}>
              <a
                href={desk.stage.permalink(one)}
                onClick={event => {
                  event.preventDefault()
                  up(one)
                }}
              >
                <Name id={one} />
              </a>
            </li>
          ))}
        </ol>
        <button type="button" part="button up" onClick={() => up(parents[parents.length - 1] ?? '~')}>
          {desk.say('focus.up')}
        </button>
        {parents.length > 1 && (
          <button type="button" class="quiet" onClick={() => up('~')}>
            {desk.say('focus.whole')}
          </button>
        )}
      </nav>
      <ClaimText claim={claim} level={0} />
      <ClaimFacts claim={claim} asks />
      <Supposed claim={claim} />
      <div class="acts" part="actions">
        <Offers claim={claim} />
      </div>
      <ReceiptAt id={id} />
      <ClaimPanel claim={claim} />
    </header>
  )
}

function Name({ id }: { id: string }) {
  const desk = useDesk()
  if (id === '~') return <>{shortClaim(desk.thesis().text ?? desk.say('thesis.none'))}</>
  return <>{shortClaim(desk.session.ask<Claim>({ q: 'claim', id }).text)}</>
}
