// The debate as a page, below the stage: the element, which is what a screen reader finds the debate by. It is given
// the same lines and keeps nothing.
import { readJson } from '../json'
import { make } from './dom'
import type { OpenedDebate } from './engine'
import { questionElement, type FileQuestion } from './page-questions'
import type { Words } from './words'

/** What a page declares, as the debate file has it (docs/debate-file.md, `page`). */
interface Declared {
  thesis: string | null
  claims: { id: string; parent: string; stance: string; text: string }[]
  questions: FileQuestion[]
}
const NAMED = /^~[a-z0-9-]{1,32}$/

export class PageView {
  readonly element = make('section', { class: 'page', id: 'page', hidden: true, 'aria-labelledby': 'page-title' })
  readonly button: HTMLButtonElement
  #addresses: string[] = []

  constructor(
    private readonly words: Words,
    /** What is open, and its debate file as it is now. */
    private readonly shown: () => { debate: OpenedDebate; file: Uint8Array<ArrayBuffer> },
  ) {
    this.button = words.put(make('button', { type: 'button', 'aria-controls': 'page' }), 'as-page')
    this.button.addEventListener('click', () => this.#show())
  }

  #show(): void {
    const { words } = this
    for (const address of this.#addresses.splice(0)) URL.revokeObjectURL(address)
    const heading = words.put(make('h2', { id: 'page-title', tabindex: '-1' }), 'as-page-title')
    this.element.replaceChildren(heading, words.put(make('p'), 'as-page-why'), this.#debate())
    this.element.hidden = false
    heading.focus()
    heading.scrollIntoView()
  }

  #debate(): HTMLElement {
    const { debate, file } = this.shown()
    const [site = '', name = ''] = debate.debate.split('/')
    const address = URL.createObjectURL(new Blob([file], { type: 'application/json' }))
    this.#addresses.push(address)
    const attributes = { debate: name, site, src: address, storage: 'none', write: 'readonly', loading: 'eager' }
    const element = make('palabre-debate' as 'div', { ...attributes, lang: this.words.lang, 'heading-level': '3' })
    if (debate.owner) element.setAttribute('owner', debate.owner)
    const { page } = readJson<{ page: Declared }>(new TextDecoder().decode(file))
    const heading = page.thesis ?? debate.title
    if (heading) element.append(make('h3', {}, heading))
    element.append(outlineOf(page), ...page.questions.flatMap(question => questionElement(question) ?? []))
    return element
  }
}

/** The claims that a page declares, as it would declare them; each stands behind the one that it answers. */
function outlineOf({ claims }: Declared): HTMLElement {
  const top = make('ul')
  const lists = new Map([['~', top]])
  for (const { id, parent, stance, text } of claims) {
    const below = make('ul')
    const named: Record<string, string> = NAMED.test(id) ? { 'data-id': id.slice(1) } : {}
    lists.set(id, below)
    lists.get(parent)?.append(make('li', { 'data-stance': stance, ...named }, text, below))
  }
  return top
}
