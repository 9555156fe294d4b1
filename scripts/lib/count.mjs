/**
 * What a run of vitest amounts to, from its JSON report (null when there is none) and its exit code. Nothing may
 * pass for success by not running: a suite that could not load, a skipped or unfinished test, an error outside of
 * tests and an empty run each count as failed.
 */
export function countTests(report, exitCode) {
  if (!report) return { passed: 0, failed: 1 }
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
  ).length
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + unloaded
  const passed = report.numPassedTests
  return { passed, failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed }
}
