/** Where the Supabase project is; BB_API_URL at build time, or on H5 what the page's host names. */
export declare const apiUrl: string
