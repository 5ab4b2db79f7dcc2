// A receipt from a sale: read, or printed, which is counted and audited; and the sale again from its receipt.

#include "base/scan_codes.hpp"
#include "base/text.hpp"
#include "modules/identity/service.hpp"
#include "modules/sales/receipt_layout.hpp"
#include "modules/sales/recording.hpp"
#include "modules/sales/rules.hpp"
#include "modules/sales/service.hpp"
#include "modules/sales/store.hpp"

namespace homeport::sales {
namespace {

Result<Receipt> receipt_of(const kit::Read& read, CustomerId customer_id, SaleId sale_id, PaperWidth width,
                           std::int64_t printed_before) {
  Receipt made;
  TRY(made.document, load(read, customer_id, sale_id));
  const auto chain = identity::chain_settings(read.tx);
  const auto& sale = made.document.sale;
  made.width = width;
  made.chain_name = chain.chain_name;
  made.store_name = made.document.store_name.value_or(std::string());
  made.currency = chain.currency;
  made.currency_digits = chain.currency_digits;
  made.sold_at_local = format_local(sale.sold_at, identity::store_time_zone(read.tx, sale.store_id));
  made.code = receipt_code({sale.customer_id, sale.sale_id});
  made.code_qr_svg = qr_svg(made.code);
  if (width != PaperWidth::mm58) made.code_barcode_svg = barcode_svg(made.code);
  made.copy_no = printed_before;
  made.is_copy = printed_before > 0;
  if (width != PaperWidth::a4) {
    made.text_lines =
        receipt_lines(made, chain.language == identity::Language::zh ? ReceiptLanguage::zh : ReceiptLanguage::en);
  }
  return made;
}

}  // namespace

Result<Receipt> receipt(const kit::Read& read, CustomerId customer_id, SaleId sale_id, PaperWidth width) {
  TRY(const auto document, load(read, customer_id, sale_id));
  return receipt_of(read, customer_id, sale_id, width, document.sale.print_count);
}

Result<Receipt> print_receipt(kit::Write& write, CustomerId customer_id, SaleId sale_id, PaperWidth width) {
  const auto read = write.as_read();
  TRY(const auto document, load(read, customer_id, sale_id));
  const auto printed = store::count_print(write.tx, customer_id, sale_id);
  write.audit(audit_entry(printed == 1 ? "sales.print_receipt" : "sales.reprint_receipt", document.sale));
  return receipt_of(read, customer_id, sale_id, width, printed - 1);
}

Result<SaleDocument> find_by_receipt(const kit::Read& read, std::string_view code) {
  if (const auto place = read_receipt_code(code)) return load(read, place->customer_id, place->sale_id);
  const auto external = store::find_external(read.tx, trim(code));
  if (!external) return sale_not_found();
  return load(read, external->customer_id, external->sale_id);
}

}  // namespace homeport::sales
