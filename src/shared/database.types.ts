/** Stands in until `npm run types` writes the generated types of the migrations over it. */
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

type AnyRow = { Row: Record<string, unknown>; Insert: Record<string, unknown>; Update: Record<string, unknown>; Relationships: [] }

export type Database = {
  public: {
    Tables: Record<string, AnyRow>
    Views: Record<string, never>
    Functions: Record<string, { Args: Record<string, unknown>; Returns: unknown }>
    Enums: Record<string, never>
    CompositeTypes: Record<string, never>
  }
}
