// Checks that a reader can make: where one's own ballot is counted, and a recount from the log.
import { useState } from 'preact/hooks'
import type { Question, RecountProgress } from '../session-types'
import { useDesk } from './desk'
import { focusById } from './focus'
import { intentOf } from './later'
import { Fault } from './pieces'

/** How the method counts, and what is not counted or not yet. */
export function HowCounted({ question }: { question: Question }) {
  const desk = useDesk()
  const { method, eligible, pending, sealed, erased } = question
  const said = [desk.say(`tally.how.${method}`), desk.say('tally.how.last')]
  said.push(desk.say(eligible === 'members' ? 'tally.vouched' : 'tally.unverified'))
  if (pending > 0) said.push(desk.say('tally.pending', { count: pending }))
  if (sealed > 0) said.push(desk.say('tally.sealed', { count: sealed }))
  if (erased > 0) said.push(desk.say('tally.erased', { count: erased }))
  said.push(desk.say('tally.recount'))
  return (
    <>
      {said.map(sentence => (
        <p>{sentence}</p>
      ))}
    </>
  )
}

export function Check({ question }: { question: Question }) {
  return (
    <>
      <HowCounted question={question} />
      <CountedHere question={question} />
      <Recount question={question} />
    </>
  )
}

/** Says that the reader's ballot is in the count, and leads to the place in the result where it is. */
export function CountedHere({ question }: { question: Question }) {
  const desk = useDesk()
  if (question.my_choice === null || question.my_choice === undefined) return null
  const { root } = desk.stage
  return (
    <p class="counted">
      {desk.say(question.pending > 0 ? 'result.yours-soon' : 'result.yours', { count: question.voters })}{' '}
      <button
        type="button"
        class="quiet"
        onClick={() => {
          const mark = root.querySelector<HTMLElement>(`[id^="${CSS.escape(question.id)}-mine-"]`)
          if (mark) focusById(root, mark.id)
          else desk.speech.now(desk.say('result.yours-nowhere'))
        }}
      >
        {desk.say('result.show-mine')}
      </button>
    </p>
  )
}

/** Counts everything anew from the log, in another module, and says in one line whether it agrees. */
export function Recount({ question }: { question: Question }) {
  const desk = useDesk()
  const [line, setLine] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [progress, setProgress] = useState<RecountProgress | null>(null)
  const id = `${question.id}-recount`
  const recount = async () => {
    setBusy(true)
    setLine(desk.say('recount.going'))
    setFault(null)
    try {
      const { agrees, entries, unsigned, tallies, hub } = await desk.session.recount(setProgress)
      const wrong = tallies
        .filter(tally => !tally.agrees)
        .map(tally => desk.say('result.quoted', { name: tally.title }))
      const said = agrees
        ? desk.say('recount.agrees', { entries, results: tallies.length })
        : desk.say('recount.differs', { unsigned, names: wrong.join(', '), results: wrong.length })
      // What does not hold is said at the foot, with the evidence.
      setLine(hub?.doubt || !hub ? said : `${said} ${desk.say('recount.hub', { size: hub.size ?? 0 })}`)
    } catch (error) {
      setLine(null)
      setFault(await desk.explain(error))
    }
    setProgress(null)
    setBusy(false)
  }
  return (
    <div class="recount" part="recount">
      <button
        id={id}
        type="button"
        part="button"
        aria-disabled={busy ? 'true' : undefined}
        {...intentOf('files')}
        onClick={() => {
          if (!busy) void recount()
        }}
      >
        {desk.say('recount.button')}
      </button>
      <p class="hint" role="status">
        {line}
      </p>
      {/* Read where one looks for it: spoken each time it would be in the way. */}
      {progress && <p class="hint">{desk.say('recount.progress', { ...progress })}</p>}
      <Fault id={`${id}-fault`} text={fault} />
    </div>
  )
}
