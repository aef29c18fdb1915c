// The less frequent things to do with a claim, behind "more".
import { useRef, useState } from 'preact/hooks'
import type { Claim } from '../session-types'
import { BanForm, mayBan } from './ban'
import { aboutClaim } from './claim'
import { useDesk, type Panel as PanelName } from './desk'
import { afterDrawing, fieldId, focusById, focusElement, headingId } from './focus'
import { letBeSeen } from './own'
import { About, Panel } from './pieces'

export function MorePanel({ claim }: { claim: Claim }) {
  const desk = useDesk()
  const id = claim.id
  const about = aboutClaim(desk, claim)
  const go = (panel: PanelName) => {
    desk.panel(id).value = panel
    afterDrawing(() => {
      const field = desk.stage.root.getElementById(fieldId(id, `${panel}-first`))
      if (field instanceof HTMLElement) focusElement(field)
    })
  }
  const item = (label: string, act: () => void, part = 'action') => (
    <button type="button" class="quiet" part={part} onClick={act}>
      {desk.say(label)}
      <About text={about} />
    </button>
  )
  const [bans, setBans] = useState(false)
  const shown = claim.status === 'shown'
  const moderates = desk.may('hide')
  return (
    <Panel label={desk.say('claim.more')}>
      <div class="row">
        <CopyLink id={id} about={about} />
        {claim.pros + claim.cons > 0 &&
          desk.focus.value !== id &&
          item('claim.alone', () => {
            desk.panel(id).value = null
            desk.focusOn(id)
            afterDrawing(() => focusById(desk.stage.root, headingId(id)))
          })}
        {shown && desk.may('remark') && claim.remarks === 0 && item('remark.write', () => go('remark'))}
        {shown && desk.may('tag') && item('tag.title', () => go('tag'))}
        {claim.mine && shown && !claim.declared && desk.may('edit') && item('own.edit', () => go('edit'))}
        {claim.mine && shown && desk.may('withdraw') && item('own.withdraw', () => go('withdraw'))}
        {(claim.mine || moderates) &&
          !claim.declared &&
          claim.text !== null &&
          desk.may('erase') &&
          item('own.erase', () => go('erase'))}
        {!claim.mine && shown && moderates && item('own.hide', () => go('hide'))}
        {!claim.mine && shown && desk.may('flag') && item('flag.title', () => go('flag'))}
        {claim.status === 'hidden' &&
          desk.may('show') &&
          item('own.show', () => {
            void letBeSeen(desk, id, 'said.show', true).then(() =>
              afterDrawing(() => focusById(desk.stage.root, headingId(id))),
            )
          })}
        {mayBan(desk, claim.author) &&
          item('ban.title', () => {
            setBans(true)
            afterDrawing(() => focusById(desk.stage.root, fieldId(id, 'ban-first')))
          })}
      </div>
      {bans && claim.author !== null && (
        <BanForm author={claim.author} at={id} onClose={() => desk.closePanel(id, fieldId(id, 'more'))} />
      )}
      {claim.my_flag && <p class="hint">{desk.say('flag.mine')}</p>}
    </Panel>
  )
}

/** Copies the address of a claim; where the page may not, shows it to be copied by hand. */
export function CopyLink({ id, about }: { id: string; about: string }) {
  const desk = useDesk()
  const [byHand, setByHand] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const address = desk.stage.permalink(id)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      desk.tell(desk.say('said.copied'), null, id)
    } catch {
      setByHand(true)
      afterDrawing(() => field.current?.select())
    }
  }
  return (
    <>
      <button
        type="button"
        class="quiet"
        part="action action-link"
        onClick={() => {
          void copy()
        }}
      >
        {desk.say('claim.copy')}
        <About text={about} />
      </button>
      {byHand && (
        <label class="by-hand">
          <span>{desk.say('claim.copy-by-hand')}</span>
          <input ref={field} type="text" readOnly value={address} dir="ltr" />
        </label>
      )}
    </>
  )
}
