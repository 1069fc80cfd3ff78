/** The file room's only entry point. */
export {
  DirectoryTrouble,
  fileDirectory,
  type Person,
  type PersonState,
  readPeople,
  writePeople,
} from './file-directory.ts'
export { hashPassword } from './password-hash.ts'
