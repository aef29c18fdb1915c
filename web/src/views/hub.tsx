// What a reader is told of the others: at the foot one quiet line, at the head what was not accepted.
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { shareOf } from '../hub-join'
import { reasonOf } from '../hub-reasons'
import type { HubShare } from '../hub-share'
import type { Refused } from '../hub-standing'
import type { Question } from '../session-types'
import type { Stage } from '../stage'
import { sheets } from '../styles/hub'
import { useDesk } from './desk'
import { focusFoot, focusHead, HUB_FOOT } from './hub-focus'
import { Doubted, KeepReceipt, Overtaken } from './hub-proofs'
import { explain, maybe, say, type Told } from './hub-words'
import { DoneToMine, ModerationLog, TakeOffice, Unread } from './moderated'
import { OtherDevices } from './other-devices'
import { Fault } from './pieces'

/** Before the first act: that it leaves this browser, and who reads it before others. */
export function SharedFirst() {
  const desk = useDesk()
  if (!desk.stage.host.getAttribute('hub')) return null
  const readsFirst = shareOf(desk.stage.host)?.withheld.moderated.state.value.readsFirst
  return (
    <>
      <p>{desk.say('hub.first')}</p>
      {readsFirst && <p>{desk.say('hub.reads-first')}</p>}
    </>
  )
}

/** Beside a ballot: who sees it, and when, where the hub holds it back; and that something is wrong with the hub. */
export function HubSays({ question }: { question: Question }) {
  const desk = useDesk()
  const { stage } = desk
  if (!stage.host.getAttribute('hub')) return null
  const share = shareOf(stage.host)
  // Of a question that stands in the page alone it holds nothing.
  const known = !question.declared || question.sealed > 0 || share?.withheld.knowsDeclared.value
  const holds = known && question.results === 'after-close' && question.closes !== null
  return (
    <>
      {holds && <p class="hint">{desk.say('hub.held')}</p>}
      {share?.standing.value.doubt && (
        <p class="row">
          {desk.say('hub.doubted')}
          <button
            type="button"
            class="quiet"
            part="button see-doubt"
            onClick={() => stage.root.querySelector<HTMLElement>('[part~=notice-doubt]')?.focus()}
          >
            {desk.say('hub.doubted-see')}
          </button>
        </p>
      )}
    </>
  )
}

/** Puts both into the element; answers how to take them out. */
export function showHub(stage: Stage, share: HubShare): () => void {
  const boxes = [document.createElement('div'), document.createElement('div')] as const
  for (const box of boxes) box.className = 'palabre'
  const { root } = stage
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets()]
  stage.place.prepend(boxes[0])
  stage.place.append(boxes[1])
  render(<NotAccepted stage={stage} share={share} />, boxes[0])
  render(<Foot stage={stage} share={share} />, boxes[1])
  return () => {
    for (const box of boxes) {
      render(null, box)
      box.remove()
    }
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter(one => !sheets().includes(one))
  }
}

function NotAccepted({ stage, share }: Told) {
  const refused = share.refusals.list.value
  if (!refused.length && !share.withheld.moderated.done.value.length) return null
  return (
    <div lang={stage.locale.value} dir={stage.settings.dir.value}>
      <DoneToMine stage={stage} share={share} />
      {refused.map(one => (
        <OneNotAccepted key={one.id} stage={stage} share={share} one={one} />
      ))}
    </div>
  )
}

function OneNotAccepted({ stage, share, one }: Told & { one: Refused }) {
  const { id, verb, text, contact } = one
  const reason = maybe(stage, `hub.reason.${reasonOf(one)}`) ?? say(stage, 'hub.reason.other', { code: one.reason })
  return (
    <div class="notice serious" part="notice notice-refused" role="alert">
      <p>{say(stage, 'hub.refused', { verb, reason })}</p>
      {text && (
        <p>
          {say(stage, 'hub.refused-text')} <bdi>{text}</bdi>
        </p>
      )}
      {contact && <p>{say(stage, 'hub.contact', { contact })}</p>}
      <p class="row">
        <button
          type="button"
          class="quiet"
          onClick={() => {
            void share.refusals.dismiss(id)
            focusHead(stage)
          }}
        >
          {say(stage, 'close')}
        </button>
      </p>
    </div>
  )
}

function Foot({ stage, share }: Told) {
  const [told, setTold] = useState('')
  // The same words twice are heard twice only if the text changes.
  const tell = (text: string) => setTold(now => (now === text ? `${text}\u00a0` : text))
  const standing = share.standing.value
  const { line, unshared, asks, old, coming, left, trouble, lapses, working, doubt, votes, overtaken } = standing
  // While the box must not grow, only what cannot wait is said.
  const calm = stage.room.value !== null
  if (calm && !asks && !overtaken.length && !doubt && line !== 'ended') return null
  const said =
    line === 'ended'
      ? null
      : working
        ? say(stage, 'hub.working')
        : coming > 0
          ? say(stage, 'hub.coming', { count: coming })
          : line === 'connecting'
            ? say(stage, 'hub.connecting')
            : line === 'down'
              ? unshared > 0
                ? say(stage, 'hub.down-unshared', { count: unshared })
                : say(stage, 'hub.down')
              : unshared > 0
                ? say(stage, 'hub.unshared', { count: unshared })
                : say(stage, 'hub.up')
  const wrong = trouble && (maybe(stage, `hub.trouble.${trouble}`) ?? say(stage, 'hub.trouble.hello'))
  return (
    <div
      role="group"
      id={HUB_FOOT}
      class="foot"
      part="hub"
      lang={stage.locale.value}
      dir={stage.settings.dir.value}
      aria-label={say(stage, 'hub.label')}
    >
      {said && <p class="kept">{said}</p>}
      {/* Being there again is worth a word, being there from the start is not. */}
      <p class="unseen" role="status">
        {line === 'down' ? say(stage, 'hub.down') : lapses > 0 && line === 'up' ? say(stage, 'hub.up') : ''}
      </p>
      <p class="unseen" role="status">
        {told}
      </p>
      {wrong && (
        <p class="notice serious" part="notice notice-hub" role="alert">
          {wrong}
        </p>
      )}
      {doubt && <Doubted stage={stage} share={share} code={doubt} />}
      <Unread stage={stage} share={share} />
      {left > 0 && <p>{say(stage, 'hub.left', { count: left })}</p>}
      {overtaken.length > 0 ? (
        <Overtaken stage={stage} share={share} />
      ) : (
        asks > 0 && (
          <>
            <p>{say(stage, old ? 'hub.asks-old' : 'hub.asks', { count: asks })}</p>
            <Share stage={stage} share={share} tell={tell} count={asks} />
          </>
        )
      )}
      {votes > 0 && line !== 'ended' && <KeepReceipt stage={stage} share={share} count={votes} />}
      {line === 'up' && <TakeOffice stage={stage} share={share} tell={tell} />}
      {line !== 'ended' && <OtherDevices stage={stage} share={share} />}
      {line !== 'ended' && <ModerationLog stage={stage} share={share} tell={tell} />}
    </div>
  )
}

function Share({ stage, share, tell, count }: Told & { tell(text: string): void; count: number }) {
  const [fault, setFault] = useState<string | null>(null)
  const go = async () => {
    setFault(null)
    try {
      await share.share()
      tell(say(stage, 'hub.sharing', { count }))
      focusFoot(stage)
    } catch (error) {
      setFault(explain(stage, error))
    }
  }
  return (
    <>
      <p class="row">
        <button
          type="button"
          part="button share"
          onClick={() => {
            void go()
          }}
        >
          {say(stage, 'hub.share', { count })}
        </button>
      </p>
      <Fault text={fault} />
    </>
  )
}
