#pragma once

// The SQL of all kinds of parts: they differ in their tables and columns only, which their field tables name.

#include <string>
#include <vector>

#include "db/record_sql.hpp"
#include "modules/profiles/field_tables.hpp"

namespace homeport::profiles::store {

template <class Part>
struct TableOf;
template <>
struct TableOf<Address> {
  static constexpr std::string_view name = "customer_address";
};
template <>
struct TableOf<Contact> {
  static constexpr std::string_view name = "customer_contact";
};
template <>
struct TableOf<Channel> {
  static constexpr std::string_view name = "customer_channel";
};
template <>
struct TableOf<Vehicle> {
  static constexpr std::string_view name = "customer_vehicle";
};
template <>
struct TableOf<Device> {
  static constexpr std::string_view name = "customer_device";
};

template <class Part>
void insert(db::Transaction& tx, const Part& part) {
  static const std::string text = db::insert_text(TableOf<Part>::name, table_of<Part>());
  static const db::Sql sql{text};
  db::send_record(tx, sql, part);
}

// False when the part is no longer at the version before.
template <class Part>
[[nodiscard]] bool update(db::Transaction& tx, const Part& part) {
  static const std::string text = db::update_text(TableOf<Part>::name, table_of<Part>(), 2) + " AND version = CAST($" +
                                  std::to_string(table_of<Part>().rows.size()) + " AS BIGINT) - 1";
  static const db::Sql sql{text};
  return db::execute_record(tx, sql, part) == 1;
}

// Oldest first.
template <class Part>
[[nodiscard]] std::vector<Part> load(db::Transaction& tx, CustomerId customer_id) {
  static const std::string text = "SELECT " + db::columns_of(table_of<Part>()) + " FROM " +
                                  std::string(TableOf<Part>::name) + " WHERE customer_id = $1 ORDER BY id";
  static const db::Sql sql{text};
  return db::read_all<Part>(tx.query(sql, customer_id));
}

template <class Part>
void remove(db::Transaction& tx, const Part& part) {
  static const std::string text =
      "DELETE FROM " + std::string(TableOf<Part>::name) + " WHERE customer_id = $1 AND id = $2";
  static const db::Sql sql{text};
  tx.send(sql, part.customer_id, part.id);
}

// A part that came to a customer with somebody who was merged into him.
struct Move {
  PartId part_id;
  CustomerId from_id;
  bool was_main = false;
};
void note_move(db::Transaction& tx, CustomerId customer_id, const Move& move, Time now);
[[nodiscard]] std::vector<Move> load_moves(db::Transaction& tx, CustomerId customer_id, CustomerId from_id);
void forget_moves(db::Transaction& tx, CustomerId customer_id, CustomerId from_id);

void save_lunar(db::Transaction& tx, CustomerId customer_id, const LunarDay& day, Time now);
void delete_lunar(db::Transaction& tx, CustomerId customer_id);
[[nodiscard]] bool has_any(db::Transaction& tx, CustomerId customer_id);
[[nodiscard]] std::optional<LunarDay> load_lunar(db::Transaction& tx, CustomerId customer_id);

}  // namespace homeport::profiles::store
