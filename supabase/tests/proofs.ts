/**
 * The book of proofs: which story shows that a person with the right may call an RPC (`done`), and which that a
 * person without it may not (`refused`), names apart by blanks. docs/access-matrix.md prints it beside each line;
 * proof-check.ts holds each story to it while it runs. `anon:` and `service:` before a name mean a call without a sign-in or with the
 * secret key; a name alone means a signed-in person.
 */
export const RPC_PROOFS: Record<string, Record<string, { done?: string; refused?: string }>> = {
  'appeals.test.ts': {
    'handing over moves it to a colleague; escalating needs a reason; both need the current version': {
      done: 'escalate_appeal hand_over_appeal',
      refused: 'answer_appeal',
    },
    'a resolve limit that has passed is given anew up there: nobody is late for ever': {
      done: 'reply_appeal',
    },
    'strangers see nothing and cannot appeal in another enterprise’s name': {
      refused: 'create_appeal get_appeal reply_appeal',
    },
  },
  'application-lists.test.ts': {
    'the queue: what is due first, by role, and nobody else has one': { refused: 'staff_queue' },
  },
  'application-matrix.test.ts': {
    'create_task (reviewing)': { done: 'create_task', refused: 'create_task' },
    'answer_correction (from)': { done: 'answer_correction', refused: 'answer_correction' },
    'request_pre_check (ready)': { done: 'request_pre_check', refused: 'request_pre_check' },
    'withdraw_application (submitted)': { done: 'withdraw_application', refused: 'withdraw_application' },
    'get_application (submitted)': { done: 'get_application', refused: 'get_application' },
    'rate_application (issued)': { done: 'rate_application', refused: 'rate_application' },
    'accept_application (submitted)': { done: 'accept_application', refused: 'accept_application' },
    'end_special_procedure (inSpecial)': {
      done: 'end_special_procedure',
      refused: 'end_special_procedure',
    },
    'extend_decision (reviewing)': { done: 'extend_decision', refused: 'extend_decision' },
    'preview_extension (reviewing)': { done: 'preview_extension', refused: 'preview_extension' },
    'refuse_extension (extensionAsked)': { done: 'refuse_extension', refused: 'refuse_extension' },
    'request_extension (reviewing)': { done: 'request_extension', refused: 'request_extension' },
    'start_special_procedure (reviewing)': {
      done: 'start_special_procedure',
      refused: 'start_special_procedure',
    },
    'answer_pre_check (asked)': { done: 'answer_pre_check', refused: 'answer_pre_check' },
    'finish_task (reviewing)': { done: 'finish_task', refused: 'finish_task' },
    'remove_file (ready)': { done: 'remove_file', refused: 'remove_file' },
    'decline_application (submitted)': { done: 'decline_application', refused: 'decline_application' },
    'set_verdict (submitted)': { done: 'set_verdict', refused: 'set_verdict' },
    'deny_application (reviewing)': { done: 'deny_application', refused: 'deny_application' },
    'take_application (submitted)': { done: 'take_application', refused: 'take_application' },
    'delete_draft (ready)': { done: 'delete_draft', refused: 'delete_draft' },
    'save_draft (ready)': { done: 'save_draft', refused: 'save_draft' },
    'take_task (reviewing)': { done: 'take_task', refused: 'take_task' },
    'approve_application (reviewing)': { done: 'approve_application', refused: 'approve_application' },
    'receive_result (issued)': { done: 'receive_result', refused: 'receive_result' },
    'issue_correction (submitted)': { done: 'issue_correction', refused: 'issue_correction' },
    'get_receipt (submitted)': { done: 'get_receipt', refused: 'get_receipt' },
    'submit_application (ready)': { done: 'submit_application', refused: 'submit_application' },
    'attach_file and issue_result, each with an own upload': { refused: 'attach_file issue_result' },
  },
  'appointments.test.ts': {
    'a cancelled check gives its slot back; a begun one can no longer be cancelled': {
      done: 'cancel_appointment',
    },
    'an owner books a check on a draft with the officer of the enterprise, and changes it': {
      done: 'change_appointment',
    },
    'the officer decides every point before a conclusion, and cannot pass what is not in order': {
      done: 'conclude_appointment',
      refused: 'record_finding',
    },
    'others neither see nor touch the appointment': { refused: 'cancel_appointment get_appointment' },
    'only free future slots of the own officer can be had': { refused: 'book_appointment' },
    'slots open on working days only, by officers only, and never over each other': {
      refused: 'open_slots',
    },
  },
  'belonging.test.ts': {
    'an owner vouches for an agent, who is one at once and until the day': {
      done: 'accept_invite create_invite',
    },
    'an owner ends an agent at once; an agent ends himself, not the owner': {
      done: 'end_membership',
      refused: 'end_membership',
    },
    'members and the officer see the list, others nothing': {
      done: 'list_members',
      refused: 'list_members',
    },
    'an agent invites nobody, a stranger does not learn of the enterprise': { refused: 'create_invite' },
  },
  'calendar-edits.test.ts': {
    'nobody but an operator edits, previews or loads; staff may look, applicants may not': {
      done: 'get_calendar',
      refused:
        'edit_calendar get_calendar preview_calendar_edit preview_calendar_year preview_hall_hours publish_calendar_year set_hall_hours',
    },
    'the preview says which due moments move and changes nothing; the edit then does exactly that': {
      done: 'edit_calendar preview_calendar_edit',
    },
  },
  'calendar-years.test.ts': {
    'unknown due moments fill in, exactly as the preview said, and both sides are told': {
      done: 'preview_calendar_year publish_calendar_year',
    },
  },
  'contract.test.ts': {
    'every read RPC answers what src/shared/contract.ts says, and every shape in it is met': {
      done: 'anon:get_home anon:get_item_guide anon:search_items answer_appeal attach_file book_appointment create_appeal get_appeal get_appointment get_home get_item_guide get_me issue_result judge_appeal list_appeal_kinds list_appeals list_applications list_colleagues list_conversations list_messages list_slots my_schedule my_slots open_slots preview_working_days record_finding send_message service:import_item staff_queue start_application',
    },
  },
  'content-checks.test.ts': {
    'the function learns what to ask about and nothing more, and only what still waits': {
      done: 'service:service_content_to_check service:service_record_content',
      refused: 'service_content_to_check service_record_content',
    },
    'WeChat answers about a picture later, or before it was written down what was asked; once': {
      done: 'service:service_media_answer',
      refused: 'service_media_answer',
    },
  },
  'subscription-events.test.ts': {
    'what a person takes back in the phone is worth nothing here any more; the same again changes nothing': {
      done: 'service:service_subscription_event',
      refused: 'service_subscription_event',
    },
  },
  'held-content.test.ts': {
    'the group lead and the task force look; nobody else, and nobody at what is not held': {
      done: 'decide_content list_held_content',
      refused: 'decide_content list_held_content',
    },
  },
  'calls.test.ts': {
    'the room of a video check is for the two people of it, around its time': {
      done: 'open_call',
      refused: 'open_call',
    },
  },
  'conversations.test.ts': {
    'owner and officer talk; unread counts and 已读 follow': { done: 'mark_read unread_count' },
    'nobody else reads or writes the conversation': {
      refused: 'list_messages mark_read send_message',
    },
  },
  'correction.test.ts': {
    'the desk is told the day before the notice goes out, and it is the day of the notice': {
      refused: 'preview_working_days',
    },
  },
  'delivery.test.ts': {
    'gets the first answer, even when things have moved on': { done: 'update_me' },
  },
  'drafts.test.ts': {
    'who may begin: an owner, an agent, a pending member; nobody else': { refused: 'start_application' },
  },
  'file-checks.test.ts': {
    'the uploader alone learns which object it is; a foreign and a missing one are the same': {
      done: 'upload_to_check',
      refused: 'upload_to_check',
    },
    'the secret key alone writes it, once': {
      done: 'service:service_record_check',
      refused: 'service_record_check',
    },
  },
  'items.test.ts': {
    'unknown and revoked are two things; a revoked card leaves the item alone': {
      done: 'anon:resolve_code restore_code revoke_code',
    },
    'the same content keeps its version; a change makes the next; going back goes back': {
      done: 'import_item search_items',
    },
    'only the operator stops one, with a reason; staff list them, others do not': {
      done: 'list_codes',
      refused: 'list_codes restore_code revoke_code',
    },
    'only the operator and the secret key import': { refused: 'import_item' },
  },
  'membership.test.ts': {
    'an owner may too; a stand-in while he stands in': {
      done: 'bind_enterprise confirm_member',
      refused: 'confirm_member',
    },
  },
  'opening-hours.test.ts': {
    'of the hall from a day on: the preview says what the change then does, and why is kept': {
      done: 'preview_hall_hours set_hall_hours',
    },
  },
  'orphan-files.test.ts': {
    'a claimed orphan is missing to everybody, claimed once, and again only when its collector died': {
      done: 'service:service_claim_orphans service:service_orphans_removed',
    },
    'the secret key alone collects': { refused: 'service_claim_orphans service_orphans_removed' },
  },
  'people.test.ts': {
    'the function links an identity once, and the first account keeps it': {
      done: 'service:service_link_wechat service:service_wechat_user',
    },
    'nobody else may ask whose an openid is': { refused: 'service_wechat_user' },
    'without a sign-in there is no me': { refused: 'get_me' },
  },

  'document-keeping.test.ts': {
    'anybody can ask about a code, however it is typed, and learns nothing personal': {
      done: 'anon:check_document',
    },
    'who reads the application reads its papers; nobody else learns that they exist': {
      done: 'get_document',
      refused: 'get_document',
    },
  },
  'own-data.test.ts': {
    'is for whoever is signed in, ten times a day': { done: 'export_my_data' },
  },
  'consents.test.ts': {
    'is kept with its moment, once from however many devices, and told to the person only': {
      done: 'my_consent record_consent',
      refused: 'my_consent record_consent',
    },
    'ends the sign-in on every device of that person, and of nobody else': {
      done: 'withdraw_consent',
      refused: 'withdraw_consent',
    },
    'no device signs the person in by itself; nor one who never agreed, or is gone': {
      done: 'service:service_may_resume',
      refused: 'service_may_resume',
    },
  },
  'cancel-account.test.ts': {
    'an agent with a colleague may go: the owner goes on with what he filed': { done: 'cancel_account' },
    'is listed, each with what to do, and nothing is lost by asking': { done: 'preview_cancellation' },
    'is refused everywhere at once, though its token still lives': {
      refused: 'export_my_data my_access_log',
    },
  },
  'personal-data.test.ts': {
    'is given to staff at work with a reason, and the person reads who, what, when and why': {
      done: 'my_access_log reveal_personal_data',
    },
  },
  'phones.test.ts': {
    'opens whose number it is, once and within five minutes': {
      done: 'service:service_new_phone_code service:service_use_phone_code',
    },
    'of a new person is linked once, and the first account keeps it': { done: 'service:service_link_phone' },
    'opens the same account whichever way it was confirmed, and is the one to call': {
      done: 'service:service_confirm_phone',
    },
    'is reached by the secret key alone': {
      refused: 'service_confirm_phone service_link_phone service_new_phone_code service_use_phone_code',
    },
  },
  'wechat-tokens.test.ts': {
    'a lease that nobody gives back runs out, and its late holder changes nothing': {
      done: 'service:service_keep_wechat_token service:service_wechat_token',
    },
    'after a renewal that failed nobody queues for the next two seconds': {
      done: 'service:service_release_wechat_lease',
    },
    'the secret key alone reaches a token': {
      refused: 'service_keep_wechat_token service_release_wechat_lease service_wechat_token',
    },
  },
  'subscriptions.test.ts': {
    'is his alone, and what is for staff is not offered to others': {
      done: 'list_subscription_templates record_subscription',
      refused: 'list_subscription_templates record_subscription',
    },
    'is what has weight, to a confirmed number, unless he says otherwise': {
      done: 'my_message_settings set_message_choice',
    },
    'is read and set by oneself, signed in': { refused: 'my_message_settings set_message_choice' },
    'is for the secret key alone': {
      refused:
        'service_claim_outbox service_mark_failed service_mark_sent service_message_outcome service_message_step',
    },
    'hands each kind to its own worker, and marks for whoever holds it': {
      done: 'service:service_claim_outbox service:service_mark_failed service:service_mark_sent service:service_message_outcome service:service_message_step',
    },
  },
  'client-errors.test.ts': {
    'anybody may say that something broke; the operator reads it, and nobody else': {
      done: 'anon:report_client_error report_client_error list_client_errors',
      refused: 'list_client_errors',
    },
  },
  'rate-limits.test.ts': {
    'a function asks with the secret key, gets a yes or no, and nobody else may ask': {
      done: 'service:service_hit_limit',
    },
  },
  'attacks-files.test.ts': {
    'what a file really holds is asked by who uploaded it, and told by the secret key': {
      done: 'service:service_record_check upload_to_check',
    },
  },
  'attacks-ids.test.ts': {
    'liu is refused by every RPC that takes one, and learns nothing': {
      refused:
        'change_appointment close_slot reveal_personal_data conclude_appointment escalate_appeal hand_over_appeal judge_appeal list_slots',
    },
    'the notice board answers everybody, signed in or not': {
      done: 'check_document get_item_guide resolve_code anon:get_home',
      refused: 'list_appeal_kinds',
    },
    'a token whose account is gone is refused by every RPC but the notice board': {
      refused:
        'accept_invite cancel_account preview_cancellation upload_to_check bind_enterprise list_appeals list_applications list_conversations my_schedule unread_count update_me',
    },
    'an account that belongs to nothing is refused what is for staff': {
      refused: 'list_colleagues my_slots',
    },
    'an officer closes a free slot of his own': { done: 'close_slot' },
  },
}
