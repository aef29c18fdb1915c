// The results of all methods but yes-no.
export { sheets } from './styles/results'
export { Drawn, MethodResult, ResultLine } from './views/result'
export { Check } from './views/result-check'
