// What opens below a claim, or in place of the whole debate, when a reader looks closer.
export { MorePanel } from './views/claim-more'
export { FocusHead } from './views/focus-head'
export { Found } from './views/found'
export { FlagForm, TagPanel } from './views/marks'
export { Moderation } from './views/moderation'
export { EditForm, TakeBack, TakeClaimBack } from './views/own'
export { Summary } from './views/summary'
