/** Where the Supabase project is; BB_API_URL at build time, or on H5 what the page's host names. */
export declare const apiUrl: string

/** Where the public opens the app: printed codes lead there. BB_PUBLIC_URL at build time, else the page's own host. */
export declare const publicUrl: string
