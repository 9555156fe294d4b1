/// <reference types="@tarojs/taro" />

declare module '*.scss'
declare module '*.css'

declare namespace NodeJS {
  interface ProcessEnv {
    /** Target of the running Taro build. */
    TARO_ENV: 'weapp' | 'h5'
    /** Address of the Supabase project, fixed at build time. */
    BB_API_URL: string
    /** Publishable (anon) key of that project, fixed at build time. */
    BB_PUBLISHABLE_KEY: string
    /** Public address of the H5 app, printed into the codes; empty where the page's own host is right. */
    BB_PUBLIC_URL: string
    /** The program's version, from package.json. */
    BB_VERSION: string
    /** Hosts of cards printed earlier, comma between: they are ours too. */
    BB_PUBLIC_HOSTS: string
  }
}
