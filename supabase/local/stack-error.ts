/** What can keep the stack from starting. `npm start` shows the sentence as it is. */
export type StackErrorCode =
  | 'STACK_RUNNING'
  | 'PORT_TAKEN'
  | 'PORT_INVALID'
  | 'DATA_VERSION'
  | 'PLATFORM'
  | 'POSTGRES_FAILED'
  | 'MIGRATION_FAILED'
  | 'MIGRATION_CHANGED'

/** An expected refusal, with one sentence that says what to do. */
export class StackError extends Error {
  readonly code: StackErrorCode
  constructor(code: StackErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StackError'
    this.code = code
  }
}
