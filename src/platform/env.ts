/** Where the Supabase project is; fixed at build time by BB_API_URL. */
export declare const apiUrl: string
