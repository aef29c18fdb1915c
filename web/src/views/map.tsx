// The map: the whole debate as one picture, and beside it the chosen claim with all that can be done with it. What the
// picture shows, the page beside it says; whoever sees no picture has the thread.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { wasmAllowed } from '../load-module'
import { ArgumentMap } from '../map/argument-map'
import { loadMaps } from '../map/calls'
import { COLOURS, cssOf, type ColourName } from '../map/colours'
import { drawsHere } from '../map/renderer'
import { thesisText, wordsOf } from '../map/wording'
import type { Thesis } from '../session-types'
import { Branch } from './branch'
import { useDesk, type Desk } from './desk'
import { Bar, SaveMap } from './map-bar'
import { Chosen } from './map-chosen'
import { heardKey } from './map-keys'
import { shortClaim } from './jump'
import { landmarkName } from './words'

type Instance = Awaited<ReturnType<typeof loadMaps>>

const HELP = 'map-help'

export function MapView({ thesis, level }: { thesis: Thesis; level: number }) {
  const desk = useDesk()
  const [fault, setFault] = useState<string | null>(() => lack(desk))
  const [instance, setInstance] = useState<Instance | null>(null)
  const fail = (error: unknown) => {
    void desk.explain(error).then(setFault)
  }
  useEffect(() => {
    if (fault === null) loadMaps().then(setInstance, fail)
  }, [])
  if (fault !== null)
    return (
      <>
        <div class="notice" part="notice notice-map">
          <p>{fault}</p>
        </div>
        <Branch of="~" level={1} stance={null} words={thesis.text ?? ''} />
      </>
    )
  if (!instance)
    return (
      <p class="hint" role="status">
        {desk.say('later.coming')}
      </p>
    )
  return <Whole instance={instance} level={level} onFail={fail} />
}

/** Why this browser or page shows no map; null where it does. */
function lack(desk: Desk): string | null {
  if (!wasmAllowed()) return desk.say('map.no-wasm')
  return drawsHere() ? null : desk.say('map.no-webgl')
}

function Whole({ instance, level, onFail }: { instance: Instance; level: number; onFail(error: unknown): void }) {
  const desk = useDesk()
  const whole = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const probes = useRef<HTMLSpanElement>(null)
  const beside = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<ArgumentMap | null>(null)
  const [full, setFull] = useState(false)
  useLayoutEffect(() => {
    let made: ArgumentMap
    try {
      const probe = (name: ColourName) => probes.current!.children[COLOURS.indexOf(name)]!
      made = new ArgumentMap(desk, instance, box.current!, probe, () => beside.current)
    } catch (error) {
      return onFail(error)
    }
    made.takeOver()
    setMap(made)
    desk.mapped.value = true
    const stop = made.failed.subscribe(error => error !== null && onFail(error))
    return () => {
      stop()
      desk.mapped.value = false
      made.close()
    }
  }, [])
  useEffect(() => {
    const element = whole.current!
    const follow = () => {
      const now = desk.stage.root.fullscreenElement === element
      setFull(now)
      if (!map) return
      map.gestures.full = now
      const surface = map.labels.palette?.surface
      // The page around, whose ground the map stands on, is out of sight.
      element.style.backgroundColor = now && surface ? cssOf(surface) : ''
    }
    document.addEventListener('fullscreenchange', follow)
    return () => document.removeEventListener('fullscreenchange', follow)
  }, [map])
  const stop = (event: KeyboardEvent) => event.stopPropagation()
  return (
    <div
      class={full ? 'map full' : 'map'}
      part="map"
      ref={whole}
      // What is typed here is no shortcut of the page's.
      onKeyDown={stop}
      onKeyUp={stop}
      onKeyPress={stop}
    >
      {map && <Bar map={map} whole={whole} full={full} />}
      <div class="map-halves">
        <div class="map-stage" part="map-stage">
          <div
            ref={box}
            class={map?.engaged.value ? 'map-box engaged' : 'map-box'}
            part="map-box"
            role="application"
            tabIndex={0}
            aria-label={desk.say('map.name', { text: landmarkName(thesisText(desk)) })}
            aria-describedby={HELP}
            onFocus={() => map?.announce()}
            onKeyDown={event => map && heardKey(map, event)}
          />
          <span class="map-probes" ref={probes} aria-hidden="true">
            {COLOURS.map(name => (
              <i class={`probe-${name}`} />
            ))}
          </span>
          {map?.hinted.value && <p class="map-hint">{desk.say('map.hint')}</p>}
          {map && <TipBox map={map} />}
          {map && <Supposing map={map} />}
        </div>
        <div class="map-beside" ref={beside}>
          {map && <Chosen map={map} level={level} />}
        </div>
      </div>
      <p class="hint" id={HELP}>
        {desk.say('map.help')}
      </p>
      {map && <SaveMap map={map} />}
    </div>
  )
}

/** While the weights shown are not those of readers. It covers some of the map: nothing moves under a slider. */
function Supposing({ map }: { map: ArgumentMap }) {
  const desk = useDesk()
  if (map.supposed.value.size === 0 && map.semantics.value === 0) return null
  return (
    <div class="notice map-supposing" part="notice notice-supposing">
      <p>{desk.say('map.supposing')}</p>
      <p>
        <button
          type="button"
          part="button"
          onClick={() => {
            map.forget()
            desk.speech.now(desk.say('map.forgotten'))
          }}
        >
          {desk.say('map.forget')}
        </button>
      </p>
    </div>
  )
}

/** What the pointer is at, where its letters are too small to be read or there are none. */
function TipBox({ map }: { map: ArgumentMap }) {
  const desk = useDesk()
  const box = useRef<HTMLDivElement>(null)
  const tip = map.tip.value
  const shown = tip !== null && (map.view.value !== 'tree' || map.calls.scale() < READABLE)
  useLayoutEffect(() => {
    const element = box.current
    const stage = element?.parentElement
    if (!element || !stage || !tip) return
    const left = Math.min(Math.max(0, tip.x + 14), stage.clientWidth - element.offsetWidth)
    const below = tip.y + 18
    const top = below + element.offsetHeight > stage.clientHeight ? tip.y - element.offsetHeight - 12 : below
    element.style.left = `${Math.max(0, left)}px`
    element.style.top = `${Math.max(0, top)}px`
  })
  if (!shown) return null
  const { side, stance, text, lang } = wordsOf(desk, map.rows, tip.row)
  return (
    <div class="map-tip" ref={box} aria-hidden="true">
      {side !== '' && <span class={`side ${stance}`}>{side}</span>} <bdi lang={lang}>{shortClaim(text)}</bdi>
    </div>
  )
}

/** Under this scale letters of 15 px are no longer read with ease. */
const READABLE = 0.7
