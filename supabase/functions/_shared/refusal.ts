/** A refusal that the client can show: a stable code, and a sentence in plain Chinese. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint: string | null = null,
    /** As PostgREST gives it: JSON that may name the field and the reason. */
    readonly details: string | null = null,
  ) {
    super(message)
  }
}
