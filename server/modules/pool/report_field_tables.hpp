#pragma once

// The field tables of what screens and reports ask and are answered; included by report_types.hpp.

#include "modules/pool/report_types.hpp"

namespace homeport {

template <>
struct Fields<pool::PoolCustomer> {
  using R = pool::PoolCustomer;
  static constexpr std::string_view name = "PoolCustomer";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::name>("name", Access::read_only),
      field<&R::phone>("phone", Access::read_only),
      field<&R::source>("source", Access::read_only),
      field<&R::grade>("grade", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::stage>("stage", Access::read_only),
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::pool_name>("pool_name", Access::read_only),
      field<&R::store_id>("store_id", Access::read_only),
      field<&R::store_name>("store_name", Access::read_only),
      field<&R::owner_staff_id>("owner_staff_id", Access::read_only),
      field<&R::owner_name>("owner_name", Access::read_only),
      field<&R::entered_at>("entered_at", Access::read_only),
      field<&R::claimable_at>("claimable_at", Access::read_only),
      field<&R::taken_at>("taken_at", Access::read_only),
      field<&R::taken_by>("taken_by", Access::read_only),
      field<&R::first_follow_up_at>("first_follow_up_at", Access::read_only),
      field<&R::last_counted_at>("last_counted_at", Access::read_only),
      field<&R::counted_count>("counted_count", Access::read_only),
      field<&R::due_at>("due_at", Access::read_only),
      field<&R::due_reason>("due_reason", Access::read_only),
      field<&R::days_left>("days_left", Access::read_only, {.about = "Whole days; 0 = within 24 hours."}),
      field<&R::protected_until>("protected_until", Access::read_only),
      field<&R::extended_until>("extended_until", Access::read_only),
      field<&R::order_until>("order_until", Access::read_only,
                             {.about = "A basket is put aside for him until then; he stays."}),
      field<&R::region>("region", Access::read_only),
      field<&R::interest>("interest", Access::read_only),
      field<&R::activity>("activity", Access::read_only),
      field<&R::hidden_fields>("hidden_fields", Access::read_only),
      field<&R::may_claim>("may_claim", Access::read_only),
      field<&R::why_not>("why_not", Access::read_only, {.about = "The reason claiming would be refused with."}),
      field<&R::version>("version", Access::read_only),
  };
};

template <>
struct Fields<pool::ReturnRequest> {
  using R = pool::ReturnRequest;
  static constexpr std::string_view name = "PoolReturn";
  static constexpr std::array rows{
      field<&R::reason_id>("reason_id", Access::read_write, {.required = true}),
      field<&R::note>("note", Access::read_write, {.max = pool::kMostNoteCharacters, .multiline = true}),
      field<&R::pool_id>("pool_id", Access::read_write, {.about = "Default: the pool he came from."}),
  };
};

template <>
struct Fields<pool::AssignRequest> {
  using R = pool::AssignRequest;
  static constexpr std::string_view name = "PoolAssign";
  static constexpr std::array rows{
      field<&R::staff_id>("staff_id", Access::read_write, {.required = true}),
      field<&R::note>("note", Access::read_write, {.max = pool::kMostNoteCharacters, .multiline = true}),
  };
};

template <>
struct Fields<pool::WinRequest> {
  using R = pool::WinRequest;
  static constexpr std::string_view name = "PoolWin";
  static constexpr std::array rows{
      field<&R::note>("note", Access::read_write, {.max = pool::kMostNoteCharacters, .multiline = true}),
  };
};

template <>
struct Fields<pool::ProtectRequest> {
  using R = pool::ProtectRequest;
  static constexpr std::string_view name = "PoolProtect";
  static constexpr std::array rows{
      field<&R::until>("until", Access::read_write, {.required = true}),
      field<&R::note>("note", Access::read_write, {.max = pool::kMostNoteCharacters, .multiline = true}),
  };
};

template <>
struct Fields<pool::StageRequest> {
  using R = pool::StageRequest;
  static constexpr std::string_view name = "PoolStage";
  static constexpr std::array rows{
      field<&R::stage>("stage", Access::read_write, {.required = true}),
  };
};

template <>
struct Fields<pool::NoteRequest> {
  using R = pool::NoteRequest;
  static constexpr std::string_view name = "PoolNote";
  static constexpr std::array rows{
      field<&R::note>("note", Access::read_write, {.max = pool::kMostNoteCharacters, .multiline = true}),
  };
};

template <>
struct Fields<pool::ExtensionRequest> {
  using R = pool::ExtensionRequest;
  static constexpr std::string_view name = "PoolExtension";
  static constexpr std::array rows{
      field<&R::days>("days", Access::read_write, {.min = 1, .max = pool::kMostDays, .required = true}),
      field<&R::reason>("reason", Access::read_write,
                        {.min = 1, .max = pool::kMostNoteCharacters, .required = true, .multiline = true}),
  };
};

template <>
struct Fields<pool::AnswerRequest> {
  using R = pool::AnswerRequest;
  static constexpr std::string_view name = "PoolAnswer";
  static constexpr std::array rows{
      field<&R::answer>("answer", Access::read_write, {.max = pool::kMostNoteCharacters, .multiline = true}),
  };
};

template <>
struct Fields<pool::ClaimBatch> {
  using R = pool::ClaimBatch;
  static constexpr std::string_view name = "PoolClaims";
  static constexpr std::array rows{
      field<&R::customer_ids>("customer_ids", Access::read_write,
                              {.min = 1, .max = pool::kMostInBatch, .required = true}),
  };
};

template <>
struct Fields<pool::AssignBatch> {
  using R = pool::AssignBatch;
  static constexpr std::string_view name = "PoolAssignments";
  static constexpr std::array rows{
      field<&R::customer_ids>("customer_ids", Access::read_write,
                              {.min = 1, .max = pool::kMostInBatch, .required = true}),
      field<&R::staff_id>("staff_id", Access::read_write, {.required = true}),
      field<&R::note>("note", Access::read_write, {.max = pool::kMostNoteCharacters, .multiline = true}),
  };
};

template <>
struct Fields<pool::HandOver> {
  using R = pool::HandOver;
  static constexpr std::string_view name = "PoolHandOver";
  static constexpr std::array rows{
      field<&R::from_staff_id>("from_staff_id", Access::read_write, {.required = true}),
      field<&R::to_staff_ids>("to_staff_ids", Access::read_write,
                              {.max = 100, .about = "In turn; none: back to a pool."}),
      field<&R::pool_id>("pool_id", Access::read_write),
      field<&R::reason_id>("reason_id", Access::read_write),
      field<&R::note>("note", Access::read_write, {.max = pool::kMostNoteCharacters, .multiline = true}),
  };
};

template <>
struct Fields<pool::MoveAll> {
  using R = pool::MoveAll;
  static constexpr std::string_view name = "PoolMoveAll";
  static constexpr std::array rows{
      field<&R::to_pool_id>("to_pool_id", Access::read_write, {.required = true}),
  };
};

template <>
struct Fields<pool::Moved> {
  using R = pool::Moved;
  static constexpr std::string_view name = "PoolMoved";
  static constexpr std::array rows{
      field<&R::moved>("moved", Access::read_only),
      field<&R::remaining>("remaining", Access::read_only, {.about = "Repeat while there are some."}),
  };
};

template <>
struct Fields<pool::BatchRow> {
  using R = pool::BatchRow;
  static constexpr std::string_view name = "PoolBatchRow";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::status>("status", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::detail>("detail", Access::read_only),
  };
};

template <>
struct Fields<pool::BatchAnswer> {
  using R = pool::BatchAnswer;
  static constexpr std::string_view name = "PoolBatchAnswer";
  static constexpr std::array rows{
      field<&R::items>("items", Access::read_only, {.max = pool::kMostInBatch}),
      field<&R::done>("done", Access::read_only),
      field<&R::refused>("refused", Access::read_only),
  };
};

template <>
struct Fields<pool::Lead> {
  using R = pool::Lead;
  static constexpr std::string_view name = "PoolLead";
  static constexpr std::array rows{
      field<&R::name>("name", Access::read_write, {.min = 1, .max = customers::kMostNameCharacters, .required = true}),
      field<&R::phone>("phone", Access::read_write, {.max = 60}),
      field<&R::email>("email", Access::read_write, {.max = customers::kMostEmailCharacters}),
      field<&R::source>("source", Access::read_write, {.min = 1, .max = customers::kMostSourceCharacters}),
      field<&R::external_ref>("external_ref", Access::read_write, {.max = customers::kMostReferenceCharacters}),
      field<&R::note>("note", Access::read_write, {.max = customers::kMostNoteCharacters, .multiline = true}),
      field<&R::region>("region", Access::read_write, {.max = 80}),
      field<&R::interest>("interest", Access::read_write, {.max = 80}),
      field<&R::activity>("activity", Access::read_write,
                          {.max = 1'000'000, .about = "What another system counted: visits, opened mails."}),
      field<&R::store_id>("store_id", Access::read_write),
      field<&R::owner_staff_id>("owner_staff_id", Access::read_write),
  };
};

template <>
struct Fields<pool::Leads> {
  using R = pool::Leads;
  static constexpr std::string_view name = "PoolLeads";
  static constexpr std::array rows{
      field<&R::items>("items", Access::read_write, {.min = 1, .max = pool::kMostLeads, .required = true}),
  };
};

template <>
struct Fields<pool::LeadRow> {
  using R = pool::LeadRow;
  static constexpr std::string_view name = "PoolLeadRow";
  static constexpr std::array rows{
      field<&R::index>("index", Access::read_only),
      field<&R::status>("status", Access::read_only),
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::detail>("detail", Access::read_only),
  };
};

template <>
struct Fields<pool::LeadsAnswer> {
  using R = pool::LeadsAnswer;
  static constexpr std::string_view name = "PoolLeadsAnswer";
  static constexpr std::array rows{
      field<&R::items>("items", Access::read_only, {.max = pool::kMostLeads}),
      field<&R::created>("created", Access::read_only),
      field<&R::merged>("merged", Access::read_only),
      field<&R::refused>("refused", Access::read_only),
  };
};

template <>
struct Fields<pool::EngineRun> {
  using R = pool::EngineRun;
  static constexpr std::string_view name = "PoolEngineRun";
  static constexpr std::array rows{
      field<&R::assigned>("assigned", Access::read_only),
      field<&R::waiting>("waiting", Access::read_only),
  };
};

template <>
struct Fields<pool::Revealed> {
  using R = pool::Revealed;
  static constexpr std::string_view name = "PoolRevealed";
  static constexpr std::array rows{
      field<&R::name>("name", Access::read_only),
      field<&R::phone>("phone", Access::read_only),
      field<&R::email>("email", Access::read_only),
      field<&R::note>("note", Access::read_only),
      field<&R::left_today>("left_today", Access::read_only),
  };
};

template <>
struct Fields<pool::Presence> {
  using R = pool::Presence;
  static constexpr std::string_view name = "PoolPresence";
  static constexpr std::array rows{
      field<&R::present>("present", Access::read_write, {.required = true}),
  };
};

template <>
struct Fields<pool::NoticeIds> {
  using R = pool::NoticeIds;
  static constexpr std::string_view name = "PoolNoticeIds";
  static constexpr std::array rows{
      field<&R::notice_ids>("notice_ids", Access::read_write, {.min = 1, .max = 200, .required = true}),
  };
};

template <>
struct Fields<pool::RequestItem> {
  using R = pool::RequestItem;
  static constexpr std::string_view name = "PoolRequestItem";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::request_id>("request_id", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::asked_by_id>("asked_by_id", Access::read_only),
      field<&R::asked_by_name>("asked_by_name", Access::read_only),
      field<&R::asked_at>("asked_at", Access::read_only),
      field<&R::days>("days", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::expires_at>("expires_at", Access::read_only),
      field<&R::answered_by_name>("answered_by_name", Access::read_only),
      field<&R::answered_at>("answered_at", Access::read_only),
      field<&R::answer>("answer", Access::read_only),
      field<&R::customer_name>("customer_name", Access::read_only),
  };
};

template <>
struct Fields<pool::NoticeItem> {
  using R = pool::NoticeItem;
  static constexpr std::string_view name = "PoolNoticeItem";
  static constexpr std::array rows{
      field<&R::notice_id>("notice_id", Access::read_only),
      field<&R::at>("at", Access::read_only),
      field<&R::kind>("kind", Access::read_only),
      field<&R::pool_id>("pool_id", Access::read_only),
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::customer_name>("customer_name", Access::read_only),
      field<&R::due_at>("due_at", Access::read_only),
      field<&R::due_reason>("due_reason", Access::read_only),
      field<&R::stage>("stage", Access::read_only, {.about = "Of a reminder: which of those of this due date."}),
      field<&R::first_reminded_at>("first_reminded_at", Access::read_only,
                                   {.about = "When the first of them was sent."}),
      field<&R::count>("count", Access::read_only),
      field<&R::read_at>("read_at", Access::read_only),
  };
};

}  // namespace homeport
