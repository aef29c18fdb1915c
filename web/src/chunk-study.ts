// What moves a claim: asked by those who want to know why, what if, or where they are needed.
export { sheets } from './styles/study'
export { Study } from './study'
export { Needed } from './views/needed'
export { SupposedLine } from './views/supposed-line'
export { SupposingBar } from './views/supposing-bar'
export { Why } from './views/why'
