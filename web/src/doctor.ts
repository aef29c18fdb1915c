// `Palabre.doctor()`: what a site owner wants to know when the widget does not do what they expect.
import { PalabreDebate } from './element-debate'
import { identityOfPage } from './identity-of-page'
import { sha256 } from './identity'
import { addressOf, published, wasmAllowed } from './load-module'
import { readOutline } from './outline-dom'
import { openSessions } from './session-registry'
import type { Question, Thesis } from './session-types'

export interface LoaderFacts {
  version: string
  versions: string[]
  csp(): string
}
export interface Finding {
  level: 'ok' | 'warn' | 'bad'
  about: string
  says: string
}
export interface Diagnosis {
  ok: boolean
  findings: Finding[]
}

export async function doctor(loader: LoaderFacts): Promise<Diagnosis> {
  const findings: Finding[] = []
  const say = (level: Finding['level'], about: string, says: string): void => {
    findings.push({ level, about, says })
  }
  checkVersions(loader, say)
  checkPolicy(loader, say)
  await checkFiles(loader, say)
  await checkStorage(say)
  const elements = [...document.querySelectorAll('palabre-debate')]
  if (!elements.length) say('warn', 'elements', 'There is no <palabre-debate> in this page.')
  for (const element of elements) await checkElement(element, say)
  await checkAgainstLogs(elements, say)
  return { ok: findings.every(finding => finding.level !== 'bad'), findings }
}

type Say = (level: Finding['level'], about: string, says: string) => void

function checkVersions({ version, versions }: LoaderFacts, say: Say): void {
  if (versions.length > 1) {
    say(
      'warn',
      'versions',
      `${versions.length} versions of palabre.js are in this page (${versions.join(', ')}). ${version} came first and serves all elements. Remove the others.`,
    )
  } else {
    say('ok', 'versions', `palabre ${version} serves this page.`)
  }
}

function checkPolicy(loader: LoaderFacts, say: Say): void {
  if (wasmAllowed()) say('ok', 'policy', 'The page lets WebAssembly run.')
  else
    say(
      'warn',
      'policy',
      `The page's policy refuses WebAssembly: the slower JavaScript build stands in. To allow it: ${loader.csp()}`,
    )
  if (!isSecureContext)
    say(
      'warn',
      'policy',
      'The page is not served over https: keys lie readable in its storage, and tabs cannot wait for each other.',
    )
}

async function checkFiles(loader: LoaderFacts, say: Say): Promise<void> {
  const file = await published('core.wasm')
  try {
    const response = await fetch(addressOf(file), { method: 'HEAD', credentials: 'omit' })
    const type = response.headers.get('content-type')
    if (!response.ok)
      say('bad', 'files', `${file.name} answers HTTP ${response.status}. Were all files of dist/ copied?`)
    else if (type !== 'application/wasm')
      say('warn', 'files', `${file.name} is served as ${type}; application/wasm starts faster.`)
    else say('ok', 'files', `${file.name} is there, with the right type.`)
  } catch {
    say(
      'bad',
      'files',
      `${file.name} cannot be fetched. On another host it needs "Access-Control-Allow-Origin: *", and the policy: ${loader.csp()}`,
    )
  }
}

async function checkStorage(say: Say): Promise<void> {
  try {
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {}
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open('palabre-doctor')
      // Aborted at once: looking leaves nothing behind.
      request.onupgradeneeded = () => request.transaction!.abort()
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
      request.onerror = () => (request.error?.name === 'AbortError' ? resolve() : reject(request.error))
    })
    if (quota && quota - usage < 10_000_000)
      say('warn', 'storage', 'The browser has less than 10 MB left for this site.')
    else say('ok', 'storage', 'The browser keeps contributions on this page.')
  } catch (error) {
    say(
      'warn',
      'storage',
      `The browser keeps nothing here (${String(error)}): contributions last as long as the page, unless saved as a file.`,
    )
  }
}

const FROM = {
  attribute: 'its debate attribute',
  meta: '<meta name="palabre:debate">',
  canonical: 'the canonical link',
  path: 'the page\'s path (give debate="..." so that it survives a move)',
}

async function checkElement(element: Element, say: Say): Promise<void> {
  try {
    const { debate, from } = await identityOfPage(element, sha256)
    say(from === 'path' ? 'warn' : 'ok', 'identity', `${debate}: named by ${FROM[from]}.`)
    const unread = element instanceof PalabreDebate ? element.remarks : readOutline(element).remarks
    for (const { attribute, value, on } of unread) {
      say('warn', 'outline', `${debate}: ${attribute}="${value}" on "${on}" was not understood.`)
    }
    if (element.hasAttribute('hub'))
      say('warn', 'hub', `${debate}: hub is reserved; this version shares by files and tabs.`)
  } catch (error) {
    say('bad', 'identity', String(error))
  }
}

/** Where the log has an `open` or an `ask`, it rules: which attributes say something else? */
async function checkAgainstLogs(elements: readonly Element[], say: Say): Promise<void> {
  for (const opened of await Promise.allSettled(openSessions())) {
    if (opened.status === 'rejected') continue
    const session = opened.value
    const element = elements.find(one => one instanceof PalabreDebate && one.names(session.debate))
    const thesis = session.ask<Thesis>({ q: 'thesis' })
    const owner = element?.getAttribute('owner')?.trim()
    if (owner && thesis.open.anchor && owner !== thesis.open.anchor)
      say('bad', 'owner', `${session.debate}: owner is not the key that opened this debate.`)
    const write = element?.getAttribute('write')?.trim()
    if (thesis.open.opened && write && write !== 'readonly' && write !== thesis.open.write) {
      say(
        'warn',
        'write',
        `${session.debate}: write="${write}", but the owner's opening says "${thesis.open.write}", and rules.`,
      )
    }
    const { questions } = session.ask<{ questions: Question[] }>({ q: 'questions' })
    compareQuestions(session.debate, questions, say)
  }
}

const COUNTED = ['method', 'opens', 'closes', 'results', 'eligible', 'rule'] as const

function compareQuestions(debate: string, questions: readonly Question[], say: Say): void {
  for (const declared of questions.filter(one => one.declared)) {
    const asked = questions.find(one => !one.declared && one.title === declared.title)
    if (!asked) continue
    const differing = COUNTED.filter(name => !same(declared[name], asked[name]))
    say(
      'warn',
      'questions',
      differing.length
        ? `${debate}: "${declared.title}" is asked in the log too, with another ${differing.join(', ')}; the log's is another question, and rules.`
        : `${debate}: "${declared.title}" stands both in the page and in the log.`,
    )
  }
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false
  const [left, right] = [Object.entries(a), Object.entries(b)]
  return (
    left.length === right.length && left.every(([key, value]) => same(value, (b as Record<string, unknown>)[key]))
  )
}
