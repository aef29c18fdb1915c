// Plain comments and questions under a claim: they take no side and weigh nothing.
import { useState } from 'preact/hooks'
import type { Claim, ClaimDetail, Remark } from '../session-types'
import { useDesk } from './desk'
import { fieldId, afterDrawing, focusById } from './focus'
import { acts, FirstAct, ReceiptAt } from './later'
import { FlagForm } from './marks'
import { letBeSeen, TakeBack } from './own'
import { About, Facts, Fault, Origin, Panel } from './pieces'
import { thesisRemarks } from './thesis'
import { layText, lengthOf } from './words'

const TEXT_MOST = 4000

export function Remarks({ claim }: { claim: Claim }) {
  return <RemarksOn id={claim.id} writable={claim.status === 'shown'} />
}

export function RemarksOn({ id, writable }: { id: string; writable: boolean }) {
  const desk = useDesk()
  desk.session.revision.value
  const list = id === '~' ? thesisRemarks(desk) : desk.session.ask<ClaimDetail>({ q: 'claim', id }).remarks_list
  return (
    <Panel label={desk.say('remark.title')}>
      {list.length > 0 && (
        <ul role="list" class="remarks" part="remarks">
          {list.map(remark => (
            <li key={remark.id}>
              <RemarkItem remark={remark} />
            </li>
          ))}
        </ul>
      )}
      {desk.may('remark') && writable && <RemarkForm id={id} />}
    </Panel>
  )
}

function RemarkItem({ remark }: { remark: Remark }) {
  const desk = useDesk()
  const [verb, setVerb] = useState<'flag' | 'withdraw' | 'hide' | 'erase' | null>(null)
  const { id, mine, text } = remark
  const shown = remark.status === 'shown' && text !== null
  const moderates = desk.may('hide')
  const about = text === null ? '' : layText(text).heading.slice(0, 80)
  const item = (label: string, act: () => void) => (
    <button type="button" class="quiet" onClick={act}>
      {desk.say(label)}
      <About text={about} />
    </button>
  )
  const open = (one: NonNullable<typeof verb>) => () => {
    setVerb(one)
    afterDrawing(() => focusById(desk.stage.root, fieldId(id, `${one}-first`)))
  }
  const back = () => {
    setVerb(null)
    afterDrawing(() => focusById(desk.stage.root, fieldId(id, 'remark')))
  }
  return (
    <div class="remark" part="remark" id={fieldId(id, 'remark')} tabIndex={-1}>
      {shown ? (
        text.split(/\n+/).map(one => <p dir="auto">{one}</p>)
      ) : (
        <p>
          <em>{desk.say(`status.${remark.status}`)}</em>
        </p>
      )}
      <Facts>
        <Origin of={remark} />
      </Facts>
      <div class="acts">
        {mine && shown && item('own.withdraw', open('withdraw'))}
        {(mine || moderates) && text !== null && desk.may('erase') && item('own.erase', open('erase'))}
        {!mine && shown && moderates && item('own.hide', open('hide'))}
        {remark.status === 'hidden' &&
          moderates &&
          item('own.show', () => {
            void letBeSeen(desk, id).then(back)
          })}
        {!mine && shown && desk.may('flag') && item('flag.title', open('flag'))}
      </div>
      {verb === 'flag' && <FlagForm id={id} onClose={back} />}
      {verb && verb !== 'flag' && <TakeBack id={id} verb={verb} mine={mine} remark onClose={back} onDone={back} />}
      <ReceiptAt id={id} />
    </div>
  )
}

function RemarkForm({ id }: { id: string }) {
  const desk = useDesk()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [restored, setRestored] = useState(false)
  // What is typed while it is on its way would go with the form.
  const [busy, setBusy] = useState(false)
  const { NameField, textOf, useDraft, useName } = acts()
  const name = useName(desk)
  const forget = useDraft(`remark:${id}`, text.trim() === '' ? null : { text }, draft => {
    setText(textOf(draft['text']))
    setRestored(true)
  })
  const field = fieldId(id, 'remark-first')
  const post = async () => {
    const length = lengthOf(text.trim())
    if (length === 0 || length > TEXT_MOST)
      return setFault(desk.say(length === 0 ? 'answer.no-text' : 'answer.too-long', { most: TEXT_MOST }))
    setFault(null)
    setBusy(true)
    const done =
      (await name.keep()) ??
      (await desk.act({ do: 'remark', parent: id, text: text.trim(), lang: desk.locale }, desk.say('said.remark')))
    setBusy(false)
    if (done.fault !== undefined) return setFault(done.fault)
    forget()
    setText('')
    setRestored(false)
    afterDrawing(() => focusById(desk.stage.root, field))
  }
  return (
    <form
      class="composer"
      onSubmit={event => {
        event.preventDefault()
        if (!busy) void post()
      }}
    >
      <label class="field" for={field}>
        {desk.say('remark.text')}
      </label>
      <textarea
        id={field}
        rows={2}
        dir="auto"
        part="field"
        value={text}
        readOnly={busy}
        aria-describedby={`${field}-fault`}
        onInput={event => {
          setText(event.currentTarget.value)
          setFault(null)
        }}
      />
      {restored && <p class="hint">{desk.say('answer.draft')}</p>}
      <Fault id={`${field}-fault`} text={fault} />
      <NameField name={name} id={`${field}-name`} />
      <FirstAct />
      <div class="row">
        <button type="submit" class="main" part="button submit">
          {desk.say('remark.post')}
        </button>
      </div>
    </form>
  )
}
