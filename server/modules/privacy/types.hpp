#pragma once

// What customers agreed to, who saw their phones, whose data was erased, and for how long data is kept.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"
#include "modules/customers/types.hpp"

namespace homeport::privacy {

using customers::CustomerId;
using kit::StaffId;
using ConsentChangeId = Id<struct ConsentChangeTag>;
using RevealId = Id<struct PhoneRevealTag>;

// What somebody can agree to: to be written to or called, and to be judged by what he does.
enum class Purpose : std::uint8_t { sms, email, wechat, phone_call, profiling };
enum class ConsentState : std::uint8_t { given, withdrawn };
enum class RevealReason : std::uint8_t { call_back, delivery, identity, complaint, other };
enum class ErasureWay : std::uint8_t { by_hand, by_time };
// How a person is given what is held of him.
enum class PersonalForm : std::uint8_t { json, pdf };

inline constexpr std::int64_t kMostSourceCharacters = 60;
inline constexpr std::int64_t kMostWordingCharacters = 60;
inline constexpr std::int64_t kMostNoteCharacters = 200;
inline constexpr std::int64_t kMostRevealsInADay = 10'000;  // the largest limit that can be set
inline constexpr std::int64_t kMostBinDays = 3'650;
inline constexpr std::int64_t kMostLeadMonths = 120;
inline constexpr std::int64_t kUsualReveals = 20;  // until somebody sets another limit
inline constexpr std::int64_t kUsualBinDays = 30;  // likewise

// One yes or no. `at`: when it was said; `recorded_at`: when it was entered.
struct ConsentChange {
  CustomerId customer_id;
  ConsentChangeId id;
  Purpose purpose = Purpose::sms;
  ConsentState state = ConsentState::given;
  Time at;
  Time recorded_at;
  std::string source;                  // how: "form", "phone", "till"
  std::optional<std::string> wording;  // which version of the words he agreed to
  std::optional<StaffId> by_staff_id;
  std::string by_name;
};

// How it stands with one purpose.
struct Consent {
  Purpose purpose = Purpose::sms;
  bool is_allowed = false;
  std::optional<ConsentState> state;  // nothing: nobody has asked
  std::optional<Time> at;
  std::optional<std::string> source;
  std::optional<std::string> wording;
  std::optional<std::string> by_name;
};

struct NewConsent {
  Purpose purpose = Purpose::sms;
  ConsentState state = ConsentState::given;
  std::string source;
  std::optional<std::string> wording;
  std::optional<Time> at;  // none: now
};

struct RevealRequest {
  RevealReason reason = RevealReason::call_back;
  std::optional<std::string> note;
};
struct Revealed {
  std::string phone;
  std::optional<std::int64_t> left_today;  // nothing: no limit
};
struct Reveal {
  CustomerId customer_id;
  RevealId id;
  Time at;
  StaffId staff_id;
  std::string staff_name;
  RevealReason reason = RevealReason::call_back;
  std::optional<std::string> note;
};

struct ErasureRequest {
  std::string confirmation;
  std::string reason;
};
// Proves that somebody's data was erased.
struct Erasure {
  CustomerId customer_id;
  Time at;
  ErasureWay way = ErasureWay::by_hand;
  std::optional<StaffId> by_staff_id;
  std::string by_name;
  std::string reason;
};

// That somebody was handed a person's data, as the audit trail has it.
struct PersonalExport {
  PersonalForm form = PersonalForm::json;
  std::int64_t records = 0;
  bool is_cut = false;  // a section had more than it may have
};

struct Setting {
  std::optional<std::int64_t> reveal_daily_limit = kUsualReveals;
  std::optional<std::int64_t> bin_days = kUsualBinDays;
  std::optional<std::int64_t> lead_months;
  Time updated_at;
  std::int64_t version = 1;
};
// What a rule would do at once.
struct Preview {
  std::int64_t customers = 0;
};
struct LeadPreview {
  std::int64_t customers = 0;
  bool is_exact = true;  // false: not all were looked at
};
// How far the search for leads nobody contacted has come.
struct LeadPass {
  Date day_on;                   // when it began
  CustomerId after_customer_id;  // who was looked at last
  bool is_done = false;
};

}  // namespace homeport::privacy

#include "modules/privacy/field_tables.hpp"
