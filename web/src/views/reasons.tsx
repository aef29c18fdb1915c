// Why a moderator hides words or shuts somebody out: from a list, so that like is treated alike, and in words
// of their own where the list says too little. Everybody can read it.
import { acts } from './later'
import { useDesk, type Desk } from './desk'

const REASONS = ['off-topic', 'insult', 'private', 'unlawful', 'advert', 'twice', 'other'] as const

export interface Reason {
  kind: (typeof REASONS)[number] | ''
  words: string
}
export const NO_REASON: Reason = { kind: '', words: '' }

/** The reason as everybody reads it, in the moderator's language; null where none is given. */
export function reasonText(desk: Desk, { kind, words }: Reason): string | null {
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

export function ReasonField({ id, value, faultId, onChange }: ReasonFieldProps) {
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
