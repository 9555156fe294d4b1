import type { Rule } from '../rule'
import { rule as active } from './active'
import { rule as baseLibrary } from './base-library'
import { rule as contrast } from './contrast'
import { rule as deprecated } from './deprecated'
import { rule as errors } from './errors'
import { rule as firstScreen } from './first-screen'
import { rule as https } from './https'
import { rule as imageCache } from './image-cache'
import { rule as imageRatio } from './image-ratio'
import { rule as imageSize } from './image-size'
import { rule as imagesAtOnce } from './images-at-once'
import { rule as momentum } from './momentum'
import { rule as nodes } from './nodes'
import { rule as renderTime } from './render-time'
import { rule as requestCache } from './request-cache'
import { rule as requestErrors } from './request-errors'
import { rule as requestTime } from './request-time'
import { rule as requestsAtOnce } from './requests-at-once'
import { rule as safeArea } from './safe-area'
import { rule as scriptTime } from './script-time'
import { rule as setDataRate } from './set-data-rate'
import { rule as setDataSize } from './set-data-size'
import { rule as targets } from './targets'
import { rule as timers } from './timers'
import { rule as unreachable } from './unreachable'
import { rule as unreadData } from './unread-data'
import { rule as unusedStyles } from './unused-styles'
import { rule as windowResize } from './window-resize'

/**
 * The rules and weights of WeChat's 体验评分, in the order of its table: 101 in all. Source:
 * developers.weixin.qq.com/miniprogram/dev/framework/audits/scoring.html, with what each rule asks in performance.html,
 * accessibility.html and best-practice.html beside it. A weight of 0 is WeChat's: shown, not counted.
 */
export const RULES: Rule[] = [
  scriptTime,
  firstScreen,
  renderTime,
  setDataRate,
  setDataSize,
  nodes,
  requestTime,
  requestsAtOnce,
  imagesAtOnce,
  imageCache,
  imageSize,
  requestCache,
  momentum,
  active,
  imageRatio,
  targets,
  safeArea,
  windowResize,
  contrast,
  errors,
  requestErrors,
  deprecated,
  https,
  unreadData,
  baseLibrary,
  unreachable,
  unusedStyles,
  timers,
]
