import type { ReactNode } from 'react'

/** A PDF shown in place, where the platform can (a browser on a desk); null where it cannot. */
export declare function PdfFrame(props: { url: string; name: string }): ReactNode
