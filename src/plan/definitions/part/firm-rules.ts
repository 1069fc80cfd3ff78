import { ScenarioError } from '../../scenario-error.ts'
import type { PartRule } from './part-source.ts'

export const onlyOneCentre: PartRule<{ readonly id: string }> = (_, __, { alike }) => {
  const [first, second] = alike
  if (first && second)
    throw new ScenarioError(
      `a firm has one data centre, and not both "${first.id}" and "${second.id}"; make one of them a branchOffice`,
    )
}

export const firmHasCentre: PartRule<unknown> = (_, listed) => {
  if (listed.named('dataCentre').length === 0)
    throw new ScenarioError('a firm has a data centre, and none is listed; add a dataCentre to access')
}

export const oneDeskEach: PartRule<{ readonly at: string }> = ({ at }, _, { alike }) => {
  if (alike.filter((desk) => desk.at === at).length > 1)
    throw new ScenarioError(`"${at}" has two session desks; leave one of them out`)
}
