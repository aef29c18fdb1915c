// What stands elsewhere in the page: a question of its own, a count, a one-line result.
import type { Question } from '../session-types'
import { dayAndTime } from './dates'
import { useDesk } from './desk'
import { Notices } from './notices'
import { acts, ResultLine, StorageNotice } from './later'
import { landmarkName } from './words'

export function LoneQuestion() {
  const desk = useDesk()
  const question = useQuestion()
  const { settings } = desk
  const { QuestionCard, Receipt } = acts()
  return (
    <section
      class={`palabre lone ${settings.density.value}`}
      part="root"
      lang={desk.locale}
      dir={settings.dir.value}
      aria-label={settings.label.value || landmarkName(question?.title) || desk.say('question.label')}
    >
      <p class="unseen" role="status" part="status">
        {desk.speech.text.value}
      </p>
      <Notices />
      <StorageNotice />
      {question ? (
        <QuestionCard key={question.id} question={question} level={settings.headingLevel.value} />
      ) : (
        <p class="empty" part="empty">
          {desk.say('question.none')}
        </p>
      )}
      <Receipt at="" />
    </section>
  )
}

export function Count() {
  const desk = useDesk()
  return (
    <span class="badge" part="count" lang={desk.locale} dir={desk.settings.dir.value}>
      {desk.say('thesis.claims', { count: desk.thesis().claims })}
    </span>
  )
}

export function TallyBadge() {
  const desk = useDesk()
  const question = useQuestion()
  const { phaseOf, showsResults, tallyLine } = acts()
  const phase = question && phaseOf(question, Date.now())
  const line = !question
    ? desk.say('question.none')
    : showsResults(question, phase!)
      ? question.method === 'yes-no'
        ? tallyLine(desk, question)
        : null
      : phase === 'before'
        ? desk.say('vote.before', { date: dayAndTime(question.opens!, desk.locale) })
        : desk.say(`vote.later.${question.results}`, { count: question.voters })
  return (
    <span class="badge" part="tally" lang={desk.locale} dir={desk.settings.dir.value}>
      {line ?? (question && <ResultLine question={question} />)}
    </span>
  )
}

/** The question that the element names, or the only one there is. */
function useQuestion(): Question | null {
  const desk = useDesk()
  desk.session.revision.value
  const { questions } = desk.session.ask<{ questions: Question[] }>({ q: 'questions' })
  const wanted = desk.stage.question.value
  if (wanted === null) return questions[0] ?? null
  return questions.find(question => question.id === wanted) ?? null
}
