// What a reader needs to take part and not for the first look: fetched as soon as that is drawn, or
// with it where nobody sees the element yet.
export { sheets } from './styles/acts'
export { Above, accompany, Below } from './views/around'
export { Count, LoneQuestion, TallyBadge } from './views/companions'
export { Composer } from './views/composer'
export { textOf, useDraft } from './views/drafts'
export { Judge } from './views/judge'
export { FirstAct, StorageNotice } from './views/keeping'
export { NameField, useName } from './views/name'
export { LineField, PanelForm } from './views/panel-form'
export { Receipt } from './views/receipt'
export { OthersChange } from './views/stance'
