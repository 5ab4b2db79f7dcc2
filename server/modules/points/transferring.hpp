#pragma once

// Points on their way from one customer's account to another's; see transferring.cpp.

#include <string_view>

#include "kit/outbox.hpp"
#include "modules/points/ledger.hpp"
#include "modules/points/store.hpp"

namespace homeport::points {

inline constexpr std::string_view kParcelTopic = "points.parcel_sent";

// Handles kParcelTopic: what left one account is posted to the other, once.
void receive_parcel(kit::Write& write, const kit::StoredEvent& stored);

// What still arrives in an account that was merged into another (a return, points given back or taken back) goes on to
// that one, debts too. Nothing happens where it wasn't merged or nothing is left. Before save().
void send_on_if_merged(kit::Write& write, Ledger& ledger);

// What an account has of another that was merged into it, on its way back. Nobody is merged or parted while parcels are
// on their way between the two: points.parcels_open.
Entry send_back(kit::Write& write, Ledger& ledger, CustomerId to, std::vector<Lot> lots, const store::MergedSums& sums);
[[nodiscard]] Outcome check_arrived(db::Transaction& tx, CustomerId from, CustomerId into);

}  // namespace homeport::points
