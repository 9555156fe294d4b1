/** The county whose product this is; on printed cards and the desk's bar. */
export const COUNTY = '清溪县'
