// Keeping a debate in this tab alone: `storage="session"`.
export { TabJournal } from './storage-session'
