// The results of all methods but yes-no.
export { sheets } from './styles/results'
export { MethodResult, ResultLine } from './views/result'
export { Recount } from './views/result-check'
