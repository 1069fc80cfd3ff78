import type { RunRecord } from '../result/run-record.ts'
import { neverHappened } from '../result/sometimes-tally.ts'
import { runSuite, sometimesSuite, type TestSuite } from './junit-suites.ts'
import type { Reporter } from './reporter.ts'
import { type XmlElement, xmlText } from './xml.ts'

/** Writes JUnit XML, which Jenkins and GitLab read: a test suite a run, and a test case a check. */
export const junitReporter = (write: (text: string) => void): Reporter => ({
  onEnd: ({ records }) => write(junitText(records)),
})

export const junitText = (records: readonly RunRecord[]): string => {
  const never = neverHappened(records)
  const suites = [...records.map(runSuite), ...(never.length > 0 ? [sometimesSuite(never)] : [])]
  const cases = suites.flatMap((suite) => suite.cases)
  const seconds = suites.reduce((sum, suite) => sum + suite.seconds, 0)
  return xmlText({
    name: 'testsuites',
    // No number of skipped cases: the schema of Jenkins allows that for a suite alone.
    attributes: { name: 'shakedown', tests: cases.length, ...faultCounts(cases), time: secondsText(seconds) },
    content: suites.map(suiteElement),
  })
}

const suiteElement = ({ name, seconds, properties, cases }: TestSuite): XmlElement => ({
  name: 'testsuite',
  attributes: {
    name,
    tests: cases.length,
    ...faultCounts(cases),
    skipped: countOf(cases, 'skipped'),
    time: secondsText(seconds),
  },
  content: [...propertiesElement(properties), ...cases.map((testCase) => caseElement(testCase, name))],
})

const propertiesElement = (properties: TestSuite['properties']): readonly XmlElement[] =>
  properties.length === 0
    ? []
    : [
        {
          name: 'properties',
          attributes: {},
          content: properties.map(([name, value]) => ({ name: 'property', attributes: { name, value } })),
        },
      ]

type TestCase = TestSuite['cases'][number]

const caseElement = ({ name, seconds, outcome }: TestCase, classname: string): XmlElement => ({
  name: 'testcase',
  attributes: { name, classname, time: secondsText(seconds) },
  content: outcome.kind === 'passed' ? [] : [outcomeElement(outcome)],
})

const outcomeElement = (outcome: Exclude<TestCase['outcome'], { kind: 'passed' }>): XmlElement => {
  const { kind, message } = outcome
  if (kind === 'skipped') return { name: kind, attributes: { message } }
  return { name: kind, attributes: { message, type: outcome.type }, content: outcome.detail }
}

const faultCounts = (cases: readonly TestCase[]): { readonly failures: number; readonly errors: number } => ({
  failures: countOf(cases, 'failure'),
  errors: countOf(cases, 'error'),
})

const countOf = (cases: readonly TestCase[], kind: TestCase['outcome']['kind']): number =>
  cases.filter(({ outcome }) => outcome.kind === kind).length

const secondsText = (seconds: number): string => seconds.toFixed(3)
