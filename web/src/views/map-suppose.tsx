// What if readers judged this claim otherwise? A native range; the strengths on the map move with it, and nothing is
// recorded.
import type { ArgumentMap } from '../map/argument-map'
import { SEMANTICS, type Row } from '../map/calls'
import { useDesk } from './desk'
import { fieldId } from './focus'
import { Gauge } from './pieces'
import { strengthWord, thesisWord } from './words'

export function Suppose({ map, row }: { map: ArgumentMap; row: Row }) {
  const desk = useDesk()
  const values = map.values(row)
  const thesis = map.values(0)
  if (!values || !thesis || !desk.settings.weighing.value) return null
  const supposed = map.supposed.value.has(row)
  const field = fieldId(map.idOf(row), 'suppose')
  const words = desk.say(strengthWord(values.base))
  const recorded = map.rows.base[row]!
  return (
    <details class="map-suppose" part="map-suppose">
      <summary>{desk.say('map.suppose')}</summary>
      <label class="field" for={field}>
        {desk.say('map.suppose.slider')}
      </label>
      <input
        id={field}
        type="range"
        part="map-slider"
        min={0}
        max={100}
        step={1}
        value={Math.round(values.base * 100)}
        aria-valuetext={words}
        onInput={event => map.suppose(row, Number(event.currentTarget.value) / 100)}
        onChange={() => map.settle()}
      />
      <p class="slider-words" aria-hidden="true">
        <strong>{words}</strong>
      </p>
      <p>
        {supposed
          ? desk.say('map.suppose.judged', { strength: desk.say(strengthWord(recorded)) })
          : desk.say('map.suppose.as-judged')}
        {supposed && (
          <>
            {' '}
            <button
              type="button"
              class="quiet"
              onClick={() => {
                map.suppose(row, null)
                map.settle()
                desk.stage.root.getElementById(field)?.focus()
              }}
            >
              {desk.say('map.suppose.back')}
            </button>
          </>
        )}
      </p>
      <p class="map-then">
        <Gauge value={thesis.strength} />
        {desk.say('map.suppose.then', { strength: desk.say(thesisWord(thesis.strength)) })}
      </p>
      <p class="map-then hint">
        <Gauge value={thesis.recorded} />
        {desk.say('map.suppose.now', { strength: desk.say(thesisWord(thesis.recorded)) })}
      </p>
      <p class="hint">
        {values.turns === null
          ? desk.say('map.suppose.never')
          : desk.say('map.suppose.turns', { strength: desk.say(strengthWord(values.turns)) })}
      </p>
      <Ways map={map} row={row} />
    </details>
  )
}

/** The same arguments weighed otherwise: how far the ways of weighing lie apart. */
function Ways({ map, row }: { map: ArgumentMap; row: Row }) {
  const desk = useDesk()
  const { spread } = map.values(row)!
  const { spread: ofThesis } = map.values(0)!
  const field = fieldId(map.idOf(row), 'semantics')
  return (
    <>
      <label class="field" for={field}>
        {desk.say('map.semantics')}
      </label>
      <select id={field} onChange={event => map.weighBy(Number(event.currentTarget.value))}>
        {SEMANTICS.map((name, at) => (
          <option value={at} selected={map.semantics.value === at}>
            {desk.say(`map.semantics.${name}`)}
          </option>
        ))}
      </select>
      <table class="map-spread">
        <caption>{desk.say('map.spread')}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{desk.say('map.semantics')}</th>
            <th scope="col">{desk.say('map.spread.claim')}</th>
            <th scope="col">{desk.say('map.spread.thesis')}</th>
          </tr>
        </thead>
        <tbody>
          {SEMANTICS.map((name, at) => (
            <tr key={name}>
              <th scope="row">{desk.say(`map.semantics.${name}`)}</th>
              <td>{desk.say(strengthWord(spread[at]!))}</td>
              <td>{desk.say(thesisWord(ofThesis[at]!))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
