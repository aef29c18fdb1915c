// What moves a claim: asked by those who want to know why, what if, or where they are needed.
export { sheets } from './styles/study'
export { Study } from './study'
export { Needed } from './views/needed'
export { Supposed } from './views/supposed'
export { Why } from './views/why'
