#pragma once

// The field tables of types.hpp, which includes this.

#include "modules/privacy/types.hpp"

template <>
struct homeport::Choices<homeport::privacy::Purpose> {
  static constexpr std::array<std::string_view, 5> names{"sms", "email", "wechat", "phone_call", "profiling"};
};
template <>
struct homeport::Choices<homeport::privacy::ConsentState> {
  static constexpr std::array<std::string_view, 2> names{"given", "withdrawn"};
};
template <>
struct homeport::Choices<homeport::privacy::RevealReason> {
  static constexpr std::array<std::string_view, 5> names{"call_back", "delivery", "identity", "complaint", "other"};
};
template <>
struct homeport::Choices<homeport::privacy::PersonalForm> {
  static constexpr std::array<std::string_view, 2> names{"json", "pdf"};
};
template <>
struct homeport::Choices<homeport::privacy::ErasureWay> {
  static constexpr std::array<std::string_view, 2> names{"by_hand", "by_time"};
};

template <>
struct homeport::Fields<homeport::privacy::ConsentChange> {
  using R = homeport::privacy::ConsentChange;
  static constexpr std::string_view name = "ConsentChange";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::id>("id", Access::read_only),
      field<&R::purpose>("purpose", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::at>("at", Access::read_only, {.about = "When it was said."}),
      field<&R::recorded_at>("recorded_at", Access::read_only, {.about = "When it was entered."}),
      field<&R::source>("source", Access::read_only),
      field<&R::wording>("wording", Access::read_only),
      field<&R::by_staff_id>("by_staff_id", Access::read_only),
      field<&R::by_name>("by_name", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::privacy::Consent> {
  using R = homeport::privacy::Consent;
  static constexpr std::string_view name = "Consent";
  static constexpr std::array rows{
      field<&R::purpose>("purpose", Access::read_only),
      field<&R::is_allowed>("is_allowed", Access::read_only,
                            {.about = "What holds: without an answer calls are allowed and nothing else is."}),
      field<&R::state>("state", Access::read_only, {.about = "Absent: nobody has asked."}),
      field<&R::at>("at", Access::read_only),
      field<&R::source>("source", Access::read_only),
      field<&R::wording>("wording", Access::read_only),
      field<&R::by_name>("by_name", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::privacy::NewConsent> {
  using R = homeport::privacy::NewConsent;
  static constexpr std::string_view name = "NewConsent";
  static constexpr std::array rows{
      field<&R::purpose>("purpose", Access::read_write, {.required = true}),
      field<&R::state>("state", Access::read_write, {.required = true}),
      field<&R::source>("source", Access::read_write,
                        {.min = 1,
                         .max = homeport::privacy::kMostSourceCharacters,
                         .required = true,
                         .about = "How the customer said so: form, phone, till."}),
      field<&R::wording>("wording", Access::read_write,
                         {.max = homeport::privacy::kMostWordingCharacters,
                          .about = "Which version of the words the customer agreed to."}),
      field<&R::at>("at", Access::read_write, {.about = "When the customer said so; default: now."}),
  };
};
template <>
struct homeport::Fields<homeport::privacy::RevealRequest> {
  using R = homeport::privacy::RevealRequest;
  static constexpr std::string_view name = "PhoneRevealRequest";
  static constexpr std::array rows{
      field<&R::reason>("reason", Access::read_write, {.required = true}),
      field<&R::note>("note", Access::read_write, {.max = homeport::privacy::kMostNoteCharacters}),
  };
};
template <>
struct homeport::Fields<homeport::privacy::Revealed> {
  using R = homeport::privacy::Revealed;
  static constexpr std::string_view name = "RevealedPhone";
  static constexpr std::array rows{
      field<&R::phone>("phone", Access::read_only),
      field<&R::left_today>("left_today", Access::read_only,
                            {.about = "How many more customers' phones the caller may see today."}),
  };
};
template <>
struct homeport::Fields<homeport::privacy::Reveal> {
  using R = homeport::privacy::Reveal;
  static constexpr std::string_view name = "PhoneReveal";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::id>("id", Access::read_only),
      field<&R::at>("at", Access::read_only),
      field<&R::staff_id>("staff_id", Access::read_only),
      field<&R::staff_name>("staff_name", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::note>("note", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::privacy::ErasureRequest> {
  using R = homeport::privacy::ErasureRequest;
  static constexpr std::string_view name = "ErasureRequest";
  static constexpr std::array rows{
      field<&R::confirmation>(
          "confirmation", Access::read_write,
          {.min = 1, .max = 200, .required = true, .about = "The customer's name, as it is shown."}),
      field<&R::reason>("reason", Access::read_write,
                        {.min = 1, .max = homeport::privacy::kMostNoteCharacters, .required = true}),
  };
};
template <>
struct homeport::Fields<homeport::privacy::Erasure> {
  using R = homeport::privacy::Erasure;
  static constexpr std::string_view name = "Erasure";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::at>("at", Access::read_only),
      field<&R::way>("way", Access::read_only),
      field<&R::by_staff_id>("by_staff_id", Access::read_only),
      field<&R::by_name>("by_name", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::privacy::PersonalExport> {
  using R = homeport::privacy::PersonalExport;
  static constexpr std::string_view name = "PersonalExport";
  static constexpr std::array rows{
      field<&R::form>("form", Access::read_only),
      field<&R::records>("records", Access::read_only),
      field<&R::is_cut>("is_cut", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::privacy::Setting> {
  using R = homeport::privacy::Setting;
  static constexpr std::string_view name = "PrivacySetting";
  static constexpr std::array rows{
      field<&R::reveal_daily_limit>("reveal_daily_limit", Access::read_write,
                                    {.min = 1,
                                     .max = homeport::privacy::kMostRevealsInADay,
                                     .about = "Customers whose phone one person may have shown in a day; null: any."}),
      field<&R::bin_days>("bin_days", Access::read_write,
                          {.min = 1,
                           .max = homeport::privacy::kMostBinDays,
                           .about = "After so many days in the recycle bin a customer is erased; null: never."}),
      field<&R::lead_months>("lead_months", Access::read_write,
                             {.min = 1,
                              .max = homeport::privacy::kMostLeadMonths,
                              .about = "After so many months a lead nobody ever had to do with, whose record nobody "
                                       "changed, goes to the recycle bin; null: never."}),
      field<&R::updated_at>("updated_at", Access::read_only),
      field<&R::version>("version", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::privacy::LeadPreview> {
  using R = homeport::privacy::LeadPreview;
  static constexpr std::string_view name = "LeadRetentionPreview";
  static constexpr std::array rows{
      field<&R::customers>("customers", Access::read_only, {.about = "Who would go to the recycle bin by and by."}),
      field<&R::is_exact>("is_exact", Access::read_only,
                          {.about = "False: so many at least, because not everybody was looked at."}),
  };
};
template <>
struct homeport::Fields<homeport::privacy::Preview> {
  using R = homeport::privacy::Preview;
  static constexpr std::string_view name = "RetentionPreview";
  static constexpr std::array rows{
      field<&R::customers>("customers", Access::read_only, {.about = "Who would be erased at once; counted to 1,000."}),
  };
};
