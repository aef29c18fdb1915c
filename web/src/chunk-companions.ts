// What stands elsewhere in a page than in a debate: fetched where the page has such an element.
export { Count, LoneQuestion, TallyBadge } from './views/companions'
