// One debate with everybody in it, live: fetched where an element names a hub.
export { join } from './hub-join'
export { HeldBack, SharedFirst } from './views/hub'
