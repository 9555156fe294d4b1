export interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}
export function countTests(report: Report | null, exitCode: number | null): { passed: number; failed: number }
