// Why a moderator hides words or shuts somebody out: from a list, so that like is treated alike, and in words
// of their own where the list says too little. Everybody can read it.
import { useState } from 'preact/hooks'
import { useDesk, type Desk, type Done } from './desk'
import { acts, PanelForm } from './later'

const REASONS = ['off-topic', 'insult', 'private', 'unlawful', 'advert', 'twice', 'other'] as const

interface Reason {
  kind: (typeof REASONS)[number] | ''
  words: string
}
const NO_REASON: Reason = { kind: '', words: '' }

/** The reason as everybody reads it, in the moderator's language; null where none is given. */
function reasonText(desk: Desk, { kind, words }: Reason): string | null {
  const own = words.replace(/\s+/g, ' ').trim()
  if (kind === '' || kind === 'other') return own || null
  const reason = desk.say(`reason.${kind}`)
  return own ? desk.say('reasons.with', { reason, words: own }) : reason
}

interface ReasonFieldProps {
  /** Of the list; the line has it with `-words`. */
  id: string
  value: Reason
  faultId: string
  onChange(reason: Reason): void
}

function ReasonField({ id, value, faultId, onChange }: ReasonFieldProps) {
  const desk = useDesk()
  const { LineField } = acts()
  return (
    <>
      <label class="field" for={id}>
        {desk.say('own.hide-reason')}
      </label>
      <select
        id={id}
        part="field"
        aria-describedby={faultId}
        value={value.kind}
        onChange={event => onChange({ ...value, kind: event.currentTarget.value as Reason['kind'] })}
      >
        <option value="">{desk.say('reasons.choose')}</option>
        {REASONS.map(kind => (
          <option key={kind} value={kind}>
            {desk.say(`reason.${kind}`)}
          </option>
        ))}
      </select>
      <LineField
        id={`${id}-words`}
        label={desk.say('reasons.words')}
        value={value.words}
        faultId={faultId}
        onInput={words => onChange({ ...value, words })}
      />
    </>
  )
}

interface ReasonFormProps {
  /** What the form is called, what its button says, and what comes of it. */
  label: string
  send: string
  what: string
  /** Of its first field. */
  id: string
  act(reason: string): Promise<Done>
  onClose(): void
  onDone(): void
}

/** Asks why before something is done to others or to their words. */
export function ReasonForm({ label, send, what, id, act, onClose, onDone }: ReasonFormProps) {
  const desk = useDesk()
  const [reason, setReason] = useState(NO_REASON)
  const [fault, setFault] = useState<string | null>(null)
  const faultId = `${id}-fault`
  const go = async () => {
    const text = reasonText(desk, reason)
    if (text === null) return setFault(desk.say('own.hide-why'))
    const done = await act(text)
    if (done.fault !== undefined) setFault(done.fault)
    else onDone()
  }
  return (
    <PanelForm label={label} send={send} faultId={faultId} fault={fault} onSend={() => void go()} onClose={onClose}>
      <p>{what}</p>
      <ReasonField
        id={id}
        value={reason}
        faultId={faultId}
        onChange={given => {
          setReason(given)
          setFault(null)
        }}
      />
    </PanelForm>
  )
}
