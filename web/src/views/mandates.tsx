// Votes that others cast on a question that lets them: the result, which another module counts; one's
// own vote lent or a proxy given, and taken back; the roll of a meeting; what was lost or refused.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Lent, Mandates, Question, Somebody } from '../session-types'
import { useDesk, type Desk } from './desk'
import { afterDrawing, focusById } from './focus'
import { Fault } from './pieces'
import type { Phase } from './rules'
import { plainName } from './words'

interface Props {
  question: Question
  phase: Phase
  /** How the count is shown, where it may be. */
  result: ((counted: Question) => ComponentChildren) | null
}

export function LentVotes({ question, phase, result }: Props) {
  const desk = useDesk()
  const revision = desk.session.revision.value
  const [lent, setLent] = useState<Lent | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    let asked = true
    desk.session.mandates(question.id).then(
      found => asked && setLent(found),
      async error => {
        const why = await desk.explain(error)
        if (asked) setFault(why)
      },
    )
    return () => {
      asked = false
    }
  }, [revision, question.id])
  const mandates = lent?.mandates
  if (!lent || !mandates)
    return fault === null ? (
      <p class="hint" role="status">
        {desk.say('lend.counting')}
      </p>
    ) : (
      <Fault id={`${question.id}-lend-fault`} text={fault} />
    )
  return (
    <div class="lent" part="lent-votes">
      {result?.(lent.question)}
      {phase === 'open' && mandates.kind !== 'weights' && desk.may('ballot') && (
        <Lending question={question} mandates={mandates} />
      )}
      {phase === 'open' && mandates.kind === 'meeting' && desk.may('count') && (
        <Roll question={question} mandates={mandates} />
      )}
      {mandates.kind !== 'weights' && (
        <details class="how" part="lent-details">
          <summary>{desk.say('lend.who')}</summary>
          {mandates.kind === 'meeting' ? <Meeting mandates={mandates} /> : <Delegations mandates={mandates} />}
        </details>
      )}
    </div>
  )
}

/** The name that somebody gave, and the start of the key that is theirs alone. */
function nameOf({ key, name }: Somebody): string {
  return name ? `${plainName(name)} (${key.slice(0, 6)})` : key.slice(0, 8)
}

function Name({ who }: { who: Somebody | null }) {
  const desk = useDesk()
  return <bdi>{who ? nameOf(who) : desk.say('lend.nobody')}</bdi>
}

/** How far a mandate may reach, the narrowest first. */
function scopesOf(question: Question, meeting: boolean): string[] {
  if (meeting) return [question.id, String(question.rule?.['meeting']), '*']
  const { about } = question
  return about && about !== '~' ? [question.id, about, '*'] : [question.id, '*']
}

function scopeWords(desk: Desk, question: Question, scope: string): string {
  if (scope === question.id) return desk.say('lend.scope.question')
  if (scope === '*') return desk.say('lend.scope.all')
  if (scope === question.rule?.['meeting']) return desk.say('lend.scope.meeting')
  return desk.say(scope === '~' ? 'lend.scope.thesis' : 'lend.scope.branch')
}

function People({ id, label, people, pick, chosen, fault }: PeopleProps) {
  const desk = useDesk()
  const named = [...people].sort((a, b) => nameOf(a).localeCompare(nameOf(b), desk.locale))
  return (
    <>
      <label class="field" for={id}>
        {label}
      </label>
      <select
        id={id}
        part="field"
        value={chosen}
        aria-describedby={fault}
        onChange={event => pick(event.currentTarget.value)}
      >
        <option value="">{desk.say('lend.choose')}</option>
        {named.map(who => (
          <option key={who.key} value={who.key}>
            {nameOf(who)}
          </option>
        ))}
      </select>
    </>
  )
}

interface PeopleProps {
  id: string
  label: string
  people: Somebody[]
  chosen: string
  fault: string
  pick(key: string): void
}

function Lending({ question, mandates }: { question: Question; mandates: Mandates }) {
  const desk = useDesk()
  const meeting = mandates.kind === 'meeting'
  const scopes = scopesOf(question, meeting)
  const [to, setTo] = useState('')
  const [scope, setScope] = useState(scopes[0]!)
  const [fault, setFault] = useState<string | null>(null)
  const id = `${question.id}-lend`
  const given = mandates.mine?.given ?? []
  const send = async (whom: string | null, reach: string) => {
    const done = await desk.act(
      meeting ? { do: 'proxy', holder: whom, scope: reach } : { do: 'delegate', to: whom, scope: reach },
      desk.say(whom === null ? 'said.unlend' : 'said.lend'),
      false,
    )
    setFault(done.fault ?? null)
    if (done.fault !== undefined) return
    setTo('')
    afterDrawing(() => focusById(desk.stage.root, `${id}-title`))
  }
  return (
    <form
      class="lending"
      part="lending"
      aria-labelledby={`${id}-title`}
      onSubmit={event => {
        event.preventDefault()
        if (to === '') setFault(desk.say('lend.none-chosen'))
        else void send(to, scope)
      }}
    >
      <p id={`${id}-title`} class="field" tabIndex={-1}>
        {desk.say(meeting ? 'lend.proxy' : 'lend.delegate')}
      </p>
      <p class="hint">{desk.say(meeting ? 'lend.proxy-hint' : 'lend.delegate-hint')}</p>
      {given.length > 0 && (
        <ul role="list">
          {given.map(one => (
            <li key={one.scope}>
              {scopeWords(desk, question, one.scope)} <Name who={one.to} />{' '}
              <button type="button" class="quiet" onClick={() => void send(null, one.scope)}>
                {desk.say('lend.take-back')}
                <span class="unseen"> {scopeWords(desk, question, one.scope)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {mandates.mine?.cast_by && (
        <p>
          {desk.say('lend.cast-by')} <Name who={mandates.mine.cast_by} />
        </p>
      )}
      {mandates.people.length === 0 ? (
        <p class="hint">{desk.say('lend.no-people')}</p>
      ) : (
        <>
          <People
            id={`${id}-to`}
            label={desk.say('lend.to')}
            people={mandates.people}
            chosen={to}
            pick={key => {
              setTo(key)
              setFault(null)
            }}
            fault={`${id}-fault`}
          />
          <label class="field" for={`${id}-scope`}>
            {desk.say('lend.reach')}
          </label>
          <select
            id={`${id}-scope`}
            part="field"
            value={scope}
            onChange={event => setScope(event.currentTarget.value)}
          >
            {scopes.map(one => (
              <option key={one} value={one}>
                {scopeWords(desk, question, one)}
              </option>
            ))}
          </select>
          <div class="row">
            <button type="submit" part="button submit">
              {desk.say(meeting ? 'lend.give' : 'lend.send')}
            </button>
          </div>
        </>
      )}
      <Fault id={`${id}-fault`} text={fault} />
    </form>
  )
}

/** For who leads the meeting: noting who is there. */
function Roll({ question, mandates }: { question: Question; mandates: Mandates }) {
  const desk = useDesk()
  const [who, setWho] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const id = `${question.id}-roll`
  const there = new Set((mandates.present ?? []).map(one => one.key))
  const absent = mandates.people.filter(one => !there.has(one.key))
  if (absent.length === 0) return null
  return (
    <form
      class="lending"
      part="roll"
      aria-label={desk.say('lend.roll')}
      onSubmit={async event => {
        event.preventDefault()
        if (who === '') return setFault(desk.say('lend.none-chosen'))
        const done = await desk.act(
          { do: 'present', member: who, meeting: question.rule?.['meeting'] },
          desk.say('said.present'),
          false,
        )
        setFault(done.fault ?? null)
        if (done.fault === undefined) setWho('')
      }}
    >
      <People
        id={id}
        label={desk.say('lend.roll')}
        people={absent}
        chosen={who}
        pick={key => {
          setWho(key)
          setFault(null)
        }}
        fault={`${id}-fault`}
      />
      <div class="row">
        <button type="submit" part="button submit">
          {desk.say('lend.present')}
        </button>
      </div>
      <Fault id={`${id}-fault`} text={fault} />
    </form>
  )
}

function Meeting({ mandates }: { mandates: Mandates }) {
  const desk = useDesk()
  const { present = [], proxies = [], max_proxies: most } = mandates
  return (
    <>
      <p>{desk.say('lend.there', { present: present.length, members: mandates.members ?? 0 })}</p>
      <p>{most == null ? desk.say('lend.any-number') : desk.say('lend.at-most', { most })}</p>
      {proxies.length > 0 && (
        <table>
          <caption class="unseen">{desk.say('lend.proxies')}</caption>
          <thead>
            <tr>
              <th scope="col">{desk.say('lend.giver')}</th>
              <th scope="col">{desk.say('lend.holder')}</th>
              <th scope="col">{desk.say('lend.fate')}</th>
            </tr>
          </thead>
          <tbody>
            {proxies.map(one => (
              <tr>
                <th scope="row">
                  <Name who={one.giver} />
                </th>
                <td>
                  <Name who={one.holder} />
                </td>
                <td>{desk.say(`lend.fate.${one.fate}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Delegations({ mandates }: { mandates: Mandates }) {
  const desk = useDesk()
  const { most = [], lost_votes: lost = [] } = mandates
  return (
    <>
      <p>{desk.say('lend.carried', { carried: mandates.carried ?? 0, cast: mandates.cast ?? 0 })}</p>
      {most.length > 0 && (
        <ul role="list">
          {most.map(one => (
            <li key={one.who.key}>
              <Name who={one.who} /> {desk.say('lend.votes', { votes: one.votes })}
            </li>
          ))}
        </ul>
      )}
      {lost.length > 0 && (
        <>
          <p>{desk.say('lend.lost', { lost: mandates.lost ?? lost.length })}</p>
          <ul role="list">
            {lost.map(one => (
              <li key={one.who.key}>
                <Name who={one.who} /> {desk.say(`lend.lost.${one.why}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
