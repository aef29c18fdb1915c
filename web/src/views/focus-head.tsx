// The head of the page while one branch stands alone, with the way back up.
import { useLayoutEffect } from 'preact/hooks'
import { Refusal, type Claim } from '../session-types'
import { ClaimFacts, ClaimText, Offers } from './claim'
import { ClaimPanel } from './claim-panels'
import { useDesk, type Desk } from './desk'
import { afterDrawing, focusById, giveBack, headingId } from './focus'
import { shortClaim } from './jump'
import { ReceiptAt, Supposed } from './later'

/** One branch alone: where it hangs, the claim in full, its answers below. */
export function FocusHead({ id }: { id: string }) {
  const desk = useDesk()
  desk.session.revision.value
  useLayoutEffect(() => {
    const { root } = desk.stage
    // Before anything is drawn again: a hub's refusal takes words away, or gives them another id.
    return desk.session.subscribe(() => {
      if (branchOf(desk, id)) return
      const held = root.activeElement !== null
      desk.focus.value = '~'
      if (held) giveBack(root, headingId('~'))
    })
  }, [id])
  const branch = branchOf(desk, id)
  return branch && <Alone id={id} claim={branch.claim} path={branch.path} />
}

/** Null where the debate has no such claim, or not now: the log may be on its way into the engine anew. */
function branchOf({ session }: Desk, id: string): { claim: Claim; path: string[] } | null {
  try {
    return {
      claim: session.ask<Claim>({ q: 'claim', id }),
      path: session.ask<{ path: string[] }>({ q: 'path', id }).path,
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return null
  }
}

function Alone({ id, claim, path }: { id: string; claim: Claim; path: string[] }) {
  const desk = useDesk()
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
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return
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
