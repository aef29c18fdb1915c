// What moves a claim: asked by those who want to know why, or what if.
export { sheets } from './styles/study'
export { Study } from './study'
export { Why } from './views/why'
