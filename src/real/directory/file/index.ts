/** A directory of people in a file. */
export {
  DirectoryTrouble,
  fileDirectory,
  type Person,
  type PersonState,
  readPeople,
  writePeople,
} from './file-directory.ts'
export { hashPassword } from './password-hash.ts'
