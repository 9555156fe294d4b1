import { describe, expect, test } from 'vitest'
import { countTests, type Report } from './lib/count.mjs'

const report = (passed: number, failed = 0, other: Partial<Report> = {}): Report => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...other,
})

describe('what a run of tests amounts to', () => {
  test('passed and failed tests', () => {
    expect(countTests(report(7), 0)).toEqual({ passed: 7, failed: 0 })
    expect(countTests(report(7, 2), 1)).toEqual({ passed: 7, failed: 2 })
  })

  test('a suite that could not load has no failed test and counts as one', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    expect(countTests(report(7, 0, { testResults }), 1)).toEqual({ passed: 7, failed: 1 })
  })

  test('a failed test is not counted again for its suite', () => {
    const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }]
    expect(countTests(report(1, 1, { testResults }), 1)).toEqual({ passed: 1, failed: 1 })
  })

  test('skipped and unwritten tests fail', () => {
    expect(countTests(report(5, 0, { numPendingTests: 1, numTodoTests: 1 }), 0)).toEqual({
      passed: 5,
      failed: 2,
    })
  })

  test('no report, no test, an error outside of tests and a killed run fail', () => {
    expect(countTests(null, 1)).toEqual({ passed: 0, failed: 1 })
    expect(countTests(report(0), 0)).toEqual({ passed: 0, failed: 1 })
    expect(countTests(report(7), 1)).toEqual({ passed: 7, failed: 1 })
    expect(countTests(report(7), null)).toEqual({ passed: 7, failed: 1 })
  })
})
