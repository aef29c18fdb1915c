// Where the debate is kept, what that means, and the file one can save, open and merge.
import { useRef, useState } from 'preact/hooks'
import { useDesk, type Desk } from './desk'
import { FileWork, intentOf, SharedFirst } from './later'
import { Fault } from './pieces'

/** Before the first act: what is kept where, and that nobody can give it back. */
export function FirstAct() {
  const desk = useDesk()
  if (desk.session.me.value !== null) return null
  return (
    <div class="first-act" part="notice">
      <p>
        {desk.session.storage.value === 'memory'
          ? desk.say('keep.memory')
          : desk.say(goesWithTab(desk) ? 'keep.first-tab' : 'keep.first')}
      </p>
      <SharedFirst />
    </div>
  )
}

/** Whether the page wants nothing kept beyond this tab. */
const goesWithTab = (desk: Desk): boolean => desk.stage.host.getAttribute('storage')?.trim() === 'session'

/** States of storage that a reader has to know, with the file as the way out. */
export function StorageNotice() {
  const desk = useDesk()
  const state = desk.session.storage.value
  if (state === 'empty' || state === 'kept') return null
  return (
    <div
      class={`notice ${state === 'memory' ? '' : 'serious'}`}
      part="notice notice-storage"
      role={state === 'memory' ? undefined : 'alert'}
    >
      <p>{desk.say(`keep.${state}`)}</p>
      <p class="row">
        <SaveButton />
      </p>
    </div>
  )
}

export function SaveButton({ quiet = false, minutes = false }: { quiet?: boolean; minutes?: boolean }) {
  const desk = useDesk()
  const [fault, setFault] = useState<string | null>(null)
  const save = async () => {
    setFault(null)
    try {
      const file = await desk.session.export(minutes ? 'minutes' : 'json', desk.locale)
      download(file, `${fileName(desk.session.debate)}.${minutes ? 'html' : 'json'}`)
      desk.tell(desk.say(minutes ? 'said.minutes' : 'said.saved'))
    } catch (error) {
      setFault(await desk.explain(error))
    }
  }
  return (
    <>
      <button
        type="button"
        class={quiet ? 'quiet' : ''}
        part={minutes ? 'button minutes' : 'button save'}
        onClick={() => {
          void save()
        }}
      >
        {desk.say(minutes ? 'file.minutes' : 'keep.save')}
      </button>
      <Fault text={fault} />
    </>
  )
}

/** Saving, opening, merging, printing: the foot of the debate. */
export function FileTools() {
  const desk = useDesk()
  /** Each file has its own number, so that the same one may be opened twice. */
  const [chosen, setChosen] = useState<{ file: File; turn: number } | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const intent = intentOf('files')
  const state = desk.session.storage.value
  return (
    <div role="group" class="foot" part="footer" aria-label={desk.say('file.title')}>
      <p class="kept">{desk.say(`kept.${state === 'kept' && goesWithTab(desk) ? 'tab' : state}`)}</p>
      <div class="row">
        {desk.wants('export') && <SaveButton quiet />}
        {desk.wants('export') &&
          desk.session.ask<{ questions: unknown[] }>({ q: 'questions' }).questions.length > 0 && (
            <SaveButton quiet minutes />
          )}
        {desk.wants('import') && (
          <>
            <button
              id="file-open"
              type="button"
              class="quiet"
              part="button open-file"
              {...intent}
              onClick={() => input.current?.click()}
            >
              {desk.say('file.open')}
            </button>
            <input
              ref={input}
              type="file"
              hidden
              accept=".json,.ndjson,.jsonl,.key,application/json,application/x-ndjson"
              onChange={event => {
                const file = event.currentTarget.files?.[0]
                if (file) setChosen({ file, turn: (chosen?.turn ?? 0) + 1 })
                event.currentTarget.value = ''
              }}
            />
          </>
        )}
        {desk.wants('print') && (
          <button type="button" class="quiet" part="button print" onClick={() => window.print()}>
            {desk.say('print')}
          </button>
        )}
      </div>
      {chosen && <FileWork key={chosen.turn} file={chosen.file} />}
      <p class="hint">{desk.say('keep.public')}</p>
    </div>
  )
}

export function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Firefox reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export function fileName(debate: string): string {
  return `palabre-${debate.replace(/[^a-z0-9-]+/g, '-')}`
}
