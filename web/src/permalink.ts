// `#palabre-DEBATE.ID`: the address of one claim, answered at the start, on `hashchange` and after a
// router has moved. Without JavaScript the outline's own `id` answers it.

interface Answering {
  name: string
  reveal(id: string): unknown
}

const answering = new Set<Answering>()
let listening = false
let last = ''

/** `DEBATE` is the name without the site: the page knows its own. */
export function permalinkOf(name: string, id: string): string {
  const address = new URL(location.href)
  address.hash = `palabre-${name}.${id}`
  return address.href
}

/** The id that the page's address asks this debate for, or null. */
export function askedOf(name: string, hash: string = location.hash): string | null {
  let text = hash.replace(/^#/, '')
  try {
    text = decodeURIComponent(text)
  } catch {
    // A stray % belongs to somebody else's fragment.
  }
  const prefix = `palabre-${name}.`
  return text.startsWith(prefix) && text.length > prefix.length ? text.slice(prefix.length) : null
}

/** From now on, until the answer is called, this debate reveals what the address asks for. */
export function answerPermalinks(one: Answering): () => void {
  answering.add(one)
  if (!listening) listen()
  const asked = askedOf(one.name)
  if (asked !== null && isFirst(one)) one.reveal(asked)
  return () => {
    answering.delete(one)
  }
}

function listen(): void {
  listening = true
  last = location.href
  addEventListener('hashchange', () => look(true))
  addEventListener('popstate', () => look(false))
  const navigation = (globalThis as { navigation?: EventTarget }).navigation
  navigation?.addEventListener('navigatesuccess', () => look(false))
}

function look(again: boolean): void {
  if (!again && location.href === last) return
  last = location.href
  for (const one of answering) {
    const asked = askedOf(one.name)
    if (asked !== null && isFirst(one)) one.reveal(asked)
  }
}

/** Of several elements of one debate the first answers. */
function isFirst(one: Answering): boolean {
  for (const other of answering) if (other.name === one.name) return other === one
  return false
}
