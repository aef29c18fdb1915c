// Programs that check files of the repository, as many at once as there are cores.
import { execFile } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'
import { root } from './tree.mjs'

/** Runs a program in the repository; `{failed, out}`. */
export const run = (program, args) =>
  new Promise(resolve => {
    execFile(program, args, { cwd: root, maxBuffer: 1 << 26 }, (failed, out) => resolve({ failed, out }))
  })

/** Does `work` with every one of `list`, in its order, as many at once as there are cores. */
export async function withAll(list, work) {
  const queue = [...list].reverse()
  const worker = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) await work(next)
  }
  await Promise.all(Array.from({ length: availableParallelism?.() ?? cpus().length }, worker))
}
