// Runs test files one after the other in this process, so that they share the browsers that are launched. Processes
// that are given the same folder divide the files among themselves: each takes the next that nobody has begun.
//   node tests/browser/all.mjs FOLDER tests/browser/views.*.test.mjs
import { mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { after, describe } from 'node:test'
import { pathToFileURL } from 'node:url'
import { closeBrowsers } from './harness.mjs'

const [folder, ...files] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

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

for (const file of files) {
  if (!begun(file)) continue
  await import(pathToFileURL(resolve(file)))
  // Suites run in the order in which they are declared.
  await new Promise(done => describe(`the end of ${basename(file)}`, () => after(done)))
}
await closeBrowsers()
