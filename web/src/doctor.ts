// `Palabre.doctor()`: what a site owner wants to know when the widget does not do what they expect.
import { loadChunk } from './chunks'
import type { DeclaredQuestion } from './core'
import { PalabreDebate } from './element-debate'
import { identityOfPage } from './identity-of-page'
import { sha256 } from './identity'
import { addressOf, published, wasmAllowed } from './load-module'
import { loadLaterMessages, loadMessages, nearestLocale } from './locales'
import { readOutline, readQuestion, type OutlineRemark } from './outline-dom'
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
  const messages = await loadMessages(nearestLocale(document.documentElement.lang || navigator.language))
  await loadLaterMessages()
  const say: Say = (level, about, key, values = {}) => {
    findings.push({ level, about, says: messages[key]?.(values) ?? key })
  }
  checkVersions(loader, say)
  checkPolicy(loader, say)
  await checkFiles(loader, say)
  await checkStorage(say)
  const elements = [...document.querySelectorAll('palabre-debate')]
  const questions = [...document.querySelectorAll('palabre-question')]
  if (!elements.length && !questions.length) say('warn', 'elements', 'doctor.elements')
  const lone = questions.filter(one => !one.closest('palabre-debate'))
  for (const element of [...elements, ...lone]) await checkElement(element, say)
  await checkAgainstLogs(elements, say)
  return { ok: findings.every(finding => finding.level !== 'bad'), findings }
}

/** `key`: of the catalogue. */
type Say = (level: Finding['level'], about: string, key: string, values?: Record<string, unknown>) => void

function checkVersions({ version, versions }: LoaderFacts, say: Say): void {
  if (versions.length > 1)
    say('warn', 'versions', 'doctor.versions', { count: versions.length, list: versions.join(', '), version })
  else say('ok', 'versions', 'doctor.version', { version })
}

function checkPolicy(loader: LoaderFacts, say: Say): void {
  if (wasmAllowed()) say('ok', 'policy', 'doctor.policy-wasm')
  else say('warn', 'policy', 'doctor.policy-js', { policy: loader.csp() })
  if (!isSecureContext) say('warn', 'policy', 'doctor.policy-insecure')
}

async function checkFiles(loader: LoaderFacts, say: Say): Promise<void> {
  const file = await published('core.wasm')
  try {
    const response = await fetch(addressOf(file), { method: 'HEAD', credentials: 'omit' })
    const type = response.headers.get('content-type')
    if (!response.ok) say('bad', 'files', 'doctor.file-status', { name: file.name, status: response.status })
    else if (type !== 'application/wasm') say('warn', 'files', 'doctor.file-type', { name: file.name, type })
    else say('ok', 'files', 'doctor.file', { name: file.name })
  } catch {
    say('bad', 'files', 'doctor.file-none', { name: file.name, policy: loader.csp() })
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
    if (quota && quota - usage < 10_000_000) say('warn', 'storage', 'doctor.storage-little')
    else say('ok', 'storage', 'doctor.storage')
  } catch (error) {
    say('warn', 'storage', 'doctor.storage-none', { why: String(error) })
  }
}

const FROM = {
  attribute: 'doctor.named-attribute',
  meta: 'doctor.named-meta',
  canonical: 'doctor.named-canonical',
  path: 'doctor.named-path',
}

async function checkElement(element: Element, say: Say): Promise<void> {
  try {
    const { debate, from } = await identityOfPage(element, sha256)
    say(from === 'path' ? 'warn' : 'ok', 'identity', FROM[from], { debate })
    const { questions, remarks } = declaredBy(element)
    const { idle, lacking } = await loadChunk('ballots')
    for (const { attribute, value, on } of element instanceof PalabreDebate ? element.remarks : remarks) {
      say('warn', 'outline', 'doctor.outline', { debate, attribute, value, on })
    }
    for (const question of questions) {
      const values = { debate, title: question.title, method: question.method }
      const [lacks, more] = [lacking(question), idle(question)]
      if (lacks.length) say('bad', 'questions', 'doctor.question-lacks', { ...values, names: lacks.join(', ') })
      if (more.length) say('warn', 'questions', 'doctor.question-idle', { ...values, names: more.join(', ') })
    }
  } catch (error) {
    say('bad', 'identity', 'doctor.unnamed', { why: String(error) })
  }
}

/** The questions in an element's markup, or the one that it is itself, and what of it was not understood. */
function declaredBy(element: Element): { questions: readonly DeclaredQuestion[]; remarks: readonly OutlineRemark[] } {
  if (element.matches('palabre-question')) {
    const remarks: OutlineRemark[] = []
    const question = readQuestion(element, null, remarks)
    return { questions: question ? [question] : [], remarks }
  }
  const { outline, remarks } = readOutline(element)
  return { questions: outline.questions, remarks }
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
      say('bad', 'owner', 'doctor.owner', { debate: session.debate })
    const write = element?.getAttribute('write')?.trim()
    if (thesis.open.opened && write && write !== 'readonly' && write !== thesis.open.write) {
      say('warn', 'write', 'doctor.write', { debate: session.debate, write, opened: thesis.open.write })
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
    const values = { debate, title: declared.title, names: differing.join(', ') }
    say('warn', 'questions', differing.length ? 'doctor.question-other' : 'doctor.question-same', values)
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
