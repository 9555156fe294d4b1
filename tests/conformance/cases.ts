import { answers } from './cases/answers'
import { failures } from './cases/failures'
import { life } from './cases/life'
import { limits } from './cases/limits'
import { requests } from './cases/requests'
import { retries } from './cases/retries'
import { sockets } from './cases/sockets'
import type { Case } from './suite'

/** All cases; they run in the realm of the pair and touch nothing but their kit. */
export const cases: Case[] = [
  ...answers,
  ...requests,
  ...failures,
  ...retries,
  ...limits,
  ...life,
  ...sockets,
]
