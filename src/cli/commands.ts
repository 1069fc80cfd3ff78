import type { CommandDefinition, CommandGroup } from './context/command-definition.ts'
import { datastoreBeat } from './datastore/beat.ts'
import { datastoreBranchKey } from './datastore/branch-key.ts'
import { datastoreBranch } from './datastore/branch.ts'
import { datastoreCentre } from './datastore/centre.ts'
import { datastoreClientFile } from './datastore/client-file.ts'
import { datastoreGrant } from './datastore/grant.ts'
import { datastoreGroup } from './datastore/group.ts'
import { datastoreMay } from './datastore/may.ts'
import { datastoreMember } from './datastore/member.ts'
import { datastoreRole } from './datastore/role.ts'
import { datastoreServe } from './datastore/serve.ts'
import { datastoreServer } from './datastore/server.ts'
import { datastoreSetting } from './datastore/setting.ts'
import { datastoreStatus } from './datastore/status.ts'
import { datastoreUser } from './datastore/user.ts'
import { directoryPerson } from './directory/person.ts'
import { conflictAssign } from './file/conflict/assign.ts'
import { conflictList } from './file/conflict/list.ts'
import { conflictResolve } from './file/conflict/resolve.ts'
import { conflictReview } from './file/conflict/review.ts'
import { fileConnect } from './file/connect.ts'
import { copyAbandon } from './file/copy/abandon.ts'
import { copyClear } from './file/copy/clear.ts'
import { copyCreate } from './file/copy/create.ts'
import { copyLeave } from './file/copy/leave.ts'
import { copyReparent } from './file/copy/reparent.ts'
import { copyRescue } from './file/copy/rescue.ts'
import { copyStay } from './file/copy/stay.ts'
import { fileCreate } from './file/create.ts'
import { documentBehaviour } from './file/document/behaviour.ts'
import { documentBin } from './file/document/bin.ts'
import { documentDelete } from './file/document/delete.ts'
import { documentExport } from './file/document/export.ts'
import { documentFetch } from './file/document/fetch.ts'
import { documentKeepVersions } from './file/document/keep-versions.ts'
import { documentLease } from './file/document/lease.ts'
import { documentList } from './file/document/list.ts'
import { documentMove } from './file/document/move.ts'
import { documentPromote } from './file/document/promote.ts'
import { documentRelease } from './file/document/release.ts'
import { documentRestore } from './file/document/restore.ts'
import { documentVersions } from './file/document/versions.ts'
import { eitherDelete } from './file/either/delete.ts'
import { eitherMove } from './file/either/move.ts'
import { eitherRestore } from './file/either/restore.ts'
import { fieldAdd } from './file/field/add.ts'
import { fieldClaim } from './file/field/claim.ts'
import { fieldCount } from './file/field/count.ts'
import { fieldEdit } from './file/field/edit.ts'
import { fieldElements } from './file/field/elements.ts'
import { fieldRefer } from './file/field/refer.ts'
import { fieldRemove } from './file/field/remove.ts'
import { fieldShow } from './file/field/show.ts'
import { folderCreate } from './file/folder/create.ts'
import { folderList } from './file/folder/list.ts'
import { folderMove } from './file/folder/move.ts'
import { fileLockDown } from './file/lock-down.ts'
import { recordDelete } from './file/record/delete.ts'
import { recordRestore } from './file/record/restore.ts'
import { recordShow } from './file/record/show.ts'
import { recordSign } from './file/record/sign.ts'
import { fileRelease } from './file/release.ts'
import { fileRepair } from './file/repair.ts'
import { serverLogOff } from './file/server/log-off.ts'
import { serverLogOn } from './file/server/log-on.ts'
import { serverStart } from './file/server/start.ts'
import { fileStatus } from './file/status.ts'
import { fileSync } from './file/sync.ts'
import { templateAddAuthor } from './file/template/add-author.ts'
import { templateWrite } from './file/template/write.ts'
import { fileVerify } from './file/verify.ts'
import { list } from './list.ts'
import { plan } from './plan.ts'
import { replay } from './replay.ts'
import { run } from './run.ts'
import { start } from './start.ts'

export const groups: readonly CommandGroup[] = [
  { name: 'file', description: 'work with client files on this machine' },
  { name: 'file field', description: 'read and write single fields of records' },
  { name: 'file record', description: 'show, delete, restore and sign whole records' },
  { name: 'file document', description: 'work with documents: versions, folders, retention, exclusive use' },
  { name: 'file folder', description: 'list, make and move folders of documents' },
  { name: 'file conflict', description: 'list conflicts, resolve and assign them' },
  { name: 'file template', description: 'write the template of a client file' },
  { name: 'file copy', description: 'make sync copies, reassign them, and end them' },
  { name: 'file server', description: 'publish client files over HTTPS, or log on at a server' },
  {
    name: 'datastore',
    description: "keep a firm's data store, which says who may open what, and its branches",
  },
  {
    name: 'directory',
    description: 'keep people in a file, for firms without a directory service',
  },
]

export const commands: readonly CommandDefinition[] = [
  list,
  start,
  run,
  plan,
  replay,
  fileCreate,
  fileSync,
  fileStatus,
  fileConnect,
  fileLockDown,
  fileRelease,
  fileVerify,
  fileRepair,
  eitherDelete,
  eitherRestore,
  eitherMove,
  fieldShow,
  fieldEdit,
  fieldClaim,
  fieldRefer,
  fieldAdd,
  fieldRemove,
  fieldElements,
  fieldCount,
  recordShow,
  recordDelete,
  recordRestore,
  recordSign,
  documentList,
  documentVersions,
  documentFetch,
  documentExport,
  documentPromote,
  documentMove,
  documentDelete,
  documentRestore,
  documentBin,
  documentBehaviour,
  documentKeepVersions,
  documentLease,
  documentRelease,
  folderList,
  folderCreate,
  folderMove,
  conflictList,
  conflictResolve,
  conflictAssign,
  conflictReview,
  templateWrite,
  templateAddAuthor,
  copyCreate,
  copyReparent,
  copyLeave,
  copyStay,
  copyClear,
  copyAbandon,
  copyRescue,
  serverStart,
  serverLogOn,
  serverLogOff,
  datastoreCentre,
  datastoreBranch,
  datastoreBeat,
  datastoreStatus,
  datastoreServe,
  datastoreBranchKey,
  datastoreUser,
  datastoreGroup,
  datastoreMember,
  datastoreSetting,
  datastoreRole,
  datastoreClientFile,
  datastoreGrant,
  datastoreServer,
  datastoreMay,
  directoryPerson,
]
