// One's own words: reworded, withdrawn, erased; and a moderator's hiding, with its reason.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Claim } from '../session-types'
import { useDesk } from './desk'
import { afterDrawing, fieldId, focusById, focusElement, headingId } from './focus'
import { Fault, Panel } from './pieces'
import { lengthOf, splitSources } from './words'

const TEXT_MOST = 4000

export function EditForm({ claim }: { claim: Claim }) {
  const desk = useDesk()
  const id = claim.id
  const [text, setText] = useState(claim.text ?? '')
  const [sources, setSources] = useState(claim.sources.join('\n'))
  const [fault, setFault] = useState<string | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (area.current) focusElement(area.current)
  }, [])
  const close = () => {
    desk.panel(id).value = null
    afterDrawing(() => focusById(desk.stage.root, headingId(id)))
  }
  const length = lengthOf(text.trim())
  const keep = async () => {
    if (length === 0 || length > TEXT_MOST)
      return setFault(desk.say(length === 0 ? 'answer.no-text' : 'answer.too-long', { most: TEXT_MOST }))
    const done = await desk.act(
      { do: 'edit', target: id, text: text.trim(), sources: splitSources(sources) },
      desk.say('said.edit'),
    )
    if (done.fault !== undefined) setFault(done.fault)
    else close()
  }
  const field = fieldId(id, 'edit-first')
  return (
    <Panel label={desk.say('own.edit')}>
      <form
        class="composer"
        part="composer"
        onSubmit={event => {
          event.preventDefault()
          void keep()
        }}
      >
        <label class="field" for={field}>
          {desk.say('own.edit-text')}
        </label>
        <textarea
          id={field}
          ref={area}
          rows={4}
          dir="auto"
          part="field"
          value={text}
          aria-describedby={`${field}-length ${field}-fault`}
          onInput={event => {
            setText(event.currentTarget.value)
            setFault(null)
          }}
        />
        <p id={`${field}-length`} class={length > TEXT_MOST ? 'length over' : 'length'}>
          {length > TEXT_MOST
            ? desk.say('answer.over', { over: length - TEXT_MOST })
            : desk.say('answer.left', { left: TEXT_MOST - length })}
        </p>
        <label class="field" for={`${field}-sources`}>
          {desk.say('answer.sources')} <span class="hint">{desk.say('answer.sources-hint')}</span>
        </label>
        <textarea
          id={`${field}-sources`}
          rows={1}
          dir="auto"
          part="field"
          value={sources}
          onInput={event => setSources(event.currentTarget.value)}
        />
        <p class="hint">{desk.say('own.edit-hint')}</p>
        <Fault id={`${field}-fault`} text={fault} />
        <div class="row">
          <button type="submit" class="main" part="button submit">
            {desk.say('own.edit-keep')}
          </button>
          <button type="button" class="quiet" onClick={close}>
            {desk.say('cancel')}
          </button>
        </div>
      </form>
    </Panel>
  )
}

/** Asks once before something leaves the page, and says what stays of it. */
export function TakeBack({ claim, verb }: { claim: Claim; verb: 'withdraw' | 'erase' | 'hide' }) {
  const desk = useDesk()
  const id = claim.id
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const close = () => {
    desk.panel(id).value = null
    afterDrawing(() => focusById(desk.stage.root, headingId(id)))
  }
  const go = async () => {
    if (verb === 'hide' && reason.trim() === '') return setFault(desk.say('own.hide-why'))
    const next = neighbour(desk.stage.root, id)
    const done = await desk.act(
      { do: verb, target: id, ...(verb === 'hide' ? { reason: reason.trim() } : {}) },
      desk.say(`said.${verb}`),
      verb === 'hide',
    )
    if (done.fault !== undefined) return setFault(done.fault)
    desk.panel(id).value = null
    afterDrawing(() => {
      const { root } = desk.stage
      if (!focusById(root, headingId(id)) && !(next && focusById(root, next))) focusById(root, headingId('~'))
    })
  }
  const first = fieldId(id, `${verb}-first`)
  return (
    <Panel label={desk.say(`own.${verb}`)}>
      <p>{desk.say(`own.${verb}-what`)}</p>
      {verb === 'hide' && (
        <>
          <label class="field" for={first}>
            {desk.say('own.hide-reason')}
          </label>
          <input
            id={first}
            type="text"
            dir="auto"
            part="field"
            value={reason}
            aria-describedby={`${first}-fault`}
            onInput={event => {
              setReason(event.currentTarget.value)
              setFault(null)
            }}
          />
        </>
      )}
      <Fault id={`${first}-fault`} text={fault} />
      <div class="row">
        <button
          type="button"
          class="main"
          part="button submit"
          id={verb === 'hide' ? undefined : first}
          onClick={() => {
            void go()
          }}
        >
          {desk.say(`own.${verb}-do`)}
        </button>
        <button type="button" class="quiet" onClick={close}>
          {desk.say('cancel')}
        </button>
      </div>
    </Panel>
  )
}

/** The heading after this claim's (or before it, at the end), for the focus when it goes. */
function neighbour(root: ShadowRoot, id: string): string | null {
  const headings = Array.from(root.querySelectorAll<HTMLElement>('.claims > li > article > .said > .words'))
  const at = headings.findIndex(one => one.id === headingId(id))
  return (headings[at + 1] ?? headings[at - 1])?.id ?? null
}
