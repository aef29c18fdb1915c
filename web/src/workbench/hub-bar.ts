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
  readonly #share: HTMLButtonElement
  /** What stands of each refusal: it stays while it holds, with the focus that its button may have. */
  readonly #refusals = new Map<string, HTMLElement>()
  #said = ''

  constructor(
    private readonly words: Words,
    private readonly acts: HubActs,
  ) {
    this.#share = make('button', { type: 'button' })
    this.#share.addEventListener('click', () => this.acts.share())
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
    if (asks === 0 || line !== 'up') this.#share.remove()
    else if (!this.#share.parentNode) this.#rest.prepend(this.#share)
    words.put(this.#share, 'hub-share', { lines: asks })
    this.#list(refused)
    const said = `${key} ${JSON.stringify(values)}`
    // What stays as it was is not read out again.
    if (said === this.#said) return
    this.#said = said
    this.#told.classList.toggle('fault', line === 'ended')
    words.put(this.#told, key, values)
  }

  #list(refused: readonly Refused[]): void {
    const ids = new Set(refused.map(one => one.id))
    for (const [id, element] of this.#refusals) {
      if (ids.has(id)) continue
      element.remove()
      this.#refusals.delete(id)
    }
    for (const one of refused) {
      if (this.#refusals.has(one.id)) continue
      const element = this.#refusal(one)
      this.#refusals.set(one.id, element)
      this.#rest.append(element)
    }
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
    const read = words.put(make('button', { type: 'button' }), 'hub-read')
    read.addEventListener('click', () => this.acts.dismiss(id))
    // Of several such buttons each says which words it is about.
    said.id = `refused-${id}`
    read.setAttribute('aria-describedby', said.id)
    return make('div', {}, said, read)
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
