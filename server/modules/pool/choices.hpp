#pragma once

// The words of the pool's choices; included by field_tables.hpp.

#include "modules/pool/types.hpp"

namespace homeport {

template <>
struct Choices<pool::PoolStatus> {
  static constexpr std::array<std::string_view, 2> names{"on", "off"};
};
template <>
struct Choices<pool::PoolMode> {
  static constexpr std::array<std::string_view, 2> names{"claimable", "assign_only"};
};
template <>
struct Choices<pool::EngineKind> {
  static constexpr std::array<std::string_view, 4> names{"none", "rotation", "weighted", "least_loaded"};
};
template <>
struct Choices<pool::EngineRuns> {
  static constexpr std::array<std::string_view, 3> names{"by_hand", "on_arrival", "scheduled"};
};
template <>
struct Choices<pool::MemberKind> {
  static constexpr std::array<std::string_view, 3> names{"staff", "org_unit", "role"};
};
template <>
struct Choices<pool::State> {
  static constexpr std::array<std::string_view, 3> names{"public", "tracking", "common"};
};
template <>
struct Choices<pool::Stage> {
  static constexpr std::array<std::string_view, 4> names{"fresh", "contacted", "interested", "opportunity"};
};
template <>
struct Choices<pool::TakenBy> {
  static constexpr std::array<std::string_view, 6> names{"claim", "assign", "transfer", "create", "import", "engine"};
};
template <>
struct Choices<pool::DueReason> {
  static constexpr std::array<std::string_view, 4> names{"no_first_follow_up", "no_follow_up", "no_deal", "maximum"};
};
template <>
struct Choices<pool::MoveKind> {
  static constexpr std::array<std::string_view, 15> names{
      "enter", "claim", "assign", "transfer",    "give_back", "time_out",  "take_back", "leaver",
      "lost",  "win",   "reopen", "pool_change", "protect",   "unprotect", "extend"};
};
template <>
struct Choices<pool::Combine> {
  static constexpr std::array<std::string_view, 2> names{"any", "all"};
};
template <>
struct Choices<pool::ReasonKind> {
  static constexpr std::array<std::string_view, 4> names{"give_back", "lost", "take_back", "leaver"};
};
template <>
struct Choices<pool::ReasonStatus> {
  static constexpr std::array<std::string_view, 2> names{"active", "disabled"};
};
template <>
struct Choices<pool::RequestKind> {
  static constexpr std::array<std::string_view, 2> names{"extension", "win"};
};
template <>
struct Choices<pool::RequestState> {
  static constexpr std::array<std::string_view, 3> names{"pending", "approved", "refused"};
};
template <>
struct Choices<pool::NoticeKind> {
  static constexpr std::array<std::string_view, 6> names{"reminder",   "returned", "assigned",
                                                         "taken_away", "request",  "request_answered"};
};
template <>
struct Choices<pool::HolderKind> {
  static constexpr std::array<std::string_view, 2> names{"staff", "store"};
};
template <>
struct Choices<pool::RowStatus> {
  static constexpr std::array<std::string_view, 2> names{"done", "refused"};
};
template <>
struct Choices<pool::LeadStatus> {
  static constexpr std::array<std::string_view, 3> names{"created", "merged", "refused"};
};

}  // namespace homeport
