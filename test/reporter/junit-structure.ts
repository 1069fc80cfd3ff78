import type { XmlNode } from './xml-document.ts'

interface Shape {
  readonly required: readonly string[]
  readonly optional: readonly string[]
  readonly children: readonly string[]
  readonly mayHoldText: boolean
}

const outcome: Shape = { required: [], optional: ['type', 'message'], children: [], mayHoldText: true }

/** The part of junit-10.xsd, against which the xUnit plugin of Jenkins validates, that a report of ours may use. */
const shapes: Readonly<Record<string, Shape>> = {
  testsuites: {
    required: [],
    optional: ['name', 'time', 'tests', 'failures', 'errors'],
    children: ['testsuite'],
    mayHoldText: false,
  },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
    mayHoldText: false,
  },
  properties: { required: [], optional: [], children: ['property'], mayHoldText: false },
  property: { required: ['name', 'value'], optional: [], children: [], mayHoldText: false },
  testcase: {
    required: ['name'],
    optional: ['time', 'classname', 'group'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    mayHoldText: false,
  },
  failure: outcome,
  error: outcome,
  skipped: outcome,
  'system-out': { required: [], optional: [], children: [], mayHoldText: true },
  'system-err': { required: [], optional: [], children: [], mayHoldText: true },
}

const surefireTime = /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/

/** Everything in a document that the schema does not allow, in words; empty if it is valid. */
export const junitFaults = (node: XmlNode): readonly string[] => {
  const shape = shapes[node.name]
  if (!shape) return [`<${node.name}> is unknown`]
  const given = Object.keys(node.attributes)
  const time = node.attributes['time']
  return [
    ...shape.required.filter((name) => !given.includes(name)).map((name) => `<${node.name}> lacks ${name}`),
    ...given
      .filter((name) => ![...shape.required, ...shape.optional].includes(name))
      .map((name) => `<${node.name}> may not have ${name}`),
    ...(time !== undefined && !surefireTime.test(time) ? [`the time "${time}" is malformed`] : []),
    ...(!shape.mayHoldText && node.text.trim() !== '' ? [`<${node.name}> may not hold text`] : []),
    ...node.children
      .filter(({ name }) => !shape.children.includes(name))
      .map(({ name }) => `<${node.name}> may not hold <${name}>`),
    ...node.children.flatMap(junitFaults),
  ]
}
