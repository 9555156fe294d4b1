/**
 * Keys of what several features read, so that one may invalidate what another shows (filing changes home, the
 * lists and the application itself) without importing it.
 */
export const keys = {
  me: ['me'] as const,
  home: ['home'] as const,
  /** All lists of applications, whatever their enterprise and group. */
  applications: ['applications'] as const,
  application: (id: string) => ['application', id] as const,
  receipt: (id: string) => ['receipt', id] as const,
  item: (code: string) => ['item', code] as const,
  /** Searches of the catalogue; like items, nothing that happens to a person changes them. */
  search: ['search'] as const,
  members: (enterprise: string) => ['members', enterprise] as const,
  /** The list of conversations, with what is unread. */
  conversations: ['conversations'] as const,
  messages: (conversation: string) => ['messages', conversation] as const,
  /** All lists of appeals. */
  appeals: ['appeals'] as const,
  appeal: (id: string) => ['appeal', id] as const,
  /** One video check, with its check points and what was found. */
  appointment: (id: string) => ['appointment', id] as const,
  /** All days of the officer's video checks. */
  schedule: ['schedule'] as const,
  scheduleDay: (day: string) => ['schedule', day] as const,
  /** The printed codes, for staff. */
  codes: ['codes'] as const,
  /** WeChat's own pictures of them. */
  codePictures: (codes: readonly string[]) => ['code-pictures', ...codes] as const,
  /** All years of the working calendar. */
  calendar: ['calendar'] as const,
  calendarYear: (year: number) => ['calendar', year] as const,
  /** Who saw the person's own data whole. */
  accessLog: ['access-log'] as const,
  /** What stands against ending the account. */
  cancellation: ['cancellation'] as const,
  /** Which messages come by WeChat and SMS. */
  reminders: ['reminders'] as const,
  /** Content that waits for a person, and what was decided. */
  held: ['held'] as const,
  faults: ['faults'] as const,
  heldGroup: (group: string) => ['held', group] as const,
  /** What waits for a staff member. */
  queue: ['queue'] as const,
}
