// What a reader is told of the hub's proofs: what does not hold, the receipt of a vote, a vote that would
// replace a newer one.
import { useState } from 'preact/hooks'
import { loadChunk } from '../chunks'
import type { Doubt } from '../hub-list'
import { writeJson } from '../json'
import type { Question } from '../session-types'
import type { Stage } from '../stage'
import { dayAndTime } from './dates'
import { focusHead, focusHeadAfter } from './hub-focus'
import { explain, say, type Told } from './hub-words'
import { Fault } from './pieces'

async function save({ session }: Stage, text: string, ending: string, type: string): Promise<void> {
  const { download, fileName } = await loadChunk('acts')
  download(new Blob([text], { type }), `${fileName(session.debate)}-${ending}`)
}

/** What the hub does not hold to. Reading goes on; what shows it can be kept. */
export function Doubted({ stage, share, code }: Told & { code: Doubt }) {
  const [fault, setFault] = useState<string | null>(null)
  /** What either needs may not come: the notice stays then. */
  const go = (work: Promise<void>) => {
    setFault(null)
    work.catch(error => setFault(explain(stage, error)))
  }
  return (
    <div class="notice serious" part="notice notice-doubt" role="alert" tabIndex={-1}>
      <p>{say(stage, `hub.doubt.${code}`)}</p>
      <p class="row">
        <button
          type="button"
          part="button evidence"
          onClick={() => {
            go(
              share.proofs
                .evidence()
                .then(evidence => save(stage, `${writeJson(evidence)}\n`, 'evidence.json', 'application/json')),
            )
          }}
        >
          {say(stage, 'hub.evidence')}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => {
            go(share.proofs.close().then(() => focusHeadAfter(stage)))
          }}
        >
          {say(stage, 'close')}
        </button>
      </p>
      <Fault text={fault} />
    </div>
  )
}

export function KeepReceipt({ stage, share, count }: Told & { count: number }) {
  const [busy, setBusy] = useState(false)
  const [line, setLine] = useState<string | null>(null)
  const keep = async () => {
    setBusy(true)
    setLine(null)
    try {
      let kept = 0
      for (const text of await share.proofs.receipts())
        await save(stage, text, kept++ ? `receipt-${kept}.ndjson` : 'receipt.ndjson', 'application/x-ndjson')
      setLine(say(stage, 'hub.receipt-kept'))
    } catch {
      setLine(say(stage, 'hub.receipt-none'))
    }
    setBusy(false)
  }
  return (
    <>
      <p>{say(stage, 'hub.receipt', { count })}</p>
      <p class="row">
        <button
          type="button"
          class="quiet"
          part="button receipt"
          aria-disabled={busy ? 'true' : undefined}
          onClick={() => {
            if (!busy) void keep()
          }}
        >
          {say(stage, 'hub.receipt-keep', { count })}
        </button>
      </p>
      <p class="hint" role="status">
        {line}
      </p>
    </>
  )
}

export function Overtaken({ stage, share }: Told) {
  const { overtaken } = share.standing.value
  const { questions } = stage.session.ask<{ questions: Question[] }>({ q: 'questions' })
  const locale = stage.locale.value
  const count = overtaken.length
  const decide = (send: boolean) => {
    void share.decide(send)
    focusHead(stage)
  }
  return (
    <div class="notice" part="notice notice-overtaken" role="alert">
      <p>{say(stage, 'hub.overtaken', { count })}</p>
      <ul>
        {overtaken.map(({ id, question, at, newer }) => (
          <li key={id}>
            {say(stage, 'hub.overtaken-one', {
              title: questions.find(one => one.id === question)?.title ?? '',
              here: dayAndTime(at, locale),
              elsewhere: dayAndTime(newer, locale),
            })}
          </li>
        ))}
      </ul>
      <p class="row">
        <button type="button" part="button keep-newer" onClick={() => decide(false)}>
          {say(stage, 'hub.overtaken-keep', { count })}
        </button>
        <button type="button" class="quiet" part="button send-older" onClick={() => decide(true)}>
          {say(stage, 'hub.overtaken-send', { count })}
        </button>
      </p>
    </div>
  )
}
