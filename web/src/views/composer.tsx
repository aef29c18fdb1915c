// Writing an answer: the parent in sight, the length as one writes, what is said already, a preview.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ClaimId, Stance } from '../session-types'
import { useDesk } from './desk'
import { textOf, useDraft } from './drafts'
import { afterDrawing, fieldId, focusById, focusElement, giveBack, headingId } from './focus'
import { FirstAct } from './keeping'
import { NameField, useName } from './name'
import { Fault, Panel, Sources } from './pieces'
import { Jump, shortClaim } from './jump'
import { layText, lengthOf, splitSources } from './words'

const TEXT_MOST = 4000
const SOURCE_MOST = 500
const SOURCES_MOST = 10
/** Before this many characters nothing can be told to be alike. */
const ALIKE_FROM = 12
const ALIKE_AFTER_MS = 350

interface ComposerProps {
  parent: ClaimId
  text: string
  lang?: string
}

export function Composer({ parent, text: words, lang }: ComposerProps) {
  const desk = useDesk()
  const [text, setText] = useState('')
  const [sources, setSources] = useState('')
  const [stance, setStance] = useState<Stance | null>(desk.answerAs.get(parent) ?? null)
  const [fault, setFault] = useState<{ field: string; text: string } | null>(null)
  const [preview, setPreview] = useState(false)
  const [busy, setBusy] = useState(false)
  const [restored, setRestored] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const name = useName(desk)
  const at = (field: string) => fieldId(parent, field)
  const length = lengthOf(text.trim())

  // Before anything is painted: whoever is quicker than the form must not lose the field they type in.
  useLayoutEffect(() => {
    if (area.current) focusElement(area.current)
  }, [parent])
  const untouched = text.trim() === '' && sources.trim() === ''
  const forget = useDraft(parent, untouched ? null : { text, sources, stance }, draft => {
    setText(textOf(draft['text']))
    setSources(textOf(draft['sources']))
    const side = draft['stance']
    if (side === 'pro' || side === 'con') setStance(now => now ?? side)
    setRestored(true)
  })

  const close = (...focus: string[]) => {
    desk.panel(parent).value = null
    desk.answerAs.delete(parent)
    giveBack(desk.stage.root, ...focus, headingId(parent))
  }
  /** Back to what was pressed: at the thesis there is a button for each side. */
  const leave = () => close(at(desk.answerAs.get(parent) ?? ''), at('answer'))

  const post = async () => {
    const refuse = (field: string, key: string) => {
      setFault({ field, text: desk.say(key, { most: TEXT_MOST }) })
      afterDrawing(() => focusById(desk.stage.root, at(field)))
    }
    if (stance === null) return refuse('stance', 'answer.no-stance')
    if (length === 0) return refuse('text', 'answer.no-text')
    if (length > TEXT_MOST) return refuse('text', 'answer.too-long')
    const list = splitSources(sources)
    if (list.length > SOURCES_MOST || list.some(one => lengthOf(one) > SOURCE_MOST))
      return refuse('sources', 'answer.sources-long')
    setBusy(true)
    const named = await name.keep()
    const done =
      named ??
      (await desk.act(
        {
          do: 'claim',
          parent,
          stance,
          text: text.trim(),
          ...(list.length > 0 ? { sources: list } : {}),
          lang: desk.locale,
        },
        desk.say('said.claim'),
      ))
    setBusy(false)
    if (done.fault !== undefined) return setFault({ field: 'text', text: done.fault })
    forget()
    desk.isOpen(parent).value = true
    desk.list(parent, null).pin(done.id)
    if (desk.view.peek() === 'columns') desk.list(parent, stance).pin(done.id)
    // Another form stands here by now, or the reader went elsewhere.
    if (area.current) close(headingId(done.id))
  }

  const faultAt = (field: string) => (
    <Fault id={at(`${field}-fault`)} text={fault?.field === field ? fault.text : null} />
  )
  return (
    <Panel label={desk.say('answer.title')}>
      <form
        class="composer"
        part="composer"
        onSubmit={event => {
          event.preventDefault()
          if (!busy) void post()
        }}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            leave()
          }
        }}
      >
        <p class="answering">{desk.say(parent === '~' ? 'answer.to-thesis' : 'answer.to')}</p>
        <blockquote class="parent" lang={lang} dir="auto" tabIndex={words.length > 300 ? 0 : undefined}>
          {words}
        </blockquote>
        <fieldset class="sides" id={at('stance')} tabIndex={-1} aria-describedby={at('stance-fault')}>
          <legend>{desk.say('answer.side')}</legend>
          {(['pro', 'con'] as const).map(side => (
            <label class={`choice ${side}`}>
              <input
                type="radio"
                name={at('side')}
                value={side}
                checked={stance === side}
                onChange={() => {
                  setStance(side)
                  setFault(null)
                }}
              />
              <span>{desk.say(side === 'pro' ? 'answer.pro' : 'answer.con')}</span>
            </label>
          ))}
          {faultAt('stance')}
        </fieldset>
        <label class="field" for={at('text')}>
          {desk.say('answer.text')}
        </label>
        <textarea
          id={at('text')}
          ref={area}
          rows={4}
          dir="auto"
          part="field"
          value={text}
          readOnly={busy}
          aria-describedby={`${at('length')} ${at('text-fault')}`}
          aria-invalid={fault?.field === 'text'}
          onInput={event => {
            setText(event.currentTarget.value)
            setFault(null)
          }}
        />
        <p id={at('length')} class={length > TEXT_MOST ? 'length over' : 'length'}>
          {length > TEXT_MOST
            ? desk.say('answer.over', { over: length - TEXT_MOST })
            : desk.say('answer.left', { left: TEXT_MOST - length })}
        </p>
        {faultAt('text')}
        {restored && <p class="hint">{desk.say('answer.draft')}</p>}
        <Alike parent={parent} stance={stance} text={text} />
        <label class="field" for={at('sources')}>
          {desk.say('answer.sources')} <span class="hint">{desk.say('answer.sources-hint')}</span>
        </label>
        <textarea
          id={at('sources')}
          rows={1}
          dir="auto"
          part="field"
          value={sources}
          readOnly={busy}
          aria-describedby={at('sources-fault')}
          onInput={event => setSources(event.currentTarget.value)}
        />
        {faultAt('sources')}
        <NameField name={name} id={at('name')} />
        <FirstAct />
        {preview && (
          <div class="preview" part="preview" aria-label={desk.say('answer.preview')} role="group">
            <Preview text={text.trim()} stance={stance} sources={splitSources(sources)} />
          </div>
        )}
        <div class="row">
          <button type="submit" class="main" part="button submit" aria-disabled={busy}>
            {desk.say('answer.post')}
          </button>
          <button type="button" aria-expanded={preview} onClick={() => setPreview(!preview)}>
            {desk.say('answer.preview')}
          </button>
          <button type="button" class="quiet" onClick={leave}>
            {desk.say('cancel')}
          </button>
        </div>
      </form>
    </Panel>
  )
}

function Preview({ text, stance, sources }: { text: string; stance: Stance | null; sources: string[] }) {
  const desk = useDesk()
  const laid = layText(text)
  if (text === '') return <p class="hint">{desk.say('answer.preview-empty')}</p>
  return (
    <>
      <p class="words" dir="auto">
        {stance && (
          <>
            <span class={`side ${stance}`}>{desk.say(`stance-name.${stance}`)}</span>{' '}
          </>
        )}
        <bdi>
          {laid.heading}
          {laid.rest}
        </bdi>
      </p>
      {laid.more.map(one => (
        <p class="paragraph" dir="auto">
          {one}
        </p>
      ))}
      <Sources sources={sources} />
    </>
  )
}

interface Similar {
  id: ClaimId
  parent: ClaimId
  stance: Stance
  text: string
  likeness: number
}

/** Says so when something very like it stands there already, once the writer rests. */
function Alike({ parent, stance, text }: { parent: ClaimId; stance: Stance | null; text: string }) {
  const desk = useDesk()
  const [alike, setAlike] = useState<Similar[]>([])
  useEffect(() => {
    const timer = setTimeout(() => {
      if (text.trim().length < ALIKE_FROM) return setAlike([])
      try {
        setAlike(
          desk.session.ask<{ claims: Similar[] }>({
            q: 'similar',
            text: text.trim(),
            parent,
            stance: stance ?? 'pro',
          }).claims,
        )
      } catch {
        setAlike([])
      }
    }, ALIKE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text, stance])
  return (
    <div role="status" class="alike" part="similar">
      {alike.length > 0 && (
        <>
          <p>{desk.say('answer.alike', { count: alike.length })}</p>
          <ul role="list">
            {alike.map(one => (
              <li key={one.id}>
                {desk.say(`stance-name.${one.stance}`)}
                {desk.say('about', { text: '' })}
                <Jump id={one.id}>{shortClaim(one.text)}</Jump>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
