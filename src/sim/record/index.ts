/** What happened in a run, for the checks. */
export type {
  AccessRecording,
  CentreWrite,
  LongCut,
  Revocation,
  Sending,
  ServedMoment,
  DeniedRequest,
  WriteAttempt,
  WrittenFact,
} from './access-recording.ts'
export { recordEngineEvent } from './record-engine-event.ts'
export { Recorder } from './recorder.ts'
export type {
  AbandonmentRecord,
  CopySample,
  FailoverRecord,
  GapRecord,
  Recording,
  RegisterRecord,
  ObservationRecord,
  PickRecord,
  SentReport,
  SyncSessionRecord,
  StorageRecord,
  WaitRecord,
  WriteRecord,
} from './recording.ts'
