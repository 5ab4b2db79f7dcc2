#pragma once

// The field tables of the records in types.hpp, which includes this file: their names outside, limits and access.

#include "modules/sales/types.hpp"

template <>
struct homeport::Choices<homeport::sales::SaleSource> {
  static constexpr std::array<std::string_view, 3> names{"till", "api", "import"};
};
template <>
struct homeport::Fields<homeport::sales::LineRequest> {
  using T = homeport::sales::LineRequest;
  static constexpr std::string_view name = "SaleLineRequest";
  static constexpr std::array rows{
      field<&T::product_id>("product_id", Access::read_write),
      field<&T::code>("code", Access::read_write, {.max = 64, .about = "Barcode or SKU, instead of product_id."}),
      field<&T::quantity>("quantity", Access::read_write, {.min = 1, .max = 1'000'000, .required = true}),
      field<&T::unit_price>("unit_price_minor", Access::read_write,
                            {.min = 0, .max = 100'000'000'000, .about = "Another price than the product's."}),
      field<&T::discount>("discount_minor", Access::read_write,
                          {.min = 0, .max = 100'000'000'000, .about = "Off the whole line."}),
  };
};

template <>
struct homeport::Fields<homeport::sales::QuoteRequest> {
  using T = homeport::sales::QuoteRequest;
  static constexpr std::string_view name = "QuoteRequest";
  static constexpr std::array rows{
      field<&T::store_id>("store_id", Access::read_write, {.required = true}),
      field<&T::customer_id>("customer_id", Access::read_write),
      field<&T::lines>("lines", Access::read_write, {.min = 1, .max = homeport::sales::kMostLines, .required = true}),
      field<&T::rewards>("rewards", Access::read_write, {.min = 0, .max = homeport::sales::kMostRewards}),
      field<&T::currency>("currency", Access::read_write,
                          {.min = 3, .max = 3, .about = "Of the amounts: the chain's, as no other is taken."}),
  };
};

template <>
struct homeport::Fields<homeport::sales::SaleRequest> {
  using T = homeport::sales::SaleRequest;
  static constexpr std::string_view name = "SaleRequest";
  static constexpr std::array rows{
      field<&T::store_id>("store_id", Access::read_write, {.required = true}),
      field<&T::customer_id>("customer_id", Access::read_write),
      field<&T::lines>("lines", Access::read_write, {.min = 1, .max = homeport::sales::kMostLines, .required = true}),
      field<&T::rewards>("rewards", Access::read_write, {.min = 0, .max = homeport::sales::kMostRewards}),
      field<&T::payments>("payments", Access::read_write,
                          {.min = 0, .max = homeport::sales::kMostPayments, .required = true}),
      field<&T::expected_payable>("expected_payable_minor", Access::read_write,
                                  {.min = 0, .max = kMaxAmount, .required = true, .about = "What the quote said."}),
      field<&T::note>("note", Access::read_write, {.max = homeport::sales::kMostNoteCharacters, .multiline = true}),
      field<&T::source>("source", Access::read_write),
      field<&T::offline>("offline", Access::read_write, {.about = "Made while the till had no network; with sold_at."}),
      field<&T::sold_at>("sold_at", Access::read_write, {.about = "When it was made; only with offline."}),
      field<&T::currency>("currency", Access::read_write,
                          {.min = 3, .max = 3, .about = "Of the amounts: the chain's, as no other is taken."}),
  };
};

template <>
struct homeport::Fields<homeport::sales::QuoteLine> {
  using T = homeport::sales::QuoteLine;
  static constexpr std::string_view name = "QuoteLine";
  static constexpr std::array rows{
      field<&T::line_no>("line_no", Access::read_only),
      field<&T::product_id>("product_id", Access::read_only),
      field<&T::sku>("sku", Access::read_only),
      field<&T::product_name>("product_name", Access::read_only),
      field<&T::quantity>("quantity", Access::read_only),
      field<&T::unit_price>("unit_price_minor", Access::read_only),
      field<&T::discount>("discount_minor", Access::read_only),
      field<&T::amount>("amount_minor", Access::read_only),
      field<&T::rebate>("rebate_minor", Access::read_only),
      field<&T::paid>("paid_minor", Access::read_only),
      field<&T::cost>("cost_minor", Access::margin_read_only),
      field<&T::consumption>("consumption_points", Access::read_only),
      field<&T::profit>("profit_points", Access::margin_read_only),
      field<&T::combined>("combined_points", Access::margin_read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::ExplanationStep> {
  using T = homeport::sales::ExplanationStep;
  static constexpr std::string_view name = "ExplanationStep";
  static constexpr std::array rows{
      field<&T::key>("key", Access::read_only),
      field<&T::text_en>("text_en", Access::read_only),
      field<&T::text_zh>("text_zh", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::Quote> {
  using T = homeport::sales::Quote;
  static constexpr std::string_view name = "Quote";
  static constexpr std::array rows{
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::lines>("lines", Access::read_only),
      field<&T::list>("list_minor", Access::read_only),
      field<&T::payable>("payable_minor", Access::read_only),
      field<&T::rebate>("rebate_minor", Access::read_only),
      field<&T::cost>("cost_minor", Access::margin_read_only),
      field<&T::consumption>("consumption_points", Access::read_only),
      field<&T::profit>("profit_points", Access::margin_read_only),
      field<&T::combined>("combined_points", Access::margin_read_only),
      field<&T::wallet>("wallet_points", Access::read_only, {.about = "What the sale brings into the wallet."}),
      field<&T::tier_id>("tier_id", Access::read_only),
      field<&T::tier_name>("tier_name", Access::read_only),
      field<&T::tier_discount>("tier_discount_ppm", Access::read_only),
      field<&T::history_combined>("history_combined_points", Access::margin_read_only),
      field<&T::strategy_id>("strategy_id", Access::read_only),
      field<&T::rewards>("rewards", Access::read_only),
      field<&T::due>("due_minor", Access::read_only),
      field<&T::points_available>("available_points", Access::read_only),
      field<&T::points_payable_max>("points_payable_max_points", Access::read_only),
      field<&T::points_payable_max_amount>("points_payable_max_minor", Access::read_only),
      field<&T::explanation>("explanation", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::SaleLine> {
  using T = homeport::sales::SaleLine;
  static constexpr std::string_view name = "SaleLine";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::internal),
      field<&T::sale_id>("sale_id", Access::internal),
      field<&T::line_no>("line_no", Access::read_only),
      field<&T::product_id>("product_id", Access::read_only),
      field<&T::sku>("sku", Access::read_only),
      field<&T::product_name>("product_name", Access::read_only),
      field<&T::quantity>("quantity", Access::read_only),
      field<&T::unit_price>("unit_price_minor", Access::read_only),
      field<&T::discount>("discount_minor", Access::read_only),
      field<&T::amount>("amount_minor", Access::read_only),
      field<&T::rebate>("rebate_minor", Access::read_only),
      field<&T::paid>("paid_minor", Access::read_only),
      field<&T::cost>("cost_minor", Access::margin_read_only),
      field<&T::consumption>("consumption_points", Access::read_only),
      field<&T::profit>("profit_points", Access::margin_read_only),
      field<&T::combined>("combined_points", Access::margin_read_only),
      field<&T::returned_quantity>("returned_quantity", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::Sale> {
  using T = homeport::sales::Sale;
  static constexpr std::string_view name = "Sale";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::read_only, {.about = "Negative: an anonymous buyer."}),
      field<&T::sale_id>("sale_id", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::staff_id>("staff_id", Access::read_only),
      field<&T::source>("source", Access::read_only),
      field<&T::external_ref>("external_ref", Access::read_only),
      field<&T::sold_at>("sold_at", Access::read_only),
      field<&T::list>("list_minor", Access::read_only),
      field<&T::payable>("payable_minor", Access::read_only),
      field<&T::rebate>("rebate_minor", Access::read_only),
      field<&T::cost>("cost_minor", Access::margin_read_only),
      field<&T::rewards>("rewards_minor", Access::read_only),
      field<&T::returned>("returned_minor", Access::read_only),
      field<&T::consumption>("consumption_points", Access::read_only),
      field<&T::profit>("profit_points", Access::margin_read_only),
      field<&T::combined>("combined_points", Access::margin_read_only),
      field<&T::tier_id>("tier_id", Access::read_only),
      field<&T::tier_name>("tier_name", Access::read_only),
      field<&T::strategy_id>("strategy_id", Access::read_only),
      field<&T::entry_id>("entry_id", Access::read_only),
      field<&T::customer_name>("customer_name", Access::read_only),
      field<&T::note>("note", Access::read_only),
      field<&T::reservation_id>("reservation_id", Access::read_only),
      field<&T::exchange_return_id>("exchange_return_id", Access::read_only),
      field<&T::offline_difference>("offline_difference_minor", Access::read_only,
                                    {.about = "Made offline: shown and paid, less what it would have cost."}),
      field<&T::print_count>("print_count", Access::read_only),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::ReturnLineRequest> {
  using T = homeport::sales::ReturnLineRequest;
  static constexpr std::string_view name = "ReturnLineRequest";
  static constexpr std::array rows{
      field<&T::line_no>("line_no", Access::read_write, {.min = 1, .max = 10'000, .required = true}),
      field<&T::quantity>("quantity", Access::read_write, {.min = 1, .max = 1'000'000, .required = true}),
  };
};

template <>
struct homeport::Fields<homeport::sales::ReturnRequest> {
  using T = homeport::sales::ReturnRequest;
  static constexpr std::string_view name = "ReturnRequest";
  static constexpr std::array rows{
      field<&T::lines>("lines", Access::read_write, {.min = 1, .max = homeport::sales::kMostLines, .required = true}),
      field<&T::reason>("reason", Access::read_write, {.min = 1, .max = 200, .required = true}),
      field<&T::keeps_gifts>("keeps_gifts", Access::read_write,
                             {.about = "When all of a sale is back: the buyer keeps its gifts for the points they "
                                       "cost. Otherwise they come back too."}),
  };
};

template <>
struct homeport::Fields<homeport::sales::SaleReturn> {
  using T = homeport::sales::SaleReturn;
  static constexpr std::string_view name = "SaleReturn";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::return_id>("return_id", Access::read_only),
      field<&T::sale_id>("sale_id", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::staff_id>("staff_id", Access::read_only),
      field<&T::external_ref>("external_ref", Access::read_only),
      field<&T::returned_at>("returned_at", Access::read_only),
      field<&T::reason>("reason", Access::read_only),
      field<&T::refund>("refund_minor", Access::read_only),
      field<&T::paid_out>("paid_out_minor", Access::read_only),
      field<&T::exchanged>("exchanged_minor", Access::read_only),
      field<&T::withheld>("withheld_minor", Access::read_only,
                          {.about = "Kept for points the sale brought and that were spent already."}),
      field<&T::consumption>("consumption_points", Access::read_only),
      field<&T::profit>("profit_points", Access::margin_read_only),
      field<&T::combined>("combined_points", Access::margin_read_only),
      field<&T::entry_id>("entry_id", Access::read_only),
      field<&T::exchange_sale_id>("exchange_sale_id", Access::read_only),
      field<&T::created_at>("created_at", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::SaleReturnLine> {
  using T = homeport::sales::SaleReturnLine;
  static constexpr std::string_view name = "SaleReturnLine";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::internal), field<&T::return_id>("return_id", Access::internal),
      field<&T::line_no>("line_no", Access::read_only),        field<&T::quantity>("quantity", Access::read_only),
      field<&T::refund>("refund_minor", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::SaleDocument> {
  using T = homeport::sales::SaleDocument;
  static constexpr std::string_view name = "SaleDocument";
  static constexpr std::array rows{
      field<&T::sale>("sale", Access::read_only),
      field<&T::store_name>("store_name", Access::read_only),
      field<&T::staff_name>("staff_name", Access::read_only),
      field<&T::wallet>("wallet_points", Access::read_only, {.about = "What the sale brought into the wallet."}),
      field<&T::lines>("lines", Access::read_only, {.max = homeport::sales::kMostLines}),
      field<&T::payments>("payments", Access::read_only),
      field<&T::returns>("returns", Access::read_only),
      field<&T::refunds>("refunds", Access::read_only),
      field<&T::offline>("offline", Access::read_only, {.about = "Made offline, and to be looked at."}),
  };
};

template <>
struct homeport::Fields<homeport::sales::ExchangeRequest> {
  using T = homeport::sales::ExchangeRequest;
  static constexpr std::string_view name = "ExchangeRequest";
  static constexpr std::array rows{
      field<&T::return_lines>("return_lines", Access::read_write,
                              {.min = 1, .max = homeport::sales::kMostLines, .required = true}),
      field<&T::reason>("reason", Access::read_write, {.min = 1, .max = 200, .required = true}),
      field<&T::lines>("lines", Access::read_write, {.min = 1, .max = homeport::sales::kMostLines, .required = true}),
      field<&T::rewards>("rewards", Access::read_write, {.min = 0, .max = homeport::sales::kMostRewards}),
      field<&T::payments>("payments", Access::read_write, {.min = 0, .max = homeport::sales::kMostPayments}),
      field<&T::expected_payable>("expected_payable_minor", Access::read_write,
                                  {.min = 0, .max = kMaxAmount, .required = true, .about = "Of the new lines."}),
      field<&T::note>("note", Access::read_write, {.max = homeport::sales::kMostNoteCharacters, .multiline = true}),
      field<&T::currency>("currency", Access::read_write,
                          {.min = 3, .max = 3, .about = "Of the amounts: the chain's, as no other is taken."}),
  };
};

template <>
struct homeport::Fields<homeport::sales::ExchangeDocument> {
  using T = homeport::sales::ExchangeDocument;
  static constexpr std::string_view name = "ExchangeDocument";
  static constexpr std::array rows{
      field<&T::returned>("return", Access::read_only),
      field<&T::sale>("sale", Access::read_only),
      field<&T::difference>("difference_minor", Access::read_only,
                            {.about = "Above 0: paid by the buyer; below: paid out to him."}),
  };
};

template <>
struct homeport::Fields<homeport::sales::ExchangeQuoteRequest> {
  using T = homeport::sales::ExchangeQuoteRequest;
  static constexpr std::string_view name = "ExchangeQuoteRequest";
  static constexpr std::array rows{
      field<&T::return_lines>("return_lines", Access::read_write,
                              {.min = 1, .max = homeport::sales::kMostLines, .required = true}),
      field<&T::lines>("lines", Access::read_write, {.min = 1, .max = homeport::sales::kMostLines, .required = true}),
      field<&T::rewards>("rewards", Access::read_write, {.min = 0, .max = homeport::sales::kMostRewards}),
  };
};

template <>
struct homeport::Fields<homeport::sales::RefundShown> {
  using T = homeport::sales::RefundShown;
  static constexpr std::string_view name = "RefundShown";
  static constexpr std::array rows{
      field<&T::kind>("kind", Access::read_only),
      field<&T::amount>("amount_minor", Access::read_only),
      field<&T::exchanged>("exchanged_minor", Access::read_only),
      field<&T::points>("points", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::ExchangeQuote> {
  using T = homeport::sales::ExchangeQuote;
  static constexpr std::string_view name = "ExchangeQuote";
  static constexpr std::array rows{
      field<&T::refund>("refund_minor", Access::read_only, {.about = "Of what comes back, over all tenders."}),
      field<&T::refunds>("refunds", Access::read_only),
      field<&T::withheld>("withheld_minor", Access::read_only,
                          {.about = "Kept for points the sale brought and that were spent already."}),
      field<&T::quote>(
          "quote", Access::read_only,
          {.about = "Of the new lines, after the return; its payable_minor is what the exchange expects."}),
      field<&T::exchanged>("exchanged_minor", Access::read_only, {.about = "Of the refund, used for the new lines."}),
      field<&T::due>("due_minor", Access::read_only, {.about = "Left to be paid with money."}),
      field<&T::paid_out>("paid_out_minor", Access::read_only, {.about = "Left to be paid out."}),
      field<&T::difference>("difference_minor", Access::read_only,
                            {.about = "Above 0: paid by the buyer; below: paid out to him."}),
      field<&T::combined_before>("combined_points_before", Access::margin_read_only),
      field<&T::combined_after>("combined_points_after", Access::margin_read_only),
      field<&T::tier_name_before>("tier_name_before", Access::read_only),
      field<&T::tier_name_after>("tier_name_after", Access::read_only),
      field<&T::available_before>("available_points_before", Access::read_only),
      field<&T::available_after>("available_points_after", Access::read_only),
      field<&T::debt_after>("debt_points_after", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::sales::DayTotal> {
  using T = homeport::sales::DayTotal;
  static constexpr std::string_view name = "SaleDayTotal";
  static constexpr std::array rows{
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::sold_on>("sold_on", Access::read_only),
      field<&T::sales_count>("sales_count", Access::read_only),
      field<&T::sales>("sales_minor", Access::read_only),
      field<&T::returns_count>("returns_count", Access::read_only),
      field<&T::returns>("returns_minor", Access::read_only),
  };
};
