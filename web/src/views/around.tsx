// What stands above and below the claims once the reader has begun: news, votes, tools, files. It
// comes in a chunk of its own, while the reader looks at the first claims.
import { useState } from 'preact/hooks'
import { loadChunk } from '../chunks'
import type { Question, Thesis } from '../session-types'
import { useDesk, type Desk } from './desk'
import { giveBack } from './focus'
import { FileTools } from './keeping'
import { Moderation, NewsBox } from './later'
import { keepPlace } from './place'
import { prepareBranches } from './prepare'
import { followPrinting } from './print'
import { QuestionCard } from './question'
import { Receipt } from './receipt'
import { StanceAsk } from './stance'
import { Arrivals, Tools } from './tools'

export function Above({ thesis, level, searching }: { thesis: Thesis; level: number; searching: boolean }) {
  const desk = useDesk()
  return (
    <>
      {desk.focus.value === '~' && (
        <>
          <NewsBox level={level} />
          {desk.may('hide') && <Moderation level={level} />}
          <Receipt at="~" />
          {!searching && <StanceAsk thesis={thesis} place="before" />}
          {!searching && <Questions level={level} />}
        </>
      )}
      {thesis.claims > 0 && <Tools />}
      <Arrivals />
    </>
  )
}

export function Below({ thesis, searching }: { thesis: Thesis; searching: boolean }) {
  const desk = useDesk()
  return (
    <>
      {desk.focus.value === '~' && !searching && desk.view.value !== 'summary' && (
        <StanceAsk thesis={thesis} place="after" />
      )}
      <FileTools />
      <Receipt at="" />
    </>
  )
}

function Questions({ level }: { level: number }) {
  const desk = useDesk()
  desk.session.revision.value
  const [all, setAll] = useState(false)
  const { questions } = desk.session.ask<{ questions: Question[] }>({ q: 'questions' })
  if (questions.length === 0 || !desk.wants('questions')) return null
  const shown = all ? questions : questions.slice(0, 3)
  return (
    <div class="questions" part="questions">
      {shown.map(question => (
        <QuestionCard key={question.id} question={question} level={level} />
      ))}
      {shown.length < questions.length && (
        <p class="more">
          <button
            type="button"
            onClick={() => {
              setAll(true)
              giveBack(desk.stage.root, `q-${questions[shown.length]!.id}`)
            }}
          >
            {desk.say('vote.more', { count: questions.length - shown.length })}
          </button>
        </p>
      )}
    </div>
  )
}

/** What accompanies a mounted element from the moment this chunk is here; answers how to stop. */
export function accompany(desk: Desk): () => void {
  // Above the claims nothing may appear late: it is fetched before the reader opens the rest.
  if (desk.session.news.peek()) loadChunk('panels').catch(() => undefined)
  const stops = desk.stage.part === 'debate' ? [followPrinting(desk), prepareBranches(desk), keepPlace(desk)] : []
  return () => {
    for (const stop of stops) stop()
  }
}
