#pragma once

// A receipt as data: what a printer or a page needs, and for rolls of paper also the lines of text as they are printed.

#include <optional>
#include <string>
#include <vector>

#include "modules/sales/types.hpp"

namespace homeport::sales {

enum class PaperWidth : std::uint8_t { mm58, mm80, a4 };

struct Receipt {
  PaperWidth width = PaperWidth::mm80;
  std::string chain_name;
  std::string store_name;
  std::string currency;
  std::int64_t currency_digits = 2;
  std::string sold_at_local;  // by the store's clock
  std::string code;           // what to scan or type to find the sale again: customer and sale
  std::string code_qr_svg;
  std::optional<std::string> code_barcode_svg;  // where the paper is wide enough for it
  bool is_copy = false;
  std::int64_t copy_no = 0;  // 0: the first print
  SaleDocument document;
  std::vector<std::string> text_lines;  // of the width's columns; none on A4
};

struct PrintRequest {
  PaperWidth width = PaperWidth::mm80;
};

}  // namespace homeport::sales

template <>
struct homeport::Choices<homeport::sales::PaperWidth> {
  static constexpr std::array<std::string_view, 3> names{"58", "80", "a4"};
};

template <>
struct homeport::Fields<homeport::sales::Receipt> {
  using T = homeport::sales::Receipt;
  static constexpr std::string_view name = "Receipt";
  static constexpr std::array rows{
      field<&T::width>("width", Access::read_only, {.about = "Of the paper in millimetres, or a4."}),
      field<&T::chain_name>("chain_name", Access::read_only),
      field<&T::store_name>("store_name", Access::read_only),
      field<&T::currency>("currency", Access::read_only),
      field<&T::currency_digits>("currency_digits", Access::read_only),
      field<&T::sold_at_local>("sold_at_local", Access::read_only, {.about = "By the store's clock."}),
      field<&T::code>("code", Access::read_only, {.about = "Customer and sale: finds the sale again when scanned."}),
      field<&T::code_qr_svg>("code_qr_svg", Access::read_only, {.about = "The code as a QR code: an SVG image."}),
      field<&T::code_barcode_svg>("code_barcode_svg", Access::read_only,
                                  {.about = "The code as a Code 128 barcode; none on 58 mm, which is too narrow."}),
      field<&T::is_copy>("is_copy", Access::read_only),
      field<&T::copy_no>("copy_no", Access::read_only, {.about = "0: the first print."}),
      field<&T::document>("document", Access::read_only),
      field<&T::text_lines>("text_lines", Access::read_only, {.about = "As printed on a roll; none on A4."}),
  };
};

template <>
struct homeport::Fields<homeport::sales::PrintRequest> {
  using T = homeport::sales::PrintRequest;
  static constexpr std::string_view name = "PrintRequest";
  static constexpr std::array rows{
      field<&T::width>("width", Access::read_write, {.required = true}),
  };
};
