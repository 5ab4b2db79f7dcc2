#pragma once

// The SQL of reservations: one statement per function but for insert_reservation, which also writes whose it is.

#include <optional>
#include <vector>

#include "db/transaction.hpp"
#include "modules/sales/reservation_types.hpp"

namespace homeport::sales::store {

void insert_reservation(db::Transaction& tx, const Reservation& reservation);
void insert_line(db::Transaction& tx, const ReservationLine& line);
void insert_reward(db::Transaction& tx, const ReservationReward& reward);

[[nodiscard]] const std::string& reservation_columns();  // of sale_reservation r

[[nodiscard]] std::optional<CustomerId> find_reservation_key(db::Transaction& tx, ReservationId id);
[[nodiscard]] std::optional<Reservation> load_reservation(db::Transaction& tx, CustomerId customer_id,
                                                          ReservationId id);
[[nodiscard]] std::vector<ReservationLine> load_lines(db::Transaction& tx, CustomerId customer_id, ReservationId id);
[[nodiscard]] std::vector<ReservationReward> load_rewards(db::Transaction& tx, CustomerId customer_id,
                                                          ReservationId id);

// Held → `state`, once: false when it isn't held any more, or when it is to be completed after its end.
[[nodiscard]] bool end_reservation(db::Transaction& tx, const Reservation& reservation, ReservationState state,
                                   std::optional<SaleId> sale_id, Time now);

// Held ones whose time is over, oldest end first.
[[nodiscard]] std::vector<Reservation> reservations_past(db::Transaction& tx, Time now, std::int64_t limit);

}  // namespace homeport::sales::store
