/** The arguments of one report, as a client sends them. */
export const fault = (change: Record<string, unknown> = {}) => ({
  p_platform: 'h5',
  p_version: '0.1.0',
  p_kind: 'error',
  p_message: 'TypeError: x is not a function',
  p_stack: ['draw@js/kit.js:1:20311', '<anonymous>@js/app.js:1:77'],
  p_page: 'packages/apply/form/index',
  p_runtime: 'Chrome 131',
  ...change,
})
