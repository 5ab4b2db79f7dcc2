#pragma once

// What is written of a sale and of a return, in one place for till, exchange and import. Private to this module.

#include <string>
#include <vector>

#include "kit/use_case.hpp"
#include "modules/points/service.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales {

struct NewSale {
  Sale sale;
  std::vector<SaleLine> lines;
  std::vector<Payment> payments;
};

// Sets what the sale is worth, line by line.
void fill_worth(NewSale& made, const points::SaleQuote& worth);

// Sale, lines, payments and their news.
void write_sale(kit::Write& write, const NewSale& made, const TimeZone& zone);
// Screens within reach hear of it after the commit.
void tell_screens(kit::Write& write, const Sale& sale);

[[nodiscard]] kit::AuditEntry audit_entry(std::string action, const Sale& sale);

[[nodiscard]] Refusal sale_not_found();

// Where, when and why units go back.
struct ReturnTerms {
  Time returned_at;
  std::string reason;
  std::optional<std::string> external_ref;
};
// Takes units of a sale that is locked back: points, return, lines, news, audit. Refusals: those of assess_return under
// sales' names.
[[nodiscard]] Result<SaleReturn> write_return(kit::Write& write, const Sale& sale, const ReturnTerms& terms,
                                              std::span<const ReturnLineRequest> wanted);

}  // namespace homeport::sales
