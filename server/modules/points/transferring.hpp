#pragma once

// Points on their way from one customer's account to another's; see transferring.cpp.

#include <string_view>

#include "kit/outbox.hpp"
#include "modules/points/ledger.hpp"

namespace homeport::points {

inline constexpr std::string_view kParcelTopic = "points.parcel_sent";

// Handles kParcelTopic: what left one account is posted to the other, once.
void receive_parcel(kit::Write& write, const kit::StoredEvent& stored);

// What still arrives in an account that was merged into another (a return, points given back or taken back) goes on to
// that one, debts too. Nothing happens where it wasn't merged or nothing is left. Before save().
void send_on_if_merged(kit::Write& write, Ledger& ledger);

}  // namespace homeport::points
