/**
 * What is wrong with the line, in the error's own words without their second half: 网络断了, 网络太慢, 这个网络要先登录才能上网
 * (platform/errors.ts). For a line that goes on with what becomes of the thing that waits.
 */
export const lineWords = (error: { message?: string } | null | undefined): string =>
  error?.message?.split('，')[0] || '网络断了'
