// The whole debate, from the thesis to the foot.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Question, Thesis } from '../session-types'
import { Branch } from './branch'
import { Heading } from './claim'
import { useDesk } from './desk'
import { Above, Below, FocusHead, Found, MapView, StorageNotice, Summary, Supposed } from './later'
import { Notices } from './notices'
import { ThesisHead } from './thesis'
import { afterDrawing, focusById, headingId } from './focus'
import { landmarkName } from './words'

export function Debate() {
  const desk = useDesk()
  const { settings, stage } = desk
  const thesis = desk.thesis()
  const level = settings.headingLevel.value
  const room = stage.room.value
  const focus = desk.focus.value
  const searching = desk.searching.value.trim() !== ''
  return (
    <section
      class={`palabre ${settings.density.value}`}
      part="root"
      lang={desk.locale}
      dir={settings.dir.value}
      aria-label={settings.label.value || landmarkName(thesis.text ?? thesis.title) || desk.say('debate.label')}
    >
      <p class="unseen" role="status" part="status">
        {desk.speech.text.value}
      </p>
      {room !== null ? (
        <FirstSight thesis={thesis} level={level} room={room} />
      ) : (
        <>
          <Notices />
          <StorageNotice />
          {focus === '~' ? <ThesisHead thesis={thesis} level={level} /> : <FocusHead id={focus} />}
          <Above thesis={thesis} level={level + 1} searching={searching} />
          {searching ? <Found level={level + 1} /> : <Body thesis={thesis} level={level} />}
          <Below thesis={thesis} searching={searching} />
          <Supposed bar />
        </>
      )}
    </section>
  )
}

function Body({ thesis, level }: { thesis: Thesis; level: number }) {
  const desk = useDesk()
  const focus = desk.focus.value
  const view = desk.view.value
  const words = focus === '~' ? (thesis.text ?? '') : ''
  if (view === 'summary' && focus === '~') return <Summary thesis={thesis} level={level + 1} />
  if (thesis.claims === 0)
    return (
      <p class="empty" part="empty">
        {desk.say(desk.may('claim') ? 'empty.write' : 'empty')}
      </p>
    )
  if (view === 'map' && focus === '~' && desk.settings.weighing.value)
    return <MapView thesis={thesis} level={level + 1} />
  if (view !== 'columns') return <Branch of={focus} level={1} stance={null} words={words} />
  return (
    <div class="two" part="columns">
      {(['pro', 'con'] as const).map(stance => {
        const { total } = desk.list(focus, stance).shown.value
        return (
          <div
            role="group"
            key={stance}
            class={`column ${stance}`}
            part={`column column-${stance}`}
            aria-labelledby={`column-${stance}`}
          >
            <Heading level={level + 1} id={`column-${stance}`} class="column-title" part="column-title">
              {desk.say(stance === 'pro' ? 'column.pro' : 'column.con', { count: total })}
            </Heading>
            {total === 0 ? (
              <p class="hint">{desk.say(`list.none.${stance}`)}</p>
            ) : (
              <Branch of={focus} level={2} stance={stance} words={words} />
            )}
          </div>
        )
      })}
    </div>
  )
}

/**
 * While the element stands in sight and nobody has acted: as many claims as fit in the height that
 * the outline had, then "show the N others". Measured before anything is painted.
 */
function FirstSight({ thesis, level, room }: { thesis: Thesis; level: number; room: number }) {
  const desk = useDesk()
  const box = useRef<HTMLDivElement>(null)
  const list = desk.list('~', null)
  const { claims, total } = list.shown.value
  const [most, setMost] = useState(Math.min(claims.length, desk.settings.pageSize.value))
  const [bare, setBare] = useState(false)
  useLayoutEffect(() => {
    const height = box.current?.getBoundingClientRect().height ?? 0
    if (height <= room) return
    if (most > 0) {
      const rows = Array.from(box.current?.querySelectorAll('.claims > li') ?? [])
      const top = box.current!.getBoundingClientRect().top
      const after = height - (rows.length > 0 ? rows[rows.length - 1]!.getBoundingClientRect().bottom - top : 0)
      const fitting = rows.filter(row => row.getBoundingClientRect().bottom - top + after <= room).length
      setMost(Math.min(most - 1, fitting))
    } else if (!bare) {
      setBare(true)
    }
  })
  const others = total - most
  const votes = desk.wants('questions')
    ? desk.session.ask<{ questions: Question[] }>({ q: 'questions' }).questions.length
    : 0
  const show = () => {
    const next = claims[most]?.id
    desk.grow()
    afterDrawing(
      () => (next && focusById(desk.stage.root, headingId(next))) || focusById(desk.stage.root, headingId('~')),
    )
  }
  return (
    <div class="first-sight" ref={box}>
      {bare ? (
        <Heading level={level} id={headingId('~')} class="title" part="title">
          <bdi lang={thesis.lang ?? undefined}>{thesis.text ?? thesis.title ?? desk.say('thesis.none')}</bdi>
        </Heading>
      ) : (
        <ThesisHead thesis={thesis} level={level} />
      )}
      {most > 0 && <Branch of="~" level={1} stance={null} words={thesis.text ?? ''} most={most} />}
      <p class="more">
        <button
          type="button"
          class={others > 0 || votes > 0 || bare ? 'main' : ''}
          part="button show-more"
          onClick={show}
        >
          {desk.say(others > 0 ? 'first.others' : 'first.open', { count: others, votes })}
        </button>
      </p>
    </div>
  )
}
