// Runs every benchmark, or those whose names begin with a word given, one at a time, and prints one
// table. Exit status 1 if a budget is exceeded.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { measureDist } from './dist-sizes.mjs'

function below(folder) {
  try {
    return readdirSync(folder, { recursive: false }).flatMap(name => {
      const path = join(folder, name)
      return statSync(path).isDirectory() && name !== 'CMakeFiles' ? below(path) : [path]
    })
  } catch {
    return []
  }
}

const programs = [
  ...below('build/release/tests/bench')
    .filter(path => /\/palabre_\w+_bench$/.test(path))
    .map(path => [path]),
  ...below('tests/bench')
    .filter(path => path.endsWith('.bench.mjs'))
    .map(path => [process.execPath, path]),
]
const chosen = process.argv.slice(2)
/** `replay` for palabre_replay_bench, `hub` for hub.bench.mjs. */
const nameOf = ([program, script]) => basename(script ?? program).replace(/^palabre_/, '')
const isChosen = one => chosen.length === 0 || chosen.some(word => nameOf(one).startsWith(word))
const figures = []
let broken = 0
for (const [program, ...args] of programs.filter(isChosen)) {
  process.stderr.write(`running ${args[0] ?? program}\n`)
  const run = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (run.status !== 0) broken += 1
  for (const line of run.stdout.split('\n')) if (line.startsWith('{')) figures.push(JSON.parse(line))
}
if (chosen.length === 0) figures.push(...measureDist('dist').figures)

const number = value => (value === undefined ? '' : Number(value.toPrecision(4)).toString())
let exceeded = 0
const rows = figures.map(({ what, engine, value, unit, budget, baseline }) => {
  const over = budget !== undefined && value > budget
  if (over) exceeded += 1
  const ratio = baseline ? `${number(baseline / value)} x` : ''
  return [what, engine ?? '', `${number(value)} ${unit}`, number(budget), number(baseline), ratio, over ? 'OVER' : '']
})
const head = ['what', 'engine', 'measured', 'budget', 'baseline', 'faster than it', '']
const widths = head.map((title, i) => Math.max(title.length, ...rows.map(row => row[i].length)))
for (const row of [head, ...rows])
  console.log(
    row
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd(),
  )
if (broken) console.log(`${broken} benchmark programs failed`)
process.exit(broken || exceeded ? 1 : 0)
