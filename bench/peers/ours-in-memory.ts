import { memoryFolder } from '../bench-copy.ts'
import { folderPeer } from './ours.ts'

export const peer = folderPeer(
  'folders in memory; one copy visits the other’s folder, which is all that a share needs to be; bytes are contents and paths, both ways',
  memoryFolder,
)
