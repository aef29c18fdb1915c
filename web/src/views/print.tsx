// The debate on paper: everything, open, in one plain outline that stands only while printing.
import { render } from 'preact'
import { chunkHere } from '../chunks'
import type { Claim, ClaimDetail, Question } from '../session-types'
import { ClaimFacts, ClaimText, Heading } from './claim'
import { DeskContext, useDesk, type Desk } from './desk'
import { Imported } from './later'
import { Facts, Origin } from './pieces'
import { Times } from './question'
import { phaseOf, showsResults } from './rules'
import { Tally } from './tally'
import { thesisWord } from './words'

const ASK_MOST = 500

/** Draws everything before the browser prints, and takes it away again; answers how to stop. */
export function followPrinting(desk: Desk): () => void {
  let sheet: HTMLElement | null = null
  const before = () => {
    if (sheet) return
    sheet = document.createElement('div')
    sheet.className = 'sheet'
    desk.stage.root.append(sheet)
    desk.stage.place.classList.add('printing')
    render(
      <DeskContext.Provider value={desk}>
        <Sheet />
      </DeskContext.Provider>,
      sheet,
    )
  }
  const after = () => {
    if (!sheet) return
    render(null, sheet)
    sheet.remove()
    desk.stage.place.classList.remove('printing')
    sheet = null
  }
  addEventListener('beforeprint', before)
  addEventListener('afterprint', after)
  return () => {
    removeEventListener('beforeprint', before)
    removeEventListener('afterprint', after)
    after()
  }
}

function Sheet() {
  const desk = useDesk()
  const thesis = desk.thesis()
  const level = desk.settings.headingLevel.value
  const { questions } = desk.session.ask<{ questions: Question[] }>({ q: 'questions' })
  return (
    <section lang={desk.locale} dir={desk.settings.dir.value}>
      <Heading level={level} class="title">
        <bdi>{thesis.text ?? thesis.title ?? ''}</bdi>
      </Heading>
      {desk.settings.weighing.value && <p>{desk.say(thesisWord(thesis.strength))}</p>}
      {thesis.about && <Paragraphs text={thesis.about} lang={thesis.lang ?? undefined} />}
      {thesis.remarks > 0 && <PrintedRemarks of="~" />}
      {questions.map(question => {
        const phase = phaseOf(question, Date.now())
        const Result = question.method === 'yes-no' ? Tally : chunkHere('results')?.Drawn
        return (
          <div class="question">
            <Heading level={level + 1} class="question-title">
              <bdi>{question.title}</bdi>
            </Heading>
            {question.text && <Paragraphs text={question.text} />}
            <Times question={question} phase={phase} />
            {showsResults(question, phase) ? (
              Result && <Result question={question} phase={phase} />
            ) : (
              <>
                <ul role="list">
                  {question.options.map(option => (
                    <li>
                      <bdi>{option}</bdi>
                    </li>
                  ))}
                </ul>
                {phase !== 'before' && (
                  <p class="hint">{desk.say(`vote.later.${question.results}`, { count: question.voters })}</p>
                )}
              </>
            )}
            {question.columns.length > 0 && <Imported question={question} />}
          </div>
        )
      })}
      <PrintedBranch of="~" level={1} />
    </section>
  )
}

function Paragraphs({ text, lang }: { text: string; lang?: string }) {
  return (
    <>
      {text.split(/\n+/).map(one => (
        <p class="paragraph" dir="auto" lang={lang}>
          {one}
        </p>
      ))}
    </>
  )
}

function PrintedRemarks({ of }: { of: string }) {
  const desk = useDesk()
  const list = desk.session
    .ask<Pick<ClaimDetail, 'remarks_list'>>({ q: 'claim', id: of })
    .remarks_list.filter(remark => remark.status === 'shown' && remark.text !== null)
  if (list.length === 0) return null
  return (
    <>
      <p class="hint">{desk.say('remark.title')}</p>
      <ul role="list">
        {list.map(remark => (
          <li class="remark">
            <Paragraphs text={remark.text!} />
            <Facts>
              <Origin of={remark} />
            </Facts>
          </li>
        ))}
      </ul>
    </>
  )
}

function PrintedBranch({ of, level }: { of: string; level: number }) {
  const desk = useDesk()
  const claims: Claim[] = []
  for (;;) {
    const page = desk.session.ask<{ total: number; claims: Claim[] }>({
      q: 'children',
      of,
      sort: 'strongest',
      from: claims.length,
      count: ASK_MOST,
    })
    claims.push(...page.claims)
    if (page.claims.length === 0 || claims.length >= page.total) break
  }
  return (
    <ol role="list" class="claims">
      {claims.map(claim => (
        <li>
          <article class={`claim ${claim.stance}`}>
            <ClaimText claim={claim} level={level} printed />
            <ClaimFacts claim={claim} />
            {claim.remarks > 0 && <PrintedRemarks of={claim.id} />}
            {claim.pros + claim.cons > 0 && <PrintedBranch of={claim.id} level={level + 1} />}
          </article>
        </li>
      ))}
    </ol>
  )
}
