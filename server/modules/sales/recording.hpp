#pragma once

// What is written of a sale and of a return, in one place for till, reservation, exchange and import. Private to this
// module.

#include <span>
#include <string>
#include <vector>

#include "kit/use_case.hpp"
#include "modules/points/service.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales {

struct NewSale {
  Sale sale;
  std::vector<SaleLine> lines;
  std::vector<Payment> payments;  // all tenders
};

// Sets what the sale is worth, line by line.
void fill_worth(NewSale& made, const points::SaleQuote& worth);

// Sale, lines, tenders and their news.
void write_sale(kit::Write& write, const NewSale& made, const TimeZone& zone);
// Screens within reach hear of it after the commit.
void tell_screens(kit::Write& write, const Sale& sale);

[[nodiscard]] kit::AuditEntry audit_entry(std::string action, const Sale& sale);

[[nodiscard]] Refusal sale_not_found();

// Where, when and why units go back.
// What becomes of gifts handed out with a sale when all of it has gone back. stay: nobody asked, and nothing changes.
// come_back: they lie on the counter too. kept: the buyer keeps them for the points they cost.
enum class GiftsOfReturn : std::uint8_t { stay, come_back, kept };

struct ReturnTerms {
  Time returned_at;
  std::string reason;
  std::optional<std::string> external_ref;
  GiftsOfReturn gifts = GiftsOfReturn::stay;
};

// Units of a sale on their way back: worked out, not yet written.
struct Taking {
  programme::ReturnArithmetic taken;
  SaleReturn made;
  std::vector<Refund> refunds;   // one for each tender that bears a part
  std::vector<Payment> tenders;  // of the sale, as they are
  bool is_last = false;          // nothing of the sale is left with the buyer
  GiftsOfReturn gifts = GiftsOfReturn::stay;
};
// Refusals: those of assess_return under sales' names.
[[nodiscard]] Result<Taking> assess_taking(kit::Write& write, const Sale& sale, const ReturnTerms& terms,
                                           std::span<const ReturnLineRequest> wanted);
// Points of the sale taken back, points that paid for it given back, vouchers issued again when all of it went back.
// Refusals: unprocessable sales.gift_must_come_back, field keeps_gifts: it cost nothing, so that nothing pays for it.
[[nodiscard]] Outcome reverse_points(kit::Write& write, const Sale& sale, Taking& taking);
// Return, lines, refunds, news and audit.
void record_taking(kit::Write& write, const Sale& sale, const Taking& taking);

// All three.
[[nodiscard]] Result<SaleReturn> write_return(kit::Write& write, const Sale& sale, const ReturnTerms& terms,
                                              std::span<const ReturnLineRequest> wanted);

}  // namespace homeport::sales
