// What opens below a claim, or in place of the whole debate, when a reader looks closer.
export { MorePanel } from './views/claim-more'
export { FocusHead } from './views/focus-head'
export { Found } from './views/found'
export { EditForm, TakeBack } from './views/own'
export { Summary } from './views/summary'
export { Why } from './views/why'
