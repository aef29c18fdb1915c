// Words that sort arguments, and flags that call a moderator.
import { useState } from 'preact/hooks'
import type { Claim, Marks } from '../session-types'
import { useDesk } from './desk'
import { afterDrawing, fieldId, focusById } from './focus'
import { acts, FirstAct, PanelForm } from './later'
import { lengthOf } from './words'

const TAG_MOST = 40
/** Of the words in use, the ones offered to tick. */
const OFFERED_MOST = 12

/** Ticks for the words in use, a line for one of the reader's own. */
export function TagPanel({ claim }: { claim: Claim }) {
  const desk = useDesk()
  desk.session.revision.value
  const { id } = claim
  const mine = claim.my_tags ?? []
  const { LineField } = acts()
  const [word, setWord] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const field = fieldId(id, 'tag-first')
  const { tags } = desk.session.ask<Marks>({ q: 'marks', count: 0 })
  const used = Object.entries(tags).sort(([a, often], [b, other]) => other - often || (a < b ? -1 : 1))
  const offered = used.map(([tag]) => tag).filter((tag, at) => at < OFFERED_MOST || mine.includes(tag))
  const set = async (tag: string, on: boolean) => {
    const done = await desk.act({ do: 'tag', target: id, tag, on }, desk.say(on ? 'said.tag' : 'said.untag', { tag }))
    setFault(done.fault ?? null)
    return done.fault === undefined
  }
  const add = async () => {
    const tag = word.replace(/\s+/g, ' ').trim()
    if (tag === '') return setFault(desk.say('tag.none'))
    if (lengthOf(tag) > TAG_MOST) return setFault(desk.say('tag.too-long', { most: TAG_MOST }))
    if (await set(tag, true)) setWord('')
    afterDrawing(() => focusById(desk.stage.root, field))
  }
  return (
    <PanelForm
      label={desk.say('tag.title')}
      send={desk.say('tag.add')}
      faultId={`${field}-fault`}
      fault={fault}
      onSend={() => void add()}
      onClose={() => desk.closePanel(id, fieldId(id, 'more'))}
    >
      {offered.length > 0 && (
        <fieldset class="choices offered">
          <legend>{desk.say('tag.offered')}</legend>
          {offered.map(tag => (
            <label key={tag} class="choice">
              <input
                type="checkbox"
                checked={mine.includes(tag)}
                onChange={event => void set(tag, event.currentTarget.checked)}
              />
              <bdi>{tag}</bdi>
            </label>
          ))}
        </fieldset>
      )}
      <LineField
        id={field}
        label={desk.say(offered.length > 0 ? 'tag.other' : 'tag.word')}
        value={word}
        faultId={`${field}-fault`}
        onInput={given => {
          setWord(given)
          setFault(null)
        }}
      />
      <FirstAct />
    </PanelForm>
  )
}

interface FlagFormProps {
  /** A claim or a remark. */
  id: string
  onClose(): void
}

/** Calls the moderators to a claim or remark, with a reason. */
export function FlagForm({ id, onClose }: FlagFormProps) {
  const desk = useDesk()
  const { LineField } = acts()
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const field = fieldId(id, 'flag-first')
  const send = async () => {
    if (reason.trim() === '') return setFault(desk.say('flag.why'))
    const done = await desk.act({ do: 'flag', target: id, reason: reason.trim() }, desk.say('said.flag'))
    if (done.fault !== undefined) setFault(done.fault)
    else onClose()
  }
  return (
    <PanelForm
      label={desk.say('flag.title')}
      send={desk.say('flag.send')}
      faultId={`${field}-fault`}
      fault={fault}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p>{desk.say('flag.what')}</p>
      <LineField
        id={field}
        label={desk.say('flag.reason')}
        value={reason}
        faultId={`${field}-fault`}
        onInput={given => {
          setReason(given)
          setFault(null)
        }}
      />
      <FirstAct />
    </PanelForm>
  )
}
