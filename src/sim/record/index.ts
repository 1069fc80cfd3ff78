/** What happened in a run, for the checks. */
export type {
  AccessRecording,
  CentreWrite,
  LongCut,
  Revocation,
  Sending,
  ServedMoment,
  TurnedAway,
  WriteAttempt,
  WrittenFact,
} from './access-recording.ts'
export { hearNews } from './engine-news.ts'
export { Recorder } from './recorder.ts'
export type {
  AbandonmentRecord,
  CopySample,
  FailoverRecord,
  GapRecord,
  Recording,
  RegisterRecord,
  ScreenRecord,
  SentClaim,
  SessionRecord,
  StorageRecord,
  WaitRecord,
  WriteRecord,
} from './recording.ts'
