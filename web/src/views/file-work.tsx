// One file being opened or merged: how far it is, and what came of it.
import { useEffect, useState } from 'preact/hooks'
import { seedIn } from '../key-file'
import { receiptIn } from '../proof-receipt'
import type { ImportReport } from '../session-types'
import { useDesk, type Desk } from './desk'
import { giveBack } from './focus'
import { KeyWork } from './key-work'
import { Fault } from './pieces'
import { checkedReceipt } from './receipt-check'

export function FileWork({ file }: { file: File }) {
  const desk = useDesk()
  const [busy, setBusy] = useState<string | null>(() => desk.say('file.reading'))
  const [report, setReport] = useState<string[]>([])
  const [fault, setFault] = useState<string | null>(null)
  const [seed, setSeed] = useState<Uint8Array<ArrayBuffer> | null>(null)
  const [stop] = useState(() => new AbortController())
  const work = async () => {
    const receipt = await receiptIn(file)
    if (receipt !== null) return checkedReceipt(desk, receipt)
    const progress = (at: number, total: number) => setBusy(desk.say('file.progress', { at, total }))
    return reported(desk, await desk.session.importFile(file, progress, stop.signal))
  }
  const read = () =>
    work()
      .then(
        said => {
          setReport(said)
          desk.grow()
          desk.speech.now(said.join(' '))
        },
        async error => setFault(await desk.explain(error)),
      )
      .then(() => {
        setBusy(null)
        giveBack(desk.stage.root, 'file-open')
      })
  useEffect(() => {
    void seedIn(file).then(
      found => {
        if (!found) return void read()
        setBusy(null)
        setSeed(found)
      },
      async error => {
        setBusy(null)
        setFault(await desk.explain(error))
      },
    )
  }, [])
  const keyDone = (said?: string) => {
    setSeed(null)
    if (said === undefined) return
    setReport([said])
    desk.speech.now(said)
    giveBack(desk.stage.root, 'file-open')
  }
  return (
    <>
      {busy && (
        <div class="row">
          <p role="status">{busy}</p>
          <button type="button" class="quiet" part="button stop" onClick={() => stop.abort()}>
            {desk.say('file.stop')}
          </button>
        </div>
      )}
      {seed && <KeyWork seed={seed} onClose={keyDone} />}
      {report.map(line => (
        <p class="hint">{line}</p>
      ))}
      <Fault id="file-fault" text={fault} />
    </>
  )
}

function reported(desk: Desk, { entries, known, unsigned, malformed, otherDebate, stopped }: ImportReport): string[] {
  const said = [otherDebate ? desk.say('file.other') : desk.say('file.done', { count: entries, known })]
  if (stopped) said.push(desk.say('file.stopped'))
  if (unsigned.length > 0) said.push(desk.say('file.unsigned', { count: unsigned.length }))
  if (malformed.length > 0) said.push(desk.say('file.malformed', { count: malformed.length }))
  return said
}
