// What a site owner asks for when the widget does not do what they expect.
export { doctor } from './doctor'
