// Runs test files one after the other in this process, so that they share the browsers that are launched. Processes
// that are given the same folder divide the files among themselves: each takes the next that nobody has begun.
//   node tests/browser/all.mjs FOLDER tests/browser/views.*.test.mjs
//   PALABRE_TURN=0 (or 1): each file in one browser, neighbours in different ones; at the other turn in the other.
//   Chromium is its headless shell then, but where the browser is what is tested
import { mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { after, describe } from 'node:test'
import { pathToFileURL } from 'node:url'
import { browsers, closeBrowsers, testIn } from './harness.mjs'

const [folder, ...files] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

/** Where what the browser does is what is tested, or one can do what the other cannot: both, whoever's turn it is. */
const OF_BROWSERS =
  /^(first-visit|frame|loader\.(failing|hosts|policies)|map\.gestures|storage\.(keeping|refused)|views\.(heard|surroundings))\.test/
const all = browsers
const turn = process.env.PALABRE_TURN
function chosen(file, at) {
  const wholly = !turn || OF_BROWSERS.test(basename(file))
  return [wholly ? all : [all[(at + Number(turn)) % all.length]], wholly]
}

/** Whether this process is the one to run a file: a folder is made once. */
function begun(file) {
  try {
    mkdirSync(join(folder, basename(file)))
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

for (const [at, file] of files.entries()) {
  if (!begun(file)) continue
  testIn(...chosen(file, at))
  await import(pathToFileURL(resolve(file)))
  // Suites run in the order in which they are declared.
  await new Promise(done => describe(`the end of ${basename(file)}`, () => after(done)))
}
await closeBrowsers()
