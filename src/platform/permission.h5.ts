import { AppError } from '@/shared/errors'
import type { Permission } from './permission'
import { REASON } from './permission-words'

const DENIED = ['NotAllowedError', 'SecurityError', 'PermissionDeniedError']

// A page cannot open a browser's settings: it says where they are.
export async function permitted<T>(permission: Permission | null, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (thrown) {
    if (!permission || !DENIED.includes((thrown as Error).name)) throw thrown
    const { name, otherwise } = REASON[permission]
    throw new AppError(
      'denied',
      `浏览器没允许用${name}`,
      `点地址栏左边的图标，允许“${name}”再试。${otherwise}`,
    )
  }
}
