export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  public: {
    Tables: {
      appeal_files: {
        Row: {
          appeal_id: string
          file: NonNullable<Json>
          id: string
        }
        ComputedFields: never
        Insert: {
          appeal_id: string
          file: NonNullable<Json>
          id: string
        }
        Update: {
          appeal_id?: string
          file?: NonNullable<Json>
          id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'appeal_files_appeal_id_fkey'
            columns: ['appeal_id']
            isOneToOne: false
            referencedRelation: 'appeals'
            referencedColumns: ['id']
          },
        ]
      }
      appeal_kinds: {
        Row: {
          code: string
          contact_unit: Database['public']['Enums']['limit_unit']
          contact_value: number
          hint: string
          name: string
          position: number
          resolve_unit: Database['public']['Enums']['limit_unit']
          resolve_value: number
          start_tier: Database['public']['Enums']['appeal_tier']
          template: string
        }
        ComputedFields: never
        Insert: {
          code: string
          contact_unit?: Database['public']['Enums']['limit_unit']
          contact_value?: number
          hint: string
          name: string
          position: number
          resolve_unit?: Database['public']['Enums']['limit_unit']
          resolve_value?: number
          start_tier?: Database['public']['Enums']['appeal_tier']
          template: string
        }
        Update: {
          code?: string
          contact_unit?: Database['public']['Enums']['limit_unit']
          contact_value?: number
          hint?: string
          name?: string
          position?: number
          resolve_unit?: Database['public']['Enums']['limit_unit']
          resolve_value?: number
          start_tier?: Database['public']['Enums']['appeal_tier']
          template?: string
        }
        Relationships: []
      }
      appeal_replies: {
        Row: {
          appeal_id: string
          author_id: string | null
          body: string
          created_at: string
          id: string
          kind: Database['public']['Enums']['appeal_reply_kind']
          position: number
          side: Database['public']['Enums']['appeal_side']
        }
        ComputedFields: never
        Insert: {
          appeal_id: string
          author_id?: string | null
          body: string
          created_at: string
          id?: string
          kind: Database['public']['Enums']['appeal_reply_kind']
          position?: never
          side: Database['public']['Enums']['appeal_side']
        }
        Update: {
          appeal_id?: string
          author_id?: string | null
          body?: string
          created_at?: string
          id?: string
          kind?: Database['public']['Enums']['appeal_reply_kind']
          position?: never
          side?: Database['public']['Enums']['appeal_side']
        }
        Relationships: [
          {
            foreignKeyName: 'appeal_replies_appeal_id_fkey'
            columns: ['appeal_id']
            isOneToOne: false
            referencedRelation: 'appeals'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'appeal_replies_author_id_fkey'
            columns: ['author_id']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
        ]
      }
      appeal_tiers: {
        Row: {
          appeal_id: string
          due_at: string | null
          reason: string
          since: string
          tier: Database['public']['Enums']['appeal_tier']
        }
        ComputedFields: never
        Insert: {
          appeal_id: string
          due_at?: string | null
          reason: string
          since: string
          tier: Database['public']['Enums']['appeal_tier']
        }
        Update: {
          appeal_id?: string
          due_at?: string | null
          reason?: string
          since?: string
          tier?: Database['public']['Enums']['appeal_tier']
        }
        Relationships: [
          {
            foreignKeyName: 'appeal_tiers_appeal_id_fkey'
            columns: ['appeal_id']
            isOneToOne: false
            referencedRelation: 'appeals'
            referencedColumns: ['id']
          },
        ]
      }
      appeals: {
        Row: {
          answered_at: string | null
          application_id: string | null
          author_id: string
          body: string
          closed_at: string | null
          contact_due_at: string | null
          contacted_at: string | null
          created_at: string
          enterprise_id: string
          handler_id: string | null
          id: string
          kind: string
          number: string
          rating_comment: string | null
          rating_level: number | null
          resolve_due_at: string | null
          row_version: number
          state: Database['public']['Enums']['appeal_state']
          tier: Database['public']['Enums']['appeal_tier']
          title: string
        }
        ComputedFields: never
        Insert: {
          answered_at?: string | null
          application_id?: string | null
          author_id: string
          body: string
          closed_at?: string | null
          contact_due_at?: string | null
          contacted_at?: string | null
          created_at: string
          enterprise_id: string
          handler_id?: string | null
          id?: string
          kind: string
          number: string
          rating_comment?: string | null
          rating_level?: number | null
          resolve_due_at?: string | null
          row_version?: number
          state?: Database['public']['Enums']['appeal_state']
          tier: Database['public']['Enums']['appeal_tier']
          title: string
        }
        Update: {
          answered_at?: string | null
          application_id?: string | null
          author_id?: string
          body?: string
          closed_at?: string | null
          contact_due_at?: string | null
          contacted_at?: string | null
          created_at?: string
          enterprise_id?: string
          handler_id?: string | null
          id?: string
          kind?: string
          number?: string
          rating_comment?: string | null
          rating_level?: number | null
          resolve_due_at?: string | null
          row_version?: number
          state?: Database['public']['Enums']['appeal_state']
          tier?: Database['public']['Enums']['appeal_tier']
          title?: string
        }
        Relationships: [
          {
            foreignKeyName: 'appeals_application_id_fkey'
            columns: ['application_id']
            isOneToOne: false
            referencedRelation: 'applications'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'appeals_author_id_fkey'
            columns: ['author_id']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'appeals_enterprise_id_fkey'
            columns: ['enterprise_id']
            isOneToOne: false
            referencedRelation: 'enterprises'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'appeals_handler_id_fkey'
            columns: ['handler_id']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
          {
            foreignKeyName: 'appeals_kind_fkey'
            columns: ['kind']
            isOneToOne: false
            referencedRelation: 'appeal_kinds'
            referencedColumns: ['code']
          },
        ]
      }
      application_events: {
        Row: {
          actor_id: string | null
          actor_name: string
          actor_side: string
          application_id: string
          at: string
          data: NonNullable<Json>
          hash: string
          kind: string
          note: string | null
          prev_hash: string | null
          seq: number
        }
        ComputedFields: never
        Insert: {
          actor_id?: string | null
          actor_name: string
          actor_side: string
          application_id: string
          at: string
          data?: NonNullable<Json>
          hash: string
          kind: string
          note?: string | null
          prev_hash?: string | null
          seq: number
        }
        Update: {
          actor_id?: string | null
          actor_name?: string
          actor_side?: string
          application_id?: string
          at?: string
          data?: NonNullable<Json>
          hash?: string
          kind?: string
          note?: string | null
          prev_hash?: string | null
          seq?: number
        }
        Relationships: [
          {
            foreignKeyName: 'application_events_actor_id_fkey'
            columns: ['actor_id']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'application_events_application_id_fkey'
            columns: ['application_id']
            isOneToOne: false
            referencedRelation: 'applications'
            referencedColumns: ['id']
          },
        ]
      }
      application_files: {
        Row: {
          application_id: string
          id: string
          material_key: string
          mime: string
          name: string
          path: string
          removed_at: string | null
          replaced_at: string | null
          round: number
          sha256: string
          size: number
          uploaded_at: string
          uploaded_by: string
        }
        ComputedFields: never
        Insert: {
          application_id: string
          id?: string
          material_key: string
          mime: string
          name: string
          path: string
          removed_at?: string | null
          replaced_at?: string | null
          round?: number
          sha256: string
          size: number
          uploaded_at?: string
          uploaded_by: string
        }
        Update: {
          application_id?: string
          id?: string
          material_key?: string
          mime?: string
          name?: string
          path?: string
          removed_at?: string | null
          replaced_at?: string | null
          round?: number
          sha256?: string
          size?: number
          uploaded_at?: string
          uploaded_by?: string
        }
        Relationships: [
          {
            foreignKeyName: 'application_files_application_id_material_key_fkey'
            columns: ['application_id', 'material_key']
            isOneToOne: false
            referencedRelation: 'application_materials'
            referencedColumns: ['application_id', 'key']
          },
          {
            foreignKeyName: 'application_files_uploaded_by_fkey'
            columns: ['uploaded_by']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
        ]
      }
      application_materials: {
        Row: {
          applicable: boolean
          application_id: string
          fetched_by_office: boolean
          key: string
          name: string
          position: number
          required: boolean
          verdict: Database['public']['Enums']['point_verdict'] | null
          verdict_reason: string | null
        }
        ComputedFields: never
        Insert: {
          applicable?: boolean
          application_id: string
          fetched_by_office: boolean
          key: string
          name: string
          position: number
          required: boolean
          verdict?: Database['public']['Enums']['point_verdict'] | null
          verdict_reason?: string | null
        }
        Update: {
          applicable?: boolean
          application_id?: string
          fetched_by_office?: boolean
          key?: string
          name?: string
          position?: number
          required?: boolean
          verdict?: Database['public']['Enums']['point_verdict'] | null
          verdict_reason?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'application_materials_application_id_fkey'
            columns: ['application_id']
            isOneToOne: false
            referencedRelation: 'applications'
            referencedColumns: ['id']
          },
        ]
      }
      applications: {
        Row: {
          accepted_at: string | null
          answers: NonNullable<Json>
          applicant_id: string
          calendar_unknown: boolean
          consented_at: string | null
          created_at: string
          decided_at: string | null
          decision_reason: string | null
          deemed_at: string | null
          delivered_at: string | null
          delivery_due_at: string | null
          department_code: string
          draft_revision: number
          enterprise_id: string
          field_verdicts: NonNullable<Json>
          handler_id: string | null
          held_since: string
          holder_side: Database['public']['Enums']['holder_side']
          id: string
          issued_at: string | null
          item_code: string
          item_version_id: string
          notice_due_at: string | null
          notice_warned_at: string | null
          number: string | null
          promised_due_at: string | null
          received_at: string | null
          row_version: number
          situation_answers: NonNullable<Json>
          state: Database['public']['Enums']['application_state']
          statutory_due_at: string | null
          submitted_at: string | null
          updated_at: string
          withdrawn_at: string | null
        }
        ComputedFields: never
        Insert: {
          accepted_at?: string | null
          answers?: NonNullable<Json>
          applicant_id: string
          calendar_unknown?: boolean
          consented_at?: string | null
          created_at?: string
          decided_at?: string | null
          decision_reason?: string | null
          deemed_at?: string | null
          delivered_at?: string | null
          delivery_due_at?: string | null
          department_code: string
          draft_revision?: number
          enterprise_id: string
          field_verdicts?: NonNullable<Json>
          handler_id?: string | null
          held_since?: string
          holder_side?: Database['public']['Enums']['holder_side']
          id?: string
          issued_at?: string | null
          item_code: string
          item_version_id: string
          notice_due_at?: string | null
          notice_warned_at?: string | null
          number?: string | null
          promised_due_at?: string | null
          received_at?: string | null
          row_version?: number
          situation_answers?: NonNullable<Json>
          state?: Database['public']['Enums']['application_state']
          statutory_due_at?: string | null
          submitted_at?: string | null
          updated_at?: string
          withdrawn_at?: string | null
        }
        Update: {
          accepted_at?: string | null
          answers?: NonNullable<Json>
          applicant_id?: string
          calendar_unknown?: boolean
          consented_at?: string | null
          created_at?: string
          decided_at?: string | null
          decision_reason?: string | null
          deemed_at?: string | null
          delivered_at?: string | null
          delivery_due_at?: string | null
          department_code?: string
          draft_revision?: number
          enterprise_id?: string
          field_verdicts?: NonNullable<Json>
          handler_id?: string | null
          held_since?: string
          holder_side?: Database['public']['Enums']['holder_side']
          id?: string
          issued_at?: string | null
          item_code?: string
          item_version_id?: string
          notice_due_at?: string | null
          notice_warned_at?: string | null
          number?: string | null
          promised_due_at?: string | null
          received_at?: string | null
          row_version?: number
          situation_answers?: NonNullable<Json>
          state?: Database['public']['Enums']['application_state']
          statutory_due_at?: string | null
          submitted_at?: string | null
          updated_at?: string
          withdrawn_at?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'applications_applicant_id_fkey'
            columns: ['applicant_id']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'applications_department_code_fkey'
            columns: ['department_code']
            isOneToOne: false
            referencedRelation: 'departments'
            referencedColumns: ['code']
          },
          {
            foreignKeyName: 'applications_enterprise_id_fkey'
            columns: ['enterprise_id']
            isOneToOne: false
            referencedRelation: 'enterprises'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'applications_handler_id_fkey'
            columns: ['handler_id']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
          {
            foreignKeyName: 'applications_item_code_fkey'
            columns: ['item_code']
            isOneToOne: false
            referencedRelation: 'items'
            referencedColumns: ['code']
          },
          {
            foreignKeyName: 'applications_item_version_id_fkey'
            columns: ['item_version_id']
            isOneToOne: false
            referencedRelation: 'item_versions'
            referencedColumns: ['id']
          },
        ]
      }
      appointment_findings: {
        Row: {
          appointment_id: string
          key: string
          note: string | null
          photos: NonNullable<Json>
          updated_at: string
          verdict: Database['public']['Enums']['finding_verdict']
        }
        ComputedFields: never
        Insert: {
          appointment_id: string
          key: string
          note?: string | null
          photos?: NonNullable<Json>
          updated_at?: string
          verdict: Database['public']['Enums']['finding_verdict']
        }
        Update: {
          appointment_id?: string
          key?: string
          note?: string | null
          photos?: NonNullable<Json>
          updated_at?: string
          verdict?: Database['public']['Enums']['finding_verdict']
        }
        Relationships: [
          {
            foreignKeyName: 'appointment_findings_appointment_id_fkey'
            columns: ['appointment_id']
            isOneToOne: false
            referencedRelation: 'appointments'
            referencedColumns: ['id']
          },
        ]
      }
      appointments: {
        Row: {
          application_id: string
          booked_by: string
          cancel_reason: string | null
          concluded_at: string | null
          conclusion: Database['public']['Enums']['verification_conclusion'] | null
          conclusion_note: string | null
          created_at: string
          during: unknown
          enterprise_id: string
          id: string
          kind: Database['public']['Enums']['appointment_kind']
          row_version: number
          slot_id: string
          staff_id: string
          state: Database['public']['Enums']['appointment_state']
        }
        ComputedFields: never
        Insert: {
          application_id: string
          booked_by: string
          cancel_reason?: string | null
          concluded_at?: string | null
          conclusion?: Database['public']['Enums']['verification_conclusion'] | null
          conclusion_note?: string | null
          created_at?: string
          during: unknown
          enterprise_id: string
          id?: string
          kind: Database['public']['Enums']['appointment_kind']
          row_version?: number
          slot_id: string
          staff_id: string
          state?: Database['public']['Enums']['appointment_state']
        }
        Update: {
          application_id?: string
          booked_by?: string
          cancel_reason?: string | null
          concluded_at?: string | null
          conclusion?: Database['public']['Enums']['verification_conclusion'] | null
          conclusion_note?: string | null
          created_at?: string
          during?: unknown
          enterprise_id?: string
          id?: string
          kind?: Database['public']['Enums']['appointment_kind']
          row_version?: number
          slot_id?: string
          staff_id?: string
          state?: Database['public']['Enums']['appointment_state']
        }
        Relationships: [
          {
            foreignKeyName: 'appointments_application_id_fkey'
            columns: ['application_id']
            isOneToOne: false
            referencedRelation: 'applications'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'appointments_booked_by_fkey'
            columns: ['booked_by']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'appointments_enterprise_id_fkey'
            columns: ['enterprise_id']
            isOneToOne: false
            referencedRelation: 'enterprises'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'appointments_slot_id_fkey'
            columns: ['slot_id']
            isOneToOne: false
            referencedRelation: 'slots'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'appointments_staff_id_fkey'
            columns: ['staff_id']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
        ]
      }
      calendar_days: {
        Row: {
          day: string
          name: string
          working: boolean
        }
        ComputedFields: never
        Insert: {
          day: string
          name: string
          working: boolean
        }
        Update: {
          day?: string
          name?: string
          working?: boolean
        }
        Relationships: []
      }
      calendar_edits: {
        Row: {
          applications: number
          changes: NonNullable<Json>
          id: string
          kind: string
          made_at: string
          made_by: string
          reason: string
          year: number
        }
        ComputedFields: never
        Insert: {
          applications: number
          changes: NonNullable<Json>
          id?: string
          kind: string
          made_at: string
          made_by: string
          reason: string
          year: number
        }
        Update: {
          applications?: number
          changes?: NonNullable<Json>
          id?: string
          kind?: string
          made_at?: string
          made_by?: string
          reason?: string
          year?: number
        }
        Relationships: [
          {
            foreignKeyName: 'calendar_edits_made_by_fkey'
            columns: ['made_by']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
        ]
      }
      calendar_years: {
        Row: {
          notice: string
          year: number
        }
        ComputedFields: never
        Insert: {
          notice: string
          year: number
        }
        Update: {
          notice?: string
          year?: number
        }
        Relationships: []
      }
      conversations: {
        Row: {
          created_at: string
          enterprise_id: string
          id: string
          last_at: string | null
          last_seq: number
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          enterprise_id: string
          id?: string
          last_at?: string | null
          last_seq?: number
        }
        Update: {
          created_at?: string
          enterprise_id?: string
          id?: string
          last_at?: string | null
          last_seq?: number
        }
        Relationships: [
          {
            foreignKeyName: 'conversations_enterprise_id_fkey'
            columns: ['enterprise_id']
            isOneToOne: true
            referencedRelation: 'enterprises'
            referencedColumns: ['id']
          },
        ]
      }
      correction_points: {
        Row: {
          answer_before: string | null
          answered_at: string | null
          correction_id: string
          how_to: string | null
          id: string
          key: string
          position: number
          reason: string
          target: Database['public']['Enums']['point_target']
          title: string
        }
        ComputedFields: never
        Insert: {
          answer_before?: string | null
          answered_at?: string | null
          correction_id: string
          how_to?: string | null
          id?: string
          key: string
          position: number
          reason: string
          target: Database['public']['Enums']['point_target']
          title: string
        }
        Update: {
          answer_before?: string | null
          answered_at?: string | null
          correction_id?: string
          how_to?: string | null
          id?: string
          key?: string
          position?: number
          reason?: string
          target?: Database['public']['Enums']['point_target']
          title?: string
        }
        Relationships: [
          {
            foreignKeyName: 'correction_points_correction_id_fkey'
            columns: ['correction_id']
            isOneToOne: false
            referencedRelation: 'corrections'
            referencedColumns: ['id']
          },
        ]
      }
      corrections: {
        Row: {
          answered_at: string | null
          application_id: string
          due_at: string | null
          due_working_days: number
          id: string
          issued_at: string
          issued_by: string
          round: number
        }
        ComputedFields: never
        Insert: {
          answered_at?: string | null
          application_id: string
          due_at?: string | null
          due_working_days: number
          id?: string
          issued_at: string
          issued_by: string
          round: number
        }
        Update: {
          answered_at?: string | null
          application_id?: string
          due_at?: string | null
          due_working_days?: number
          id?: string
          issued_at?: string
          issued_by?: string
          round?: number
        }
        Relationships: [
          {
            foreignKeyName: 'corrections_application_id_fkey'
            columns: ['application_id']
            isOneToOne: false
            referencedRelation: 'applications'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'corrections_issued_by_fkey'
            columns: ['issued_by']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
        ]
      }
      department_tasks: {
        Row: {
          application_id: string
          assigned_to: string | null
          created_at: string
          created_by: string
          department_code: string
          done_at: string | null
          due_at: string | null
          id: string
          note: string | null
          outcome: Database['public']['Enums']['task_outcome'] | null
          row_version: number
          state: Database['public']['Enums']['task_state']
          title: string
        }
        ComputedFields: never
        Insert: {
          application_id: string
          assigned_to?: string | null
          created_at?: string
          created_by: string
          department_code: string
          done_at?: string | null
          due_at?: string | null
          id?: string
          note?: string | null
          outcome?: Database['public']['Enums']['task_outcome'] | null
          row_version?: number
          state?: Database['public']['Enums']['task_state']
          title: string
        }
        Update: {
          application_id?: string
          assigned_to?: string | null
          created_at?: string
          created_by?: string
          department_code?: string
          done_at?: string | null
          due_at?: string | null
          id?: string
          note?: string | null
          outcome?: Database['public']['Enums']['task_outcome'] | null
          row_version?: number
          state?: Database['public']['Enums']['task_state']
          title?: string
        }
        Relationships: [
          {
            foreignKeyName: 'department_tasks_application_id_fkey'
            columns: ['application_id']
            isOneToOne: false
            referencedRelation: 'applications'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'department_tasks_assigned_to_fkey'
            columns: ['assigned_to']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
          {
            foreignKeyName: 'department_tasks_created_by_fkey'
            columns: ['created_by']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
          {
            foreignKeyName: 'department_tasks_department_code_fkey'
            columns: ['department_code']
            isOneToOne: false
            referencedRelation: 'departments'
            referencedColumns: ['code']
          },
        ]
      }
      departments: {
        Row: {
          address: string | null
          code: string
          complaint_phone: string | null
          hours: string | null
          name: string
          phone: string | null
          position: number
          short_name: string
        }
        ComputedFields: never
        Insert: {
          address?: string | null
          code: string
          complaint_phone?: string | null
          hours?: string | null
          name: string
          phone?: string | null
          position?: number
          short_name: string
        }
        Update: {
          address?: string | null
          code?: string
          complaint_phone?: string | null
          hours?: string | null
          name?: string
          phone?: string | null
          position?: number
          short_name?: string
        }
        Relationships: []
      }
      documents: {
        Row: {
          application_id: string
          code: string
          content: NonNullable<Json>
          event_seq: number
          fingerprint: string
          id: string
          issued_at: string
          item_name: string
          kind: Database['public']['Enums']['document_kind']
          number: string
          office: string
          title: string
        }
        ComputedFields: never
        Insert: {
          application_id: string
          code: string
          content: NonNullable<Json>
          event_seq: number
          fingerprint: string
          id?: string
          issued_at: string
          item_name: string
          kind: Database['public']['Enums']['document_kind']
          number: string
          office: string
          title: string
        }
        Update: {
          application_id?: string
          code?: string
          content?: NonNullable<Json>
          event_seq?: number
          fingerprint?: string
          id?: string
          issued_at?: string
          item_name?: string
          kind?: Database['public']['Enums']['document_kind']
          number?: string
          office?: string
          title?: string
        }
        Relationships: [
          {
            foreignKeyName: 'documents_application_id_event_seq_fkey'
            columns: ['application_id', 'event_seq']
            isOneToOne: true
            referencedRelation: 'application_events'
            referencedColumns: ['application_id', 'seq']
          },
        ]
      }
      enterprise_invites: {
        Row: {
          code: string
          created_at: string
          created_by: string
          ends_on: string
          enterprise_id: string
          expires_at: string
          id: string
          used_at: string | null
          used_by: string | null
        }
        ComputedFields: never
        Insert: {
          code: string
          created_at?: string
          created_by: string
          ends_on: string
          enterprise_id: string
          expires_at: string
          id?: string
          used_at?: string | null
          used_by?: string | null
        }
        Update: {
          code?: string
          created_at?: string
          created_by?: string
          ends_on?: string
          enterprise_id?: string
          expires_at?: string
          id?: string
          used_at?: string | null
          used_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: 'enterprise_invites_created_by_fkey'
            columns: ['created_by']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'enterprise_invites_enterprise_id_fkey'
            columns: ['enterprise_id']
            isOneToOne: false
            referencedRelation: 'enterprises'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'enterprise_invites_used_by_fkey'
            columns: ['used_by']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
        ]
      }
      enterprise_members: {
        Row: {
          created_at: string
          decided_at: string | null
          decided_by: string | null
          ends_on: string | null
          enterprise_id: string
          id: string
          person_id: string
          role: Database['public']['Enums']['member_role']
          starts_on: string
          state: Database['public']['Enums']['member_state']
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          decided_at?: string | null
          decided_by?: string | null
          ends_on?: string | null
          enterprise_id: string
          id?: string
          person_id: string
          role: Database['public']['Enums']['member_role']
          starts_on?: string
          state?: Database['public']['Enums']['member_state']
        }
        Update: {
          created_at?: string
          decided_at?: string | null
          decided_by?: string | null
          ends_on?: string | null
          enterprise_id?: string
          id?: string
          person_id?: string
          role?: Database['public']['Enums']['member_role']
          starts_on?: string
          state?: Database['public']['Enums']['member_state']
        }
        Relationships: [
          {
            foreignKeyName: 'enterprise_members_decided_by_fkey'
            columns: ['decided_by']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'enterprise_members_enterprise_id_fkey'
            columns: ['enterprise_id']
            isOneToOne: false
            referencedRelation: 'enterprises'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'enterprise_members_person_id_fkey'
            columns: ['person_id']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
        ]
      }
      enterprise_officers: {
        Row: {
          ends_at: string | null
          enterprise_id: string
          id: string
          officer_id: string
          starts_at: string
        }
        ComputedFields: never
        Insert: {
          ends_at?: string | null
          enterprise_id: string
          id?: string
          officer_id: string
          starts_at?: string
        }
        Update: {
          ends_at?: string | null
          enterprise_id?: string
          id?: string
          officer_id?: string
          starts_at?: string
        }
        Relationships: [
          {
            foreignKeyName: 'enterprise_officers_enterprise_id_fkey'
            columns: ['enterprise_id']
            isOneToOne: false
            referencedRelation: 'enterprises'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'enterprise_officers_officer_id_fkey'
            columns: ['officer_id']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
        ]
      }
      enterprises: {
        Row: {
          address: string | null
          created_at: string
          id: string
          kind: string | null
          legal_person: string | null
          name: string
          uscc: string
        }
        ComputedFields: never
        Insert: {
          address?: string | null
          created_at?: string
          id?: string
          kind?: string | null
          legal_person?: string | null
          name: string
          uscc: string
        }
        Update: {
          address?: string | null
          created_at?: string
          id?: string
          kind?: string | null
          legal_person?: string | null
          name?: string
          uscc?: string
        }
        Relationships: []
      }
      hall_hours: {
        Row: {
          closes: string | null
          department_code: string | null
          id: string
          opens: string | null
          valid_from: string
        }
        ComputedFields: never
        Insert: {
          closes?: string | null
          department_code?: string | null
          id?: string
          opens?: string | null
          valid_from?: string
        }
        Update: {
          closes?: string | null
          department_code?: string | null
          id?: string
          opens?: string | null
          valid_from?: string
        }
        Relationships: [
          {
            foreignKeyName: 'hall_hours_department_code_fkey'
            columns: ['department_code']
            isOneToOne: false
            referencedRelation: 'departments'
            referencedColumns: ['code']
          },
        ]
      }
      item_check_points: {
        Row: {
          basis: string | null
          how_to_show: string
          id: string
          key: string
          position: number
          standard: string
          title: string
          version_id: string
          when_answers: Json | null
        }
        ComputedFields: never
        Insert: {
          basis?: string | null
          how_to_show: string
          id?: string
          key: string
          position: number
          standard: string
          title: string
          version_id: string
          when_answers?: Json | null
        }
        Update: {
          basis?: string | null
          how_to_show?: string
          id?: string
          key?: string
          position?: number
          standard?: string
          title?: string
          version_id?: string
          when_answers?: Json | null
        }
        Relationships: [
          {
            foreignKeyName: 'item_check_points_version_id_fkey'
            columns: ['version_id']
            isOneToOne: false
            referencedRelation: 'item_versions'
            referencedColumns: ['id']
          },
        ]
      }
      item_codes: {
        Row: {
          changed_at: string
          changed_by: string | null
          code: string
          item_code: string
          revoked_reason: string | null
          state: string
        }
        ComputedFields: never
        Insert: {
          changed_at?: string
          changed_by?: string | null
          code: string
          item_code: string
          revoked_reason?: string | null
          state?: string
        }
        Update: {
          changed_at?: string
          changed_by?: string | null
          code?: string
          item_code?: string
          revoked_reason?: string | null
          state?: string
        }
        Relationships: [
          {
            foreignKeyName: 'item_codes_changed_by_fkey'
            columns: ['changed_by']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'item_codes_item_code_fkey'
            columns: ['item_code']
            isOneToOne: false
            referencedRelation: 'items'
            referencedColumns: ['code']
          },
        ]
      }
      item_materials: {
        Row: {
          detail: NonNullable<Json>
          fetched_by_office: boolean
          id: string
          key: string
          name: string
          position: number
          required: boolean
          version_id: string
          when_answers: Json | null
        }
        ComputedFields: never
        Insert: {
          detail: NonNullable<Json>
          fetched_by_office: boolean
          id?: string
          key: string
          name: string
          position: number
          required: boolean
          version_id: string
          when_answers?: Json | null
        }
        Update: {
          detail?: NonNullable<Json>
          fetched_by_office?: boolean
          id?: string
          key?: string
          name?: string
          position?: number
          required?: boolean
          version_id?: string
          when_answers?: Json | null
        }
        Relationships: [
          {
            foreignKeyName: 'item_materials_version_id_fkey'
            columns: ['version_id']
            isOneToOne: false
            referencedRelation: 'item_versions'
            referencedColumns: ['id']
          },
        ]
      }
      item_situations: {
        Row: {
          help: string | null
          id: string
          key: string
          options: NonNullable<Json>
          position: number
          question: string
          version_id: string
        }
        ComputedFields: never
        Insert: {
          help?: string | null
          id?: string
          key: string
          options: NonNullable<Json>
          position: number
          question: string
          version_id: string
        }
        Update: {
          help?: string | null
          id?: string
          key?: string
          options?: NonNullable<Json>
          position?: number
          question?: string
          version_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'item_situations_version_id_fkey'
            columns: ['version_id']
            isOneToOne: false
            referencedRelation: 'item_versions'
            referencedColumns: ['id']
          },
        ]
      }
      item_versions: {
        Row: {
          content_hash: string
          created_at: string
          form: NonNullable<Json>
          guide: NonNullable<Json>
          handling_type: string
          id: string
          item_code: string
          promised_unit: Database['public']['Enums']['limit_unit']
          promised_value: number
          statutory_unit: Database['public']['Enums']['limit_unit'] | null
          statutory_value: number | null
          version: number
        }
        ComputedFields: never
        Insert: {
          content_hash: string
          created_at?: string
          form: NonNullable<Json>
          guide: NonNullable<Json>
          handling_type: string
          id?: string
          item_code: string
          promised_unit: Database['public']['Enums']['limit_unit']
          promised_value: number
          statutory_unit?: Database['public']['Enums']['limit_unit'] | null
          statutory_value?: number | null
          version: number
        }
        Update: {
          content_hash?: string
          created_at?: string
          form?: NonNullable<Json>
          guide?: NonNullable<Json>
          handling_type?: string
          id?: string
          item_code?: string
          promised_unit?: Database['public']['Enums']['limit_unit']
          promised_value?: number
          statutory_unit?: Database['public']['Enums']['limit_unit'] | null
          statutory_value?: number | null
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: 'item_versions_item_code_fkey'
            columns: ['item_code']
            isOneToOne: false
            referencedRelation: 'items'
            referencedColumns: ['code']
          },
        ]
      }
      items: {
        Row: {
          aliases: string[]
          category: string
          code: string
          created_at: string
          current_version_id: string | null
          department_code: string
          initials: string
          name: string
          popular_rank: number
          search_text: string
          state: Database['public']['Enums']['item_state']
        }
        ComputedFields: never
        Insert: {
          aliases?: string[]
          category: string
          code: string
          created_at?: string
          current_version_id?: string | null
          department_code: string
          initials?: string
          name: string
          popular_rank?: number
          search_text?: string
          state?: Database['public']['Enums']['item_state']
        }
        Update: {
          aliases?: string[]
          category?: string
          code?: string
          created_at?: string
          current_version_id?: string | null
          department_code?: string
          initials?: string
          name?: string
          popular_rank?: number
          search_text?: string
          state?: Database['public']['Enums']['item_state']
        }
        Relationships: [
          {
            foreignKeyName: 'items_current_version_fk'
            columns: ['current_version_id']
            isOneToOne: false
            referencedRelation: 'item_versions'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'items_department_code_fkey'
            columns: ['department_code']
            isOneToOne: false
            referencedRelation: 'departments'
            referencedColumns: ['code']
          },
        ]
      }
      messages: {
        Row: {
          application_id: string | null
          body: string | null
          conversation_id: string
          created_at: string
          file: Json | null
          id: string
          kind: Database['public']['Enums']['message_kind']
          sender_id: string
          seq: number
          side: Database['public']['Enums']['conversation_side']
        }
        ComputedFields: never
        Insert: {
          application_id?: string | null
          body?: string | null
          conversation_id: string
          created_at: string
          file?: Json | null
          id: string
          kind: Database['public']['Enums']['message_kind']
          sender_id: string
          seq: number
          side: Database['public']['Enums']['conversation_side']
        }
        Update: {
          application_id?: string | null
          body?: string | null
          conversation_id?: string
          created_at?: string
          file?: Json | null
          id?: string
          kind?: Database['public']['Enums']['message_kind']
          sender_id?: string
          seq?: number
          side?: Database['public']['Enums']['conversation_side']
        }
        Relationships: [
          {
            foreignKeyName: 'messages_application_id_fkey'
            columns: ['application_id']
            isOneToOne: false
            referencedRelation: 'applications'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'messages_conversation_id_fkey'
            columns: ['conversation_id']
            isOneToOne: false
            referencedRelation: 'conversations'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'messages_sender_id_fkey'
            columns: ['sender_id']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
        ]
      }
      officer_stand_ins: {
        Row: {
          ends_on: string
          id: string
          officer_id: string
          stand_in_id: string
          starts_on: string
        }
        ComputedFields: never
        Insert: {
          ends_on: string
          id?: string
          officer_id: string
          stand_in_id: string
          starts_on: string
        }
        Update: {
          ends_on?: string
          id?: string
          officer_id?: string
          stand_in_id?: string
          starts_on?: string
        }
        Relationships: [
          {
            foreignKeyName: 'officer_stand_ins_officer_id_fkey'
            columns: ['officer_id']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
          {
            foreignKeyName: 'officer_stand_ins_stand_in_id_fkey'
            columns: ['stand_in_id']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
        ]
      }
      people: {
        Row: {
          cancelled_at: string | null
          created_at: string
          id: string
          name: string
          phone: string | null
        }
        ComputedFields: never
        Insert: {
          cancelled_at?: string | null
          created_at?: string
          id: string
          name: string
          phone?: string | null
        }
        Update: {
          cancelled_at?: string | null
          created_at?: string
          id?: string
          name?: string
          phone?: string | null
        }
        Relationships: []
      }
      pre_checks: {
        Row: {
          answered_at: string | null
          application_id: string
          asked_at: string
          asked_by: string
          id: string
          note: string | null
          officer_id: string
          outcome: Database['public']['Enums']['pre_check_outcome'] | null
          points: NonNullable<Json>
        }
        ComputedFields: never
        Insert: {
          answered_at?: string | null
          application_id: string
          asked_at: string
          asked_by: string
          id?: string
          note?: string | null
          officer_id: string
          outcome?: Database['public']['Enums']['pre_check_outcome'] | null
          points?: NonNullable<Json>
        }
        Update: {
          answered_at?: string | null
          application_id?: string
          asked_at?: string
          asked_by?: string
          id?: string
          note?: string | null
          officer_id?: string
          outcome?: Database['public']['Enums']['pre_check_outcome'] | null
          points?: NonNullable<Json>
        }
        Relationships: [
          {
            foreignKeyName: 'pre_checks_application_id_fkey'
            columns: ['application_id']
            isOneToOne: false
            referencedRelation: 'applications'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'pre_checks_asked_by_fkey'
            columns: ['asked_by']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'pre_checks_officer_id_fkey'
            columns: ['officer_id']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
        ]
      }
      ratings: {
        Row: {
          application_id: string
          comment: string | null
          created_at: string
          id: string
          level: number
          rater_id: string
        }
        ComputedFields: never
        Insert: {
          application_id: string
          comment?: string | null
          created_at?: string
          id?: string
          level: number
          rater_id: string
        }
        Update: {
          application_id?: string
          comment?: string | null
          created_at?: string
          id?: string
          level?: number
          rater_id?: string
        }
        Relationships: [
          {
            foreignKeyName: 'ratings_application_id_fkey'
            columns: ['application_id']
            isOneToOne: true
            referencedRelation: 'applications'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'ratings_rater_id_fkey'
            columns: ['rater_id']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
        ]
      }
      read_marks: {
        Row: {
          at: string
          conversation_id: string
          person_id: string
          seq: number
        }
        ComputedFields: never
        Insert: {
          at: string
          conversation_id: string
          person_id: string
          seq: number
        }
        Update: {
          at?: string
          conversation_id?: string
          person_id?: string
          seq?: number
        }
        Relationships: [
          {
            foreignKeyName: 'read_marks_conversation_id_fkey'
            columns: ['conversation_id']
            isOneToOne: false
            referencedRelation: 'conversations'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'read_marks_person_id_fkey'
            columns: ['person_id']
            isOneToOne: false
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
        ]
      }
      results: {
        Row: {
          application_id: string
          delivered_at: string | null
          file_name: string
          id: string
          issued_at: string
          issued_by: string
          mime: string
          name: string
          number: string
          path: string
          sha256: string
          size: number
        }
        ComputedFields: never
        Insert: {
          application_id: string
          delivered_at?: string | null
          file_name: string
          id?: string
          issued_at: string
          issued_by: string
          mime: string
          name: string
          number: string
          path: string
          sha256: string
          size: number
        }
        Update: {
          application_id?: string
          delivered_at?: string | null
          file_name?: string
          id?: string
          issued_at?: string
          issued_by?: string
          mime?: string
          name?: string
          number?: string
          path?: string
          sha256?: string
          size?: number
        }
        Relationships: [
          {
            foreignKeyName: 'results_application_id_fkey'
            columns: ['application_id']
            isOneToOne: true
            referencedRelation: 'applications'
            referencedColumns: ['id']
          },
          {
            foreignKeyName: 'results_issued_by_fkey'
            columns: ['issued_by']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
        ]
      }
      slots: {
        Row: {
          created_at: string
          during: unknown
          id: string
          staff_id: string
          state: Database['public']['Enums']['slot_state']
        }
        ComputedFields: never
        Insert: {
          created_at?: string
          during: unknown
          id?: string
          staff_id: string
          state?: Database['public']['Enums']['slot_state']
        }
        Update: {
          created_at?: string
          during?: unknown
          id?: string
          staff_id?: string
          state?: Database['public']['Enums']['slot_state']
        }
        Relationships: [
          {
            foreignKeyName: 'slots_staff_id_fkey'
            columns: ['staff_id']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
        ]
      }
      staff: {
        Row: {
          active: boolean
          department_code: string
          display_name: string
          person_id: string
          title: string
        }
        ComputedFields: never
        Insert: {
          active?: boolean
          department_code: string
          display_name: string
          person_id: string
          title: string
        }
        Update: {
          active?: boolean
          department_code?: string
          display_name?: string
          person_id?: string
          title?: string
        }
        Relationships: [
          {
            foreignKeyName: 'staff_department_code_fkey'
            columns: ['department_code']
            isOneToOne: false
            referencedRelation: 'departments'
            referencedColumns: ['code']
          },
          {
            foreignKeyName: 'staff_person_id_fkey'
            columns: ['person_id']
            isOneToOne: true
            referencedRelation: 'people'
            referencedColumns: ['id']
          },
        ]
      }
      staff_roles: {
        Row: {
          person_id: string
          role: Database['public']['Enums']['staff_role']
        }
        ComputedFields: never
        Insert: {
          person_id: string
          role: Database['public']['Enums']['staff_role']
        }
        Update: {
          person_id?: string
          role?: Database['public']['Enums']['staff_role']
        }
        Relationships: [
          {
            foreignKeyName: 'staff_roles_person_id_fkey'
            columns: ['person_id']
            isOneToOne: false
            referencedRelation: 'staff'
            referencedColumns: ['person_id']
          },
        ]
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      accept_application: {
        Args: { p_application_id: string; p_request_id: string; p_row_version: number }
        Returns: Json
      }
      accept_invite: { Args: { p_code: string; p_request_id: string }; Returns: Json }
      answer_appeal: {
        Args: { p_appeal_id: string; p_body: string; p_request_id: string; p_row_version: number }
        Returns: Json
      }
      answer_correction: {
        Args: { p_answers: Json; p_application_id: string; p_request_id: string }
        Returns: Json
      }
      answer_pre_check: {
        Args: {
          p_application_id: string
          p_note: string
          p_outcome: string
          p_points: Json
          p_request_id: string
        }
        Returns: Json
      }
      approve_application: {
        Args: { p_application_id: string; p_note: string; p_request_id: string; p_row_version: number }
        Returns: Json
      }
      attach_file: {
        Args: {
          p_application_id: string
          p_material_key: string
          p_name: string
          p_path: string
          p_request_id: string
        }
        Returns: Json
      }
      bind_enterprise: {
        Args: { p_legal_person: string; p_name: string; p_request_id: string; p_role: string; p_uscc: string }
        Returns: Json
      }
      book_appointment: {
        Args: { p_application_id: string; p_request_id: string; p_slot_id: string }
        Returns: Json
      }
      cancel_account: { Args: { p_confirm: string; p_request_id: string }; Returns: Json }
      cancel_appointment: {
        Args: { p_appointment_id: string; p_reason: string; p_request_id: string }
        Returns: Json
      }
      change_appointment: {
        Args: { p_appointment_id: string; p_request_id: string; p_slot_id: string }
        Returns: Json
      }
      check_document: { Args: { p_code: string }; Returns: Json }
      close_slot: { Args: { p_request_id: string; p_slot_id: string }; Returns: Json }
      conclude_appointment: {
        Args: {
          p_appointment_id: string
          p_conclusion: string
          p_note: string
          p_request_id: string
          p_row_version: number
        }
        Returns: Json
      }
      confirm_member: {
        Args: { p_accept: boolean; p_member_id: string; p_request_id: string }
        Returns: Json
      }
      create_appeal: {
        Args: {
          p_application_id: string
          p_body: string
          p_enterprise_id: string
          p_files: Json
          p_kind: string
          p_request_id: string
          p_title: string
        }
        Returns: Json
      }
      create_invite: {
        Args: { p_ends_on: string; p_enterprise_id: string; p_request_id: string }
        Returns: Json
      }
      create_task: {
        Args: { p_application_id: string; p_department_code: string; p_request_id: string; p_title: string }
        Returns: Json
      }
      decide_content: {
        Args: { p_check_id: string; p_decision: string; p_reason: string; p_request_id: string }
        Returns: Json
      }
      decline_application: {
        Args: { p_application_id: string; p_reason: string; p_request_id: string; p_row_version: number }
        Returns: Json
      }
      delete_draft: { Args: { p_application_id: string; p_request_id: string }; Returns: Json }
      deny_application: {
        Args: { p_application_id: string; p_reason: string; p_request_id: string; p_row_version: number }
        Returns: Json
      }
      edit_calendar: { Args: { p_days: Json; p_reason: string; p_request_id: string }; Returns: Json }
      end_membership: { Args: { p_member_id: string; p_request_id: string }; Returns: Json }
      end_special_procedure: {
        Args: { p_application_id: string; p_note: string; p_request_id: string; p_row_version: number }
        Returns: Json
      }
      escalate_appeal: {
        Args: { p_appeal_id: string; p_reason: string; p_request_id: string; p_row_version: number }
        Returns: Json
      }
      export_my_data: { Args: Record<PropertyKey, never>; Returns: Json }
      extend_decision: {
        Args: {
          p_application_id: string
          p_days: number
          p_reason: string
          p_request_id: string
          p_row_version: number
        }
        Returns: Json
      }
      finish_task: {
        Args: {
          p_note: string
          p_outcome: string
          p_request_id: string
          p_row_version: number
          p_task_id: string
        }
        Returns: Json
      }
      get_appeal: { Args: { p_id: string }; Returns: Json }
      get_application: { Args: { p_id: string }; Returns: Json }
      get_appointment: { Args: { p_id: string }; Returns: Json }
      get_calendar: { Args: { p_year: number }; Returns: Json }
      get_document: { Args: { p_id: string }; Returns: Json }
      get_home: { Args: Record<PropertyKey, never>; Returns: Json }
      get_item_guide: { Args: { p_code: string }; Returns: Json }
      get_me: { Args: Record<PropertyKey, never>; Returns: Json }
      get_receipt: { Args: { p_id: string }; Returns: Json }
      hand_over_appeal: {
        Args: {
          p_appeal_id: string
          p_note: string
          p_request_id: string
          p_row_version: number
          p_staff_id: string
        }
        Returns: Json
      }
      import_item: { Args: { p_item: Json }; Returns: Json }
      issue_correction: {
        Args: {
          p_application_id: string
          p_due_working_days: number
          p_points: Json
          p_request_id: string
          p_row_version: number
        }
        Returns: Json
      }
      issue_result: {
        Args: {
          p_application_id: string
          p_file_name: string
          p_name: string
          p_number: string
          p_path: string
          p_request_id: string
          p_row_version: number
        }
        Returns: Json
      }
      judge_appeal: {
        Args: {
          p_appeal_id: string
          p_body: string
          p_level: number
          p_request_id: string
          p_solved: boolean
        }
        Returns: Json
      }
      list_appeal_kinds: { Args: Record<PropertyKey, never>; Returns: Json }
      list_appeals: { Args: { p_enterprise_id?: string }; Returns: Json }
      list_applications: {
        Args: {
          p_before?: string
          p_before_id?: string
          p_enterprise_id?: string
          p_group?: string
          p_limit?: number
        }
        Returns: Json
      }
      list_client_errors: { Args: Record<PropertyKey, never>; Returns: Json }
      list_codes: { Args: Record<PropertyKey, never>; Returns: Json }
      list_colleagues: { Args: Record<PropertyKey, never>; Returns: Json }
      list_conversations: { Args: Record<PropertyKey, never>; Returns: Json }
      list_held_content: { Args: { p_before?: string; p_group: string; p_limit?: number }; Returns: Json }
      list_members: { Args: { p_enterprise_id: string }; Returns: Json }
      list_messages: {
        Args: { p_before_seq?: number; p_conversation_id: string; p_limit?: number }
        Returns: Json
      }
      list_slots: { Args: { p_application_id: string; p_days: number; p_from: string }; Returns: Json }
      list_subscription_templates: { Args: Record<PropertyKey, never>; Returns: Json }
      mark_read: { Args: { p_conversation_id: string; p_seq: number }; Returns: undefined }
      my_access_log: { Args: { p_before?: number; p_limit?: number }; Returns: Json }
      my_consent: { Args: Record<PropertyKey, never>; Returns: Json }
      my_message_settings: { Args: Record<PropertyKey, never>; Returns: Json }
      my_schedule: { Args: { p_day: string }; Returns: Json }
      my_slots: { Args: { p_days: number; p_from: string }; Returns: Json }
      open_call: { Args: { p_appointment_id: string }; Returns: Json }
      open_slots: {
        Args: { p_day: string; p_from: string; p_minutes: number; p_request_id: string; p_to: string }
        Returns: Json
      }
      preview_calendar_edit: { Args: { p_days: Json }; Returns: Json }
      preview_calendar_year: { Args: { p_days: Json; p_notice: string; p_year: number }; Returns: Json }
      preview_cancellation: { Args: Record<PropertyKey, never>; Returns: Json }
      preview_extension: { Args: { p_application_id: string; p_days: number }; Returns: Json }
      preview_hall_hours: { Args: { p_department: string; p_from: string; p_hours: Json }; Returns: Json }
      preview_working_days: { Args: { p_days: number; p_department?: string }; Returns: Json }
      publish_calendar_year: {
        Args: { p_days: Json; p_notice: string; p_request_id: string; p_year: number }
        Returns: Json
      }
      rate_application: {
        Args: { p_application_id: string; p_comment: string; p_level: number; p_request_id: string }
        Returns: Json
      }
      receive_result: { Args: { p_application_id: string; p_request_id: string }; Returns: Json }
      record_consent: { Args: { p_platform: string; p_request_id: string; p_version: string }; Returns: Json }
      record_finding: {
        Args: {
          p_appointment_id: string
          p_key: string
          p_note: string
          p_photos: Json
          p_request_id: string
          p_verdict: string
        }
        Returns: Json
      }
      record_subscription: { Args: { p_request_id: string; p_results: Json }; Returns: Json }
      refuse_extension: {
        Args: { p_application_id: string; p_reason: string; p_request_id: string; p_row_version: number }
        Returns: Json
      }
      remove_file: { Args: { p_file_id: string; p_request_id: string }; Returns: Json }
      reply_appeal: { Args: { p_appeal_id: string; p_body: string; p_request_id: string }; Returns: Json }
      report_client_error: {
        Args: {
          p_kind: string
          p_message: string
          p_page: string
          p_platform: string
          p_runtime: string
          p_stack: string[]
          p_version: string
        }
        Returns: undefined
      }
      request_extension: {
        Args: {
          p_application_id: string
          p_days: number
          p_reason: string
          p_request_id: string
          p_row_version: number
        }
        Returns: Json
      }
      request_pre_check: { Args: { p_application_id: string; p_request_id: string }; Returns: Json }
      resolve_code: { Args: { p_code: string }; Returns: Json }
      restore_code: { Args: { p_code: string }; Returns: Json }
      reveal_personal_data: {
        Args: { p_application_id: string; p_field: string; p_reason: string; p_request_id: string }
        Returns: Json
      }
      revoke_code: { Args: { p_code: string; p_reason: string }; Returns: Json }
      save_draft: {
        Args: { p_answers: Json; p_application_id: string; p_request_id: string; p_situation_answers: Json }
        Returns: Json
      }
      search_items: { Args: { p_category?: string; p_limit?: number; p_query?: string }; Returns: Json }
      send_message: {
        Args: {
          p_application_id: string
          p_body: string
          p_conversation_id: string
          p_file: Json
          p_kind: string
          p_request_id: string
        }
        Returns: Json
      }
      service_claim_orphans: { Args: { p_limit: number }; Returns: Json }
      service_claim_outbox: { Args: { p_kinds?: string[]; p_limit: number; p_worker: string }; Returns: Json }
      service_confirm_phone: { Args: { p_phone: string; p_user: string; p_via: string }; Returns: Json }
      service_content_to_check: { Args: { p_check_ids: string[] }; Returns: Json }
      service_hit_limit: { Args: { p_action: string; p_subject: string }; Returns: boolean }
      service_keep_wechat_token: {
        Args: { p_appid: string; p_expires_in: number; p_lease: string; p_token: string }
        Returns: boolean
      }
      service_link_phone: { Args: { p_phone: string; p_user: string }; Returns: string }
      service_link_wechat: { Args: { p_openid: string; p_unionid: string; p_user: string }; Returns: string }
      service_mark_failed: {
        Args: { p_drop?: boolean; p_error: string; p_id: number; p_worker: string }
        Returns: string
      }
      service_mark_sent: { Args: { p_id: number; p_worker: string }; Returns: boolean }
      service_may_resume: { Args: { p_user: string }; Returns: boolean }
      service_media_answer: {
        Args: { p_label: number; p_problem: string; p_suggest: string; p_trace_id: string }
        Returns: boolean
      }
      service_message_outcome: {
        Args: { p_error?: string; p_id: number; p_outcome: string; p_way: string; p_worker: string }
        Returns: Json
      }
      service_message_step: { Args: { p_id: number; p_worker: string }; Returns: Json }
      service_new_phone_code: {
        Args: { p_address: string; p_code: string; p_person: string; p_phone: string }
        Returns: Json
      }
      service_orphans_removed: { Args: { p_object_ids: string[] }; Returns: number }
      service_record_check: {
        Args: { p_mime: string; p_object_id: string; p_refusal: string; p_sha256: string; p_size: number }
        Returns: Json
      }
      service_record_content: {
        Args: { p_check_id: string; p_label: number; p_reason: string; p_suggest: string; p_trace_id: string }
        Returns: string
      }
      service_release_wechat_lease: { Args: { p_appid: string; p_lease: string }; Returns: boolean }
      service_subscription_event: {
        Args: { p_at: string; p_event: string; p_openid: string; p_results: Json }
        Returns: number
      }
      service_use_phone_code: { Args: { p_address: string; p_code: string; p_phone: string }; Returns: Json }
      service_wechat_token: { Args: { p_appid: string; p_stale?: string }; Returns: Json }
      service_wechat_user: { Args: { p_openid: string; p_unionid: string }; Returns: string }
      set_hall_hours: {
        Args: { p_department: string; p_from: string; p_hours: Json; p_reason: string; p_request_id: string }
        Returns: Json
      }
      set_message_choice: { Args: { p_request_id: string; p_sms: boolean; p_topic: string }; Returns: Json }
      set_verdict: {
        Args: {
          p_application_id: string
          p_key: string
          p_reason: string
          p_request_id: string
          p_target: string
          p_verdict: string
        }
        Returns: Json
      }
      staff_queue: { Args: Record<PropertyKey, never>; Returns: Json }
      start_application: {
        Args: {
          p_enterprise_id: string
          p_item_code: string
          p_request_id: string
          p_situation_answers: Json
        }
        Returns: Json
      }
      start_special_procedure: {
        Args: {
          p_application_id: string
          p_expected_days: number
          p_kind: string
          p_reason: string
          p_request_id: string
          p_row_version: number
        }
        Returns: Json
      }
      submit_application: {
        Args: { p_application_id: string; p_consent: boolean; p_request_id: string }
        Returns: Json
      }
      take_application: {
        Args: { p_application_id: string; p_request_id: string; p_row_version: number }
        Returns: Json
      }
      take_task: { Args: { p_request_id: string; p_row_version: number; p_task_id: string }; Returns: Json }
      unread_count: { Args: Record<PropertyKey, never>; Returns: number }
      update_me: { Args: { p_name: string; p_phone: string; p_request_id: string }; Returns: Json }
      upload_to_check: { Args: { p_bucket: string; p_path: string }; Returns: Json }
      withdraw_application: {
        Args: { p_application_id: string; p_reason: string; p_request_id: string }
        Returns: Json
      }
      withdraw_consent: { Args: { p_request_id: string }; Returns: Json }
    }
    Enums: {
      appeal_reply_kind: 'contact' | 'reply' | 'answer' | 'hand_over' | 'escalate' | 'reopen' | 'accept'
      appeal_side: 'enterprise' | 'staff' | 'system'
      appeal_state: 'open' | 'answered' | 'closed'
      appeal_tier: 'officer' | 'group' | 'taskforce'
      application_state:
        | 'draft'
        | 'submitted'
        | 'correcting'
        | 'resubmitted'
        | 'accepted'
        | 'declined'
        | 'reviewing'
        | 'approved'
        | 'denied'
        | 'issued'
        | 'delivered'
        | 'withdrawn'
      appointment_kind: 'pre' | 'post'
      appointment_state: 'booked' | 'cancelled' | 'done' | 'missed'
      conversation_side: 'enterprise' | 'officer'
      document_kind:
        | 'receipt'
        | 'correction'
        | 'acceptance'
        | 'refusal'
        | 'extension'
        | 'special'
        | 'approval'
        | 'denial'
        | 'delivery'
      extension_state: 'asked' | 'granted' | 'refused' | 'dropped'
      finding_verdict: 'ok' | 'fix' | 'unclear'
      holder_side: 'applicant' | 'staff' | 'nobody'
      item_state: 'published' | 'withdrawn'
      limit_unit: 'working_minute' | 'working_hour' | 'half_day' | 'working_day'
      member_role: 'owner' | 'agent'
      member_state: 'pending' | 'active' | 'refused' | 'ended'
      message_kind: 'text' | 'image' | 'file' | 'application'
      point_target: 'material' | 'field'
      point_verdict: 'ok' | 'fix'
      pre_check_outcome: 'ready' | 'fix'
      slot_state: 'open' | 'closed'
      staff_role: 'officer' | 'window' | 'reviewer' | 'head' | 'group_lead' | 'taskforce' | 'operator'
      task_outcome: 'agree' | 'disagree'
      task_state: 'open' | 'taken' | 'done'
      verification_conclusion: 'pass' | 'rectify' | 'fail'
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema['Tables']
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema['Enums']
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema['CompositeTypes']
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {
      appeal_reply_kind: ['contact', 'reply', 'answer', 'hand_over', 'escalate', 'reopen', 'accept'],
      appeal_side: ['enterprise', 'staff', 'system'],
      appeal_state: ['open', 'answered', 'closed'],
      appeal_tier: ['officer', 'group', 'taskforce'],
      application_state: [
        'draft',
        'submitted',
        'correcting',
        'resubmitted',
        'accepted',
        'declined',
        'reviewing',
        'approved',
        'denied',
        'issued',
        'delivered',
        'withdrawn',
      ],
      appointment_kind: ['pre', 'post'],
      appointment_state: ['booked', 'cancelled', 'done', 'missed'],
      conversation_side: ['enterprise', 'officer'],
      document_kind: [
        'receipt',
        'correction',
        'acceptance',
        'refusal',
        'extension',
        'special',
        'approval',
        'denial',
        'delivery',
      ],
      extension_state: ['asked', 'granted', 'refused', 'dropped'],
      finding_verdict: ['ok', 'fix', 'unclear'],
      holder_side: ['applicant', 'staff', 'nobody'],
      item_state: ['published', 'withdrawn'],
      limit_unit: ['working_minute', 'working_hour', 'half_day', 'working_day'],
      member_role: ['owner', 'agent'],
      member_state: ['pending', 'active', 'refused', 'ended'],
      message_kind: ['text', 'image', 'file', 'application'],
      point_target: ['material', 'field'],
      point_verdict: ['ok', 'fix'],
      pre_check_outcome: ['ready', 'fix'],
      slot_state: ['open', 'closed'],
      staff_role: ['officer', 'window', 'reviewer', 'head', 'group_lead', 'taskforce', 'operator'],
      task_outcome: ['agree', 'disagree'],
      task_state: ['open', 'taken', 'done'],
      verification_conclusion: ['pass', 'rectify', 'fail'],
    },
  },
} as const
