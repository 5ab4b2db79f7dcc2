#pragma once

// A customer's place as this caller may see it. Not for other modules.

#include "modules/pool/moving.hpp"

namespace homeport::pool {

class Showing {
 public:
  explicit Showing(const kit::Read& read) : read_(read), book_(read.tx), me_(book_.person(read.actor.staff_id)) {}

  [[nodiscard]] PoolCustomer show(const store::ListRow& row);
  // May he be seen at all? Public customers by those of the pool, others within reach, and by whoever had them lately.
  [[nodiscard]] bool may_see(const store::ListRow& row);
  [[nodiscard]] Book& book() { return book_; }

 private:
  void show_claim(const store::ListRow& row, PoolCustomer& item);

  const kit::Read& read_;
  Book book_;
  const identity::StaffPlace* me_;
  std::map<PoolId, Counter> counters_;
  std::map<OrgUnitId, std::string> stores_;
};

}  // namespace homeport::pool
