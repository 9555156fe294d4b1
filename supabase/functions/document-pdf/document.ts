/**
 * What get_document answers, as far as the paper needs it: OfficialDocument of src/shared/contract.ts, said again
 * because a function that is deployed has nothing but its own folder. paper.test.ts holds the two together.
 */
export interface OfficialDocument {
  title: string
  number: string
  issued_at: string
  fingerprint: string
  content: {
    form: number
    title: string
    number: string
    code: string
    check_url: string
    to: string
    uscc: string
    application_number: string
    sections: {
      title: string | null
      text: string | null
      facts: { label: string; value: string }[]
      points: { title: string; lines: string[] }[]
    }[]
    office: string
    seal: string
    day: string
  }
}
