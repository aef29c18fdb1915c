// Opening, merging and saving a debate as a file, and recounting it.
export { Seal } from './seal'
export { mandates } from './session-copy'
export { importInto } from './session-import'
export { exportDebate, recount } from './session-whole'
export { tally } from './session-tally'
export { FileWork } from './views/file-work'
