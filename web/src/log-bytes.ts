// A log as the engine gives it out: bytes, a line an entry, after one that names the debate where its owner is known.
import type { Core } from './core'
import { pause, Pace } from './slices'

/** A head by other rules than ours: kept and passed on; the core has no figure for it. */
export const OTHER_VERSION = /^\{"v":(?!1[ \t]*[,}])-?\d/

const LINE_END = 10

/** Folds a log into `core`, in slices. */
export async function foldIn(core: Core, log: Uint8Array): Promise<void> {
  const pace = new Pace(1 << 14, 1 << 24)
  for (let from = 0; from < log.length;) {
    const least = log.indexOf(LINE_END, Math.min(log.length, from + pace.items))
    const to = least < 0 ? log.length : least + 1
    const start = performance.now()
    core.apply(log.subarray(from, to))
    pace.took(to - from, performance.now() - start)
    from = to
    if (from < log.length) await pause()
  }
}

/** The lines of a log, the last first. */
export function* newestFirst(log: Uint8Array): Generator<string> {
  const decoder = new TextDecoder()
  for (let end = log.length; end > 0;) {
    const start = log.lastIndexOf(LINE_END, end - 1) + 1
    if (start < end) yield decoder.decode(log.subarray(start, end))
    end = start - 1
  }
}
