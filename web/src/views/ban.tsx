// Shutting somebody out, and letting them in again.
import { useState } from 'preact/hooks'
import { useDesk, type Desk } from './desk'
import { fieldId } from './focus'
import { PanelForm } from './later'
import { NO_REASON, ReasonField, reasonText } from './reasons'

/** Whether this reader may shut out who wrote something. */
export function mayBan(desk: Desk, author: string | null): author is string {
  const { anchor } = desk.thesis().open
  return author !== null && desk.may('ban') && author !== desk.session.me.value && author !== anchor
}

interface BanFormProps {
  /** Of whom. */
  author: string
  /** What the form stands by. */
  at: string
  onClose(): void
}

export function BanForm({ author, at, onClose }: BanFormProps) {
  const desk = useDesk()
  const [reason, setReason] = useState(NO_REASON)
  const [fault, setFault] = useState<string | null>(null)
  const first = fieldId(at, 'ban-first')
  const go = async () => {
    const text = reasonText(desk, reason)
    if (text === null) return setFault(desk.say('own.hide-why'))
    const done = await desk.act({ do: 'ban', key: author, on: true, reason: text }, desk.say('said.ban'), false)
    if (done.fault !== undefined) setFault(done.fault)
    else onClose()
  }
  return (
    <PanelForm
      label={desk.say('ban.title')}
      send={desk.say('ban.do')}
      faultId={`${first}-fault`}
      fault={fault}
      onSend={() => void go()}
      onClose={onClose}
    >
      <p>{desk.say('ban.what')}</p>
      <ReasonField
        id={first}
        value={reason}
        faultId={`${first}-fault`}
        onChange={given => {
          setReason(given)
          setFault(null)
        }}
      />
    </PanelForm>
  )
}
