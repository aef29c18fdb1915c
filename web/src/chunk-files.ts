// Opening, merging and saving a debate as a file.
export { Seal } from './seal'
export { importInto } from './session-import'
export { FileWork } from './views/file-work'
