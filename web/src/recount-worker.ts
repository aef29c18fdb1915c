// The worker of a recount: a file of its own, told what to do by recount-beside.ts.
import { Core } from './core'
import { EngineLost } from './module-calls'
import type { Answer, Opened, Task } from './recount-beside'
import { Counting } from './recount-count'
import { Seal } from './seal'
import { Trouble } from './trouble'

let counting: Promise<Counting>

async function open(debate: Opened): Promise<Counting> {
  // What palabre-files asks about tokens comes with the seal.
  const seal = await Seal.load('wasm')
  const copy = await Core.load('wasm', 'files')
  copy.open(debate)
  return new Counting(seal, copy)
}

async function doing(task: Task): Promise<unknown> {
  if (task.do === 'open') counting = open(task.debate)
  const counter = await counting
  if (task.do === 'count') return counter.count(task.logged, progress => answer({ progress }))
  if (task.do === 'compare') return counter.compare(task.here)
  return null
}

function answer(said: Answer): void {
  postMessage(said)
}

onmessage = ({ data }: MessageEvent<Task>) => {
  doing(data).then(
    done => answer({ done }),
    (error: unknown) => {
      const { code, hint } =
        error instanceof Trouble ? error : { code: error instanceof EngineLost ? 'memory' : 'wasm-broken', hint: '' }
      answer({ fault: { code, hint: hint || String(error) } } as Answer)
    },
  )
}
