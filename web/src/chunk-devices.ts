// One person on several devices, and the code that brings a reader back: opened by few, once.
export { Devices } from './views/devices'
