// Words reworded, withdrawn, erased: one's own, or as a moderator may.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Claim } from '../session-types'
import { useDesk, type Desk } from './desk'
import { afterDrawing, fieldId, focusById, focusElement, headingId } from './focus'
import { acts, PanelForm } from './later'
import { ReasonForm } from './reasons'
import { lengthOf, splitSources } from './words'

const TEXT_MOST = 4000

export function EditForm({ claim }: { claim: Claim }) {
  const desk = useDesk()
  const id = claim.id
  const [text, setText] = useState(claim.text ?? '')
  const [sources, setSources] = useState(claim.sources.join('\n'))
  const [fault, setFault] = useState<string | null>(null)
  const [restored, setRestored] = useState(false)
  // What is typed while it is on its way would go with the form.
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const { textOf, useDraft } = acts()
  const standing = claim.sources.join('\n')
  const untouched = text === (claim.text ?? '') && sources === standing
  const forget = useDraft(`edit:${id}`, untouched ? null : { text, sources }, draft => {
    setText(textOf(draft['text']))
    setSources(textOf(draft['sources']))
    setRestored(true)
  })
  useEffect(() => {
    if (area.current) focusElement(area.current)
  }, [])
  const close = () => desk.closePanel(id, headingId(id))
  const length = lengthOf(text.trim())
  const keep = async () => {
    if (length === 0 || length > TEXT_MOST)
      return setFault(desk.say(length === 0 ? 'answer.no-text' : 'answer.too-long', { most: TEXT_MOST }))
    setBusy(true)
    const done = await desk.act(
      { do: 'edit', target: id, text: text.trim(), sources: splitSources(sources) },
      desk.say('said.edit'),
    )
    setBusy(false)
    if (done.fault !== undefined) return setFault(done.fault)
    forget()
    close()
  }
  const field = fieldId(id, 'edit-first')
  return (
    <PanelForm
      label={desk.say('own.edit')}
      send={desk.say('own.edit-keep')}
      faultId={`${field}-fault`}
      fault={fault}
      onSend={() => {
        if (!busy) void keep()
      }}
      onClose={close}
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
        readOnly={busy}
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
      {restored && (
        <p class="hint">
          {desk.say('answer.draft')}{' '}
          <button
            type="button"
            class="quiet"
            onClick={() => {
              setText(claim.text ?? '')
              setSources(standing)
              setRestored(false)
              area.current?.focus()
            }}
          >
            {desk.say('own.edit-anew')}
          </button>
        </p>
      )}
      <label class="field" for={`${field}-sources`}>
        {desk.say('answer.sources')} <span class="hint">{desk.say('answer.sources-hint')}</span>
      </label>
      <textarea
        id={`${field}-sources`}
        rows={1}
        dir="auto"
        part="field"
        value={sources}
        readOnly={busy}
        onInput={event => setSources(event.currentTarget.value)}
      />
      <p class="hint">{desk.say('own.edit-hint')}</p>
    </PanelForm>
  )
}

interface TakeBackProps {
  /** A claim or a remark. */
  id: string
  verb: 'withdraw' | 'erase' | 'hide'
  /** Whether the words are the reader's own. */
  mine: boolean
  /** Whether it is a remark; else an argument. */
  remark?: boolean
  /** Where the focus goes when the reader thinks better of it. */
  onClose(): void
  /** Where it goes once the words have left. */
  onDone(): void
}

const SAID = {
  withdraw: ['own.withdraw', 'own.withdraw-do', 'own.withdraw-what', 'said.withdraw'],
  erase: ['own.erase', 'own.erase-do', 'own.erase-what', 'said.erase'],
  hide: ['own.hide', 'own.hide-do', 'own.hide-what', 'said.hide'],
} as const

/** Asks once before something leaves the page, and says what stays of it. */
export function TakeBack({ id, verb, mine, remark, onClose, onDone }: TakeBackProps) {
  const desk = useDesk()
  const [fault, setFault] = useState<string | null>(null)
  const [label, send, ofClaims, said] = SAID[verb]
  const what = remark && verb !== 'erase' ? `remark.${verb}-what` : ofClaims
  const first = fieldId(id, `${verb}-first`)
  const asked = { label: desk.say(label), send: desk.say(send), onClose }
  if (verb === 'hide')
    return (
      <ReasonForm
        {...asked}
        what={desk.say(what)}
        id={first}
        act={reason => desk.act({ do: 'hide', target: id, reason }, desk.say(said))}
        onDone={onDone}
      />
    )
  const go = async () => {
    const done = await desk.act({ do: verb, target: id }, desk.say(said), false)
    if (done.fault !== undefined) setFault(done.fault)
    else onDone()
  }
  return (
    <PanelForm {...asked} faultId={`${first}-fault`} fault={fault} onSend={() => void go()}>
      <p id={first} tabIndex={-1}>
        {desk.say(verb === 'erase' && !mine ? 'own.erase-theirs' : what)}
      </p>
    </PanelForm>
  )
}

/** Shows what was hidden, or waited to be read; says why where that is not to be. */
export async function letBeSeen(desk: Desk, target: string, said = 'said.show', undoable = false): Promise<void> {
  const done = await desk.act({ do: 'show', target }, desk.say(said), undoable)
  if (done.fault !== undefined) desk.tell(done.fault, null, target)
}

/** The panel of a claim that is about to leave; the focus ends at its heading, or its neighbour's. */
export function TakeClaimBack({ claim, verb }: { claim: Claim; verb: TakeBackProps['verb'] }) {
  const desk = useDesk()
  const { id, mine } = claim
  const { root } = desk.stage
  const next = useRef<string | null>(null)
  useEffect(() => {
    next.current = neighbour(root, id)
  })
  return (
    <TakeBack
      id={id}
      verb={verb}
      mine={mine}
      onClose={() => desk.closePanel(id, headingId(id))}
      onDone={() => {
        const after = next.current
        desk.panel(id).value = null
        afterDrawing(() => {
          if (!focusById(root, headingId(id)) && !(after && focusById(root, after))) focusById(root, headingId('~'))
        })
      }}
    />
  )
}

/** The heading after this claim's (or before it, at the end), for the focus when it goes. */
function neighbour(root: ShadowRoot, id: string): string | null {
  const headings = Array.from(root.querySelectorAll<HTMLElement>('.claims > li > article > .said > .words'))
  const at = headings.findIndex(one => one.id === headingId(id))
  return (headings[at + 1] ?? headings[at - 1])?.id ?? null
}
