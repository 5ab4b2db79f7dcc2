// Taking back: what units of a sale gave goes back exactly, by what the sale recorded and never by today's rules, and
// each tender bears its part of the refund.

#include <algorithm>

#include "modules/identity/service.hpp"
#include "modules/rewards/service.hpp"
#include "modules/sales/recording.hpp"
#include "modules/sales/service.hpp"
#include "modules/sales/store.hpp"
#include "modules/sales/tenders.hpp"

namespace homeport::sales {
namespace {

std::vector<programme::RecordedLine> recorded_lines(std::span<const SaleLine> lines) {
  std::vector<programme::RecordedLine> recorded;
  recorded.reserve(lines.size());
  for (const auto& line : lines) {
    programme::RecordedLine row;
    row.line_no = line.line_no;
    row.quantity = line.quantity;
    row.returned_quantity = line.returned_quantity;
    row.share.cost = line.cost;
    row.share.consumption = line.consumption;
    row.share.profit = line.profit;
    row.share.combined = line.combined;
    row.share.rebate = line.rebate;
    row.share.paid = line.paid;
    recorded.push_back(row);
  }
  return recorded;
}

// The reasons of the programme's arithmetic speak of returns as the caller of sales knows them.
Refusal as_sales_refusal(Refusal refusal) {
  constexpr std::string_view kProgramme = "programme.";
  if (refusal.reason.starts_with(kProgramme)) refusal.reason = "sales." + refusal.reason.substr(kProgramme.size());
  return refusal;
}

std::vector<programme::ReturnRequestLine> wanted_lines(std::span<const ReturnLineRequest> lines) {
  std::vector<programme::ReturnRequestLine> wanted;
  wanted.reserve(lines.size());
  for (const auto& line : lines)
    wanted.push_back({line.line_no, line.quantity});
  return wanted;
}

SaleReturn new_return(kit::Write& write, const Sale& sale, const ReturnTerms& terms,
                      const programme::ReturnArithmetic& taken) {
  SaleReturn made;
  made.customer_id = sale.customer_id;
  made.return_id = write.new_id<ReturnId>();
  made.sale_id = sale.sale_id;
  made.store_id = sale.store_id;
  if (write.actor.staff_id.is_set()) made.staff_id = write.actor.staff_id;
  made.external_ref = terms.external_ref;
  made.returned_at = terms.returned_at;
  made.created_at = write.now;
  made.reason = terms.reason;
  made.refund = taken.paid;
  made.consumption = taken.consumption;
  made.profit = taken.profit;
  made.combined = taken.combined;
  return made;
}

bool is_all_back(std::span<const SaleLine> lines, const programme::ReturnArithmetic& taken) {
  return std::all_of(lines.begin(), lines.end(), [&](const SaleLine& line) {
    std::int64_t back = line.returned_quantity;
    for (const auto& now : taken.lines)
      back += now.line_no == line.line_no ? now.quantity : 0;
    return back == line.quantity;
  });
}

// Which tender bears what. What is neither points nor voucher nor goodwill is paid out.
void spread_refund(Taking& taking) {
  const auto parts = split_refund(taking.tenders, taking.made.refund);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].minor == 0) continue;
    const auto& tender = taking.tenders[i];
    Refund refund;
    refund.customer_id = taking.made.customer_id;
    refund.return_id = taking.made.return_id;
    refund.payment_no = static_cast<std::int64_t>(i) + 1;
    refund.kind = tender.kind;
    refund.amount = parts[i];
    if (tender.kind == PaymentKind::points) refund.points = points_back(tender, parts[i]);
    if (is_paid_out(tender.kind)) taking.made.paid_out += parts[i];
    taking.refunds.push_back(refund);
  }
}

void tell_of_return(kit::Write& write, const Sale& sale, const SaleReturn& made) {
  JsonWriter payload;
  const auto zone = identity::store_time_zone(write.tx, made.store_id);
  payload.begin_object().key("returned_on").date(local_date(made.returned_at, zone));
  payload.key("refund_minor").integer(made.refund.minor).end_object();
  write.publish(
      {"sales.sale_returned", made.customer_id.value, made.return_id.value, made.store_id.value, payload.take()});
  auto entry = audit_entry("sales.return", sale);
  entry.changes = kit::changes_of_new(made);
  write.audit(entry);
}

Outcome take_gifts_back(kit::Write& write, const Sale& sale, const Taking& taking) {
  if (taking.gifts == GiftsOfReturn::stay || sale.customer_id.value < 0) return Done{};
  for (const auto& gift : rewards::redemptions_for(write.tx, sale.customer_id, "sale", sale.sale_id.value)) {
    if (taking.gifts == GiftsOfReturn::come_back) {
      TRY_DONE(rewards::cancel_redemption(write, sale.customer_id, gift.id, taking.made.reason));
    } else if (gift.points.hundredths == 0) {
      return refuse(RefusalKind::unprocessable, "sales.gift_must_come_back",
                    gift.gift_name + " cost no points: it comes back with the goods it was given for", "keeps_gifts");
    }
  }
  return Done{};
}

}  // namespace

Result<Taking> assess_taking(kit::Write& write, const Sale& sale, const ReturnTerms& terms,
                             std::span<const ReturnLineRequest> wanted) {
  const auto lines = store::load_lines(write.tx, sale.customer_id, sale.sale_id);
  auto assessed = programme::assess_return(recorded_lines(lines), wanted_lines(wanted));
  if (!assessed.ok()) return as_sales_refusal(std::move(assessed).refusal());
  Taking taking;
  taking.taken = std::move(assessed).value();
  taking.tenders = store::load_payments(write.tx, sale.customer_id, sale.sale_id);
  taking.made = new_return(write, sale, terms, taking.taken);
  taking.is_last = is_all_back(lines, taking.taken);
  taking.gifts = terms.gifts;
  spread_refund(taking);
  return taking;
}

Outcome reverse_points(kit::Write& write, const Sale& sale, Taking& taking) {
  auto& made = taking.made;
  // Before the points: whoever hands gifts out locks the shelf before the account.
  if (taking.is_last) TRY_DONE(take_gifts_back(write, sale, taking));
  // What he paid in points comes back first: it may cover what the sale gave him and he has spent.
  for (auto& refund : taking.refunds) {
    if (!refund.points || refund.points->hundredths == 0) continue;
    const auto& tender = taking.tenders[static_cast<std::size_t>(refund.payment_no) - 1];
    TRY(refund.entry_id, points::give_back(write, made.customer_id, *tender.entry_id, *refund.points));
  }
  if (sale.entry_id) {
    TRY(const auto reversal, points::reverse(write, made.customer_id, *sale.entry_id, made.return_id, taking.taken,
                                             made.paid_out, made.returned_at));
    made.entry_id = reversal.entry_id;
    made.withheld = reversal.withheld;
    made.paid_out -= reversal.withheld;
  }
  if (!taking.is_last) return Done{};
  for (const auto& tender : taking.tenders) {
    if (tender.kind != PaymentKind::voucher) continue;
    TRY_DONE(rewards::reissue_voucher(write, *tender.voucher_customer_id, *tender.voucher_id));
  }
  return Done{};
}

void record_taking(kit::Write& write, const Sale& sale, const Taking& taking) {
  const auto& made = taking.made;
  store::insert_return(write.tx, made);
  for (const auto& line : taking.taken.lines) {
    const SaleReturnLine row{made.customer_id, made.return_id, line.line_no, line.quantity, line.paid};
    store::insert_return_line(write.tx, row);
    store::add_returned_quantity(write.tx, row, made.sale_id);
  }
  for (const auto& refund : taking.refunds) {
    store::insert_refund(write.tx, refund);
    store::add_refunded(write.tx, refund, made.sale_id);
  }
  store::add_returned_amount(write.tx, made.customer_id, made.sale_id, made.refund);
  tell_of_return(write, sale, made);
}

Result<SaleReturn> write_return(kit::Write& write, const Sale& sale, const ReturnTerms& terms,
                                std::span<const ReturnLineRequest> wanted) {
  TRY(auto taking, assess_taking(write, sale, terms, wanted));
  TRY_DONE(reverse_points(write, sale, taking));
  record_taking(write, sale, taking);
  return std::move(taking.made);
}

Result<SaleReturn> take_back(kit::Write& write, CustomerId customer_id, SaleId sale_id, const ReturnRequest& request) {
  const auto sale = store::lock_sale(write.tx, customer_id, sale_id);
  if (!sale || !write.actor.reaches(sale->store_id, sale->staff_id.value_or(StaffId{}))) return sale_not_found();
  const auto gifts = request.keeps_gifts.value_or(false) ? GiftsOfReturn::kept : GiftsOfReturn::come_back;
  return write_return(write, *sale, {write.now, request.reason, std::nullopt, gifts}, request.lines);
}

}  // namespace homeport::sales
