// Stands in for chunks.ts in the workbench's bundle (web/build.mjs): what the client of a hub asks of the element's
// chunks is here at once.
import { isSignedNote, joinedNotes, readCheckpoint } from '../proof-checkpoint'
import { readReceipt, writeReceipt } from '../proof-receipt'
import { isContinued, isSame, pathOf, Tree } from '../proof-tree'
import { Trouble } from '../trouble'

const files = {
  isContinued,
  isSame,
  isSignedNote,
  joinedNotes,
  pathOf,
  readCheckpoint,
  readReceipt,
  Tree,
  writeReceipt,
}

export async function loadChunk(name: string): Promise<typeof files> {
  if (name !== 'files') throw new Trouble('network', `chunk.${name}`)
  return files
}
