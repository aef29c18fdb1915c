// workbench.html: the workbench of facilitators and analysts in a browser (docs/workbench.md, On the web).
//
//   workbench.html?src=ADDRESS&hub=ADDRESS&debate=SITE/NAME&lang=fr&theme=dark&page=ADDRESS
//
// `src` is a debate file or a log on the same site, `hub` a hub there, through which the debate is shared (where there
// is no `src`, the one that `debate` names), `page` where phones find the debate.
import { drawsHere } from '../map/renderer'
import { wasmAllowed } from '../load-module'
import { fetched, logAt, Unreadable } from './opening'
import { Desk } from './desk'
import { openedWith } from './kept-room'
import { StartPage } from './start-page'
import style from './style.css'
import { langOf, Words } from './words'

const given = new URLSearchParams(location.search)
const words = new Words(langOf(given.get('lang')))
const asked = given.get('theme')
const dark = asked ? asked === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
const sheet = new CSSStyleSheet()
sheet.replaceSync(style)
document.adoptedStyleSheets = [sheet]

const main = document.querySelector('main')!
const desk = new Desk(main, words, { dark, page: given.get('page') ?? '', hub: given.get('hub') ?? '' })
const start = new StartPage(words, {
  open: file => void open(async () => file),
  goOn: debate =>
    void open(async () => {
      const file = await openedWith(debate)
      if (!file) throw new Unreadable('failed-debate')
      return file
    }),
})
desk.again = () => void begin()

/** Opens what `get` gives, or says in the page why it cannot be read. */
async function open(get: () => Promise<Blob>): Promise<void> {
  start.reading()
  try {
    await desk.open(await get())
  } catch (error) {
    await begin()
    start.failed(error)
  }
}

async function begin(): Promise<void> {
  desk.close()
  words.put(document.querySelector('title')!, 'title')
  main.replaceChildren(start.element)
  await start.show()
}

// A file that misses its field would replace the page, and with it what a room is saying.
for (const name of ['dragover', 'drop'] as const) addEventListener(name, event => event.preventDefault())
addEventListener('dragover', () => document.body.classList.add('dropping'))
for (const name of ['dragleave', 'drop'] as const)
  addEventListener(name, () => document.body.classList.remove('dropping'))
addEventListener('drop', event => {
  const file = event.dataTransfer?.files[0]
  if (file && start.able) void open(async () => file)
})

start.able = drawsHere() && wasmAllowed()
const src = given.get('src')
const [hub, debate] = [given.get('hub'), given.get('debate')]
await begin()
if (src !== null && start.able) void open(() => fetched(src))
else if (hub && debate && start.able) void open(async () => fetched(logAt(hub, debate)))
else if (src !== null) start.offerPage(src)
