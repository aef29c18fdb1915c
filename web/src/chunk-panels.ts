// What opens when a reader looks closer, and what few debates have: panels below a claim, other views of
// the whole, sliders, counts from elsewhere, the news of a second visit.
export { MorePanel } from './views/claim-more'
export { FocusHead } from './views/focus-head'
export { Found } from './views/found'
export { Imported } from './views/imported'
export { FlagForm, TagPanel } from './views/marks'
export { Moderation } from './views/moderation'
export { NewsBox } from './views/news'
export { EditForm, TakeBack, TakeClaimBack } from './views/own'
export { Remarks, RemarksOn } from './views/remarks'
export { Slider } from './views/slider'
export { StanceForm } from './views/stance-form'
export { Summary } from './views/summary'
