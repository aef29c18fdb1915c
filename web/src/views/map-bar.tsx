// The controls of the map, and saving what it shows.
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import type { ArgumentMap } from '../map/argument-map'
import { HIGHLIGHT, SHARE, VIEW, type Highlight, type Share, type ViewOfMap } from '../map/calls'
import { pngOf } from '../map/export-png'
import { svgOf } from '../map/export-svg'
import { useDesk } from './desk'
import { acts } from './later'
import { Fault } from './pieces'

export function Bar({
  map,
  whole,
  full,
}: {
  map: ArgumentMap
  whole: RefObject<HTMLDivElement | null>
  full: boolean
}) {
  const desk = useDesk()
  const view = map.view.value
  const press = (label: string, sign: string, act: () => void) => (
    <button type="button" class="step" part="button" onClick={act}>
      <span aria-hidden="true">{sign}</span>
      <span class="unseen">{desk.say(label)}</span>
    </button>
  )
  return (
    <div class="map-bar" part="map-bar" role="group" aria-label={desk.say('map.bar')}>
      <div class="views" role="group" aria-label={desk.say('map.form')}>
        {(Object.keys(VIEW) as ViewOfMap[]).map(one => (
          <button
            type="button"
            class="view"
            part={`view map-${one}`}
            aria-pressed={view === one}
            onClick={() => map.show(one)}
          >
            {desk.say(`map.form.${one}`)}
          </button>
        ))}
      </div>
      <Choice
        label={desk.say('map.highlight')}
        say={one => desk.say(`map.highlight.${one}`)}
        options={Object.keys(HIGHLIGHT) as Highlight[]}
        value={map.highlight.value}
        onChoose={one => map.point(one)}
      />
      {view !== 'tree' && (
        <Choice
          label={desk.say('map.share')}
          say={one => desk.say(`map.share.${one}`)}
          options={Object.keys(SHARE) as Share[]}
          value={map.share.value}
          onChoose={one => map.show(view, one)}
        />
      )}
      <div class="map-steps">
        {press('map.farther', '\u2212', () => map.step(false))}
        {press('map.nearer', '+', () => map.step(true))}
        <button type="button" part="button" onClick={() => map.fit()}>
          {desk.say('map.fit')}
        </button>
        {document.fullscreenEnabled && (
          <button
            type="button"
            part="button full-screen"
            aria-pressed={full}
            onClick={() => {
              // A page may refuse it; then the map stays as it is.
              const done = full ? document.exitFullscreen() : whole.current?.requestFullscreen()
              done?.catch(() => undefined)
            }}
          >
            {desk.say('map.full')}
          </button>
        )}
      </div>
    </div>
  )
}

interface ChoiceProps<Name extends string> {
  label: string
  /** An option in words. */
  say(one: Name): string
  options: readonly Name[]
  value: Name
  onChoose(one: Name): void
}

function Choice<Name extends string>({ label, say, options, value, onChoose }: ChoiceProps<Name>) {
  return (
    <label class="sort">
      <span>{label}</span>{' '}
      <select value={value} onChange={event => onChoose(event.currentTarget.value as Name)}>
        {options.map(one => (
          <option value={one} selected={value === one}>
            {say(one)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What a report or a poster needs: all of the view, as it is now. */
export function SaveMap({ map }: { map: ArgumentMap }) {
  const desk = useDesk()
  const [fault, setFault] = useState<string | null>(null)
  if (!desk.wants('export')) return null
  const save = async (kind: string, make: () => Blob | Promise<Blob>) => {
    setFault(null)
    try {
      acts().download(await make(), `${acts().fileName(desk.session.debate)}-map.${kind}`)
      desk.tell(desk.say('map.saved'))
    } catch (error) {
      setFault(await desk.explain(error))
    }
  }
  return (
    <div class="map-save">
      <p>
        <span>{desk.say('map.save')}</span>{' '}
        <button type="button" class="quiet" part="button save-svg" onClick={() => void save('svg', () => svgOf(map))}>
          {desk.say('map.save.svg')}
        </button>{' '}
        <button type="button" class="quiet" part="button save-png" onClick={() => void save('png', () => pngOf(map))}>
          {desk.say('map.save.png')}
        </button>
      </p>
      <Fault id="map-save-fault" text={fault} />
    </div>
  )
}
