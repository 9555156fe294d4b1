/** The county whose product this is; on printed cards and the desk's bar. */
export const COUNTY = '清溪县'

/** With what each of its printed codes begins: QX07. */
export const CODE_PREFIX = 'QX'
