// Runs the test files named, one after the other in this process, so that they share the browsers that are launched.
//   PALABRE_BROWSERS=chromium node tests/browser/all.mjs tests/browser/views.*.test.mjs
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

for (const file of process.argv.slice(2)) await import(pathToFileURL(resolve(file)))
