/** Permissions, as facts in a data store. */
export {
  accessTables,
  type AccountState,
  branchFact,
  branchKeyIn,
  branchNamesIn,
  fileFact,
  type Firm,
  firmOf,
  type Grantee,
  grantFact,
  groupFact,
  memberFact,
  type Right,
  rights,
  roleFact,
  serverFact,
  settingFact,
  userFact,
} from './fact.ts'
export { firmReader } from './firm-reader.ts'
export { type AccessAnswer, may } from './may.ts'
