// What the page says of the hub: how the sharing goes, what waits for a word, and what the hub did not take.
import { reasonOf } from '../hub-reasons'
import type { Refused, Standing } from '../hub-standing'
import { make } from './dom'
import type { Words } from './words'

export interface HubActs {
  /** What was said before there was a hub may go there. */
  share(): void
  /** This refusal has been read. */
  dismiss(id: string): void
}

export class HubBar {
  readonly element = make('div', { class: 'hub', hidden: true })
  readonly #told = make('p', { class: 'told', role: 'status' })
  readonly #rest = make('div')
  #said = ''

  constructor(
    private readonly words: Words,
    private readonly acts: HubActs,
  ) {
    this.element.append(this.#told, this.#rest)
  }

  hide(): void {
    this.#said = ''
    this.element.hidden = true
  }

  show(standing: Standing, refused: readonly Refused[]): void {
    const { words } = this
    this.element.hidden = false
    const { asks, line } = standing
    const [key, values] = sentence(standing)
    const said = `${key} ${JSON.stringify([values, asks, refused])}`
    // What stays as it was is not read out again.
    if (said === this.#said) return
    this.#said = said
    this.#told.classList.toggle('fault', line === 'ended')
    words.put(this.#told, key, values)
    const asked =
      asks > 0 && line === 'up' ? [this.#button('hub-share', () => this.acts.share(), { lines: asks })] : []
    this.#rest.replaceChildren(...asked, ...refused.map(one => this.#refusal(one)))
  }

  #refusal(refused: Refused): HTMLElement {
    const { words } = this
    const { id, text, verb } = refused
    const why = `hub-why-${reasonOf(refused)}`
    const values = {
      text: text ?? verb,
      why: words.say(words.has(why) ? why : 'hub-why-other', { code: refused.reason }),
    }
    const said = words.put(make('p', { class: 'told fault', role: 'alert' }), 'hub-refused', values)
    const read = this.#button('hub-read', () => this.acts.dismiss(id))
    // Of several such buttons each says which words it is about.
    said.id = `refused-${id}`
    read.setAttribute('aria-describedby', said.id)
    return make('div', {}, said, read)
  }

  #button(key: string, act: () => void, values: Record<string, number> = {}): HTMLButtonElement {
    const button = this.words.put(make('button', { type: 'button' }), key, values)
    button.addEventListener('click', act)
    return button
  }
}

function sentence({
  line,
  trouble,
  unshared,
  coming,
}: Standing): [key: string, values: Record<string, string | number>] {
  if (line === 'ended') return ['hub-ended', { why: trouble ?? '' }]
  if (trouble === 'unopened') return ['hub-unopened', {}]
  if (trouble) return ['hub-trouble', { why: trouble }]
  if (line === 'connecting') return ['hub-connecting', {}]
  if (line === 'down') return ['hub-down', { lines: unshared }]
  return coming ? ['hub-coming', { entries: coming }] : ['hub-up', { lines: unshared }]
}
