import type { MessageFor } from '../../context/command-failure.ts'

export const authorHint =
  (name: string): MessageFor =>
  (shakedown) =>
    `The user who made the client file may, and can name others: ${shakedown} file template add-author ${name} USER`
