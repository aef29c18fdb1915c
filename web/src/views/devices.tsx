// Taking part from another device as the same person, by a code that one device shows and the other is told; and the
// recovery code, which is kept on paper.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { loadChunk } from '../chunks'
import { newRecoveryCode, written } from '../device-code'
import { awaitDevice, CodeTrouble, keepRecoveryCode, newLinkCode, useCode } from '../device-link'
import type { HubShare } from '../hub-share'
import { Refusal } from '../session-types'
import type { Stage } from '../stage'
import { afterDrawing, focusById, focusElement } from './focus'
import { Fault } from './pieces'

export interface DevicesProps {
  stage: Stage
  share: HubShare
  /** The sentence of the catalogue; null where there is none. */
  say(key: string, values?: Record<string, unknown>): string | null
}

type Way = 'show' | 'enter' | 'keep'

interface WayProps extends DevicesProps {
  /** `said`: what came of it, if anything did. */
  onClose(said?: string | null): void
}

/** How long a code for another device is good; ms. */
const CODE_MS = 10 * 60_000

export function Devices(props: DevicesProps) {
  const { stage, share, say } = props
  const [way, setWay] = useState<Way | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const me = share.session.me.value
  const open = (next: Way) => {
    setSaid(null)
    setWay(next)
  }
  const close = (words: string | null = null) => {
    const id = `device-${way}`
    setWay(null)
    setSaid(words)
    afterDrawing(() => focusById(stage.root, id))
  }
  const button = (one: Way) => (
    <button id={`device-${one}`} type="button" class="quiet" part={`button device-${one}`} onClick={() => open(one)}>
      {say(`device.${one}`)}
    </button>
  )
  const Chosen = way && WAYS[way]
  return (
    <>
      <p>{say('device.what')}</p>
      {Chosen ? (
        <Chosen {...props} onClose={close} />
      ) : (
        <div class="row">
          {me !== null && button('show')}
          {button('enter')}
          {me !== null && button('keep')}
        </div>
      )}
      <p class="hint" role="status">
        {said}
      </p>
    </>
  )
}

/** The code that the other device is told, and the waiting for it. */
function ShowCode({ share, say, onClose }: WayProps) {
  const [code, setCode] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const { session } = share
  useEffect(() => {
    const stop = new AbortController()
    let late: ReturnType<typeof setTimeout> | undefined
    const show = async (): Promise<void> => {
      const me = session.me.peek()!
      const { code, secret } = await newLinkCode(session, me)
      if (stop.signal.aborted) return
      setCode(code)
      late = setTimeout(() => {
        stop.abort()
        onClose(say('device.late'))
      }, CODE_MS)
      const found = () => clearTimeout(late)
      if ((await awaitDevice(session, me, secret, found, stop.signal)) !== null) onClose(say('device.linked'))
    }
    show().catch(error => setFault(reasonOf(say, error)))
    return () => {
      stop.abort()
      clearTimeout(late)
    }
  }, [])
  return (
    <Box label={say('device.show')} onClose={onClose}>
      <p class="paragraph" tabIndex={-1}>
        {say('device.show-how', { title: say('device.title'), enter: say('device.enter') })}
      </p>
      {code !== null && <Code code={code} />}
      <p class="paragraph">{say('device.one')}</p>
      {code !== null && <p role="status">{say('device.waiting')}</p>}
      <Fault id="device-fault" text={fault} />
      <p class="row">
        <button type="button" class="quiet" onClick={() => onClose()}>
          {say('cancel')}
        </button>
      </p>
    </Box>
  )
}

/** A code that the other device shows, or that was kept. */
function EnterCode({ stage, share, say, onClose }: WayProps) {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [step, setStep] = useState<'typing' | 'busy' | 'asked'>('typing')
  const [stop] = useState(() => new AbortController())
  useEffect(() => () => stop.abort(), [])
  const send = async () => {
    if (step !== 'typing') return
    if (share.standing.peek().line !== 'up') return setFault(say('device.offline'))
    setFault(null)
    setStep('busy')
    try {
      const came = await useCode(share.session, text, () => setStep('asked'), stop.signal)
      if (came) onClose(say(`device.${came}`))
    } catch (error) {
      setFault(reasonOf(say, error))
      setStep('typing')
      afterDrawing(() => focusById(stage.root, 'device-code'))
    }
  }
  return (
    <Box label={say('device.enter')} onClose={onClose}>
      <form
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        <label class="field" for="device-code">
          {say('device.code')}
        </label>
        <input
          id="device-code"
          type="text"
          part="field"
          class="device-typed"
          dir="ltr"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={text}
          readOnly={step !== 'typing'}
          aria-describedby="device-fault"
          aria-invalid={fault ? 'true' : undefined}
          onInput={event => setText(event.currentTarget.value)}
        />
        <p class="paragraph">{say('device.one')}</p>
        <p role="status">{step !== 'typing' && say(step === 'asked' ? 'device.asked' : 'device.sending')}</p>
        <Fault id="device-fault" text={fault} />
        <p class="row">
          <button
            type="submit"
            class="main"
            part="button submit"
            aria-disabled={step !== 'typing' ? 'true' : undefined}
          >
            {say('device.use')}
          </button>
          <button type="button" class="quiet" onClick={() => onClose()}>
            {say('cancel')}
          </button>
        </p>
      </form>
    </Box>
  )
}

/** The code for later: good from when the reader says that it is written down. */
function KeepCode({ stage, share, say, onClose }: WayProps) {
  const [code, setCode] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [stop] = useState(() => new AbortController())
  useEffect(() => () => stop.abort(), [])
  useEffect(() => {
    newRecoveryCode().then(setCode, error => setFault(reasonOf(say, error)))
  }, [])
  const keep = async (code: string) => {
    if (busy) return
    if (share.standing.peek().line !== 'up') return setFault(say('device.offline'))
    setBusy(true)
    setFault(null)
    try {
      if (await keepRecoveryCode(share.session, code, stop.signal)) onClose(say('device.kept'))
    } catch (error) {
      setFault(reasonOf(say, error))
      setBusy(false)
    }
  }
  const save = async (code: string) => {
    const { download, fileName } = await loadChunk('acts')
    const { debate } = share.session
    const words = say('device.file', { code: written(code), debate, address: stage.permalink('~') })
    download(new Blob([`${words}\n`], { type: 'text/plain' }), `${fileName(debate)}-code.txt`)
  }
  return (
    <Box label={say('device.keep')} onClose={onClose}>
      <p class="paragraph" tabIndex={-1}>
        {say('device.keep-how', { title: say('device.title'), enter: say('device.enter') })}
      </p>
      {code !== null && <Code code={code} />}
      <p class="paragraph">{say('device.secret')}</p>
      <p role="status">{busy && say('device.sending')}</p>
      <Fault id="device-fault" text={fault} />
      {code !== null && (
        <p class="row">
          <button
            type="button"
            class="main"
            part="button submit"
            aria-disabled={busy ? 'true' : undefined}
            onClick={() => void keep(code)}
          >
            {say('device.noted')}
          </button>
          <button
            type="button"
            part="button save-code"
            onClick={() => {
              save(code).catch(error => setFault(reasonOf(say, error)))
            }}
          >
            {say('device.save')}
          </button>
          <button type="button" class="quiet" onClick={() => onClose()}>
            {say('cancel')}
          </button>
        </p>
      )}
    </Box>
  )
}

const WAYS = { show: ShowCode, enter: EnterCode, keep: KeepCode }

interface BoxProps {
  label: string | null
  onClose(): void
  children: ComponentChildren
}

/** Takes the focus when it opens: into its field, else to its first words. */
function Box({ label, onClose, children }: BoxProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    afterDrawing(() => {
      const first = box.current?.querySelector<HTMLElement>('input, [tabindex]')
      if (first) focusElement(first)
    })
  }, [])
  return (
    <div
      ref={box}
      class="panel"
      part="panel"
      role="group"
      aria-label={label ?? ''}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      {children}
    </div>
  )
}

function Code({ code }: { code: string }) {
  return (
    <p class="device-code" part="device-code" dir="ltr" translate={false}>
      {written(code)
        .split(' ')
        .map(group => (
          <>
            <span>{group}</span>{' '}
          </>
        ))}
    </p>
  )
}

/** Why it came to nothing, in words. */
function reasonOf(say: DevicesProps['say'], error: unknown): string {
  if (error instanceof CodeTrouble) return say(`device.no.${error.code}`) ?? ''
  const { code } = error as { code?: unknown }
  // Two keys of different members are refused as `no-right`.
  const kind =
    error instanceof Refusal ? (code === 'no-right' ? 'device.no.refused' : `fault.${code}`) : `trouble.${code}`
  return say(kind) ?? say('fault.unknown') ?? ''
}
