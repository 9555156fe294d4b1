/** Where the Supabase project is; BB_API_URL at build time, or on H5 what the page's host names. */
export declare const apiUrl: string

/** Where the public opens the app: printed codes lead there. BB_PUBLIC_URL at build time, else the page's own host. */
export declare const publicUrl: string

/** Whether `q` of the code page was compared with the county's own link rules before it came here: WeChat does. */
export declare const linksAreOurs: boolean
