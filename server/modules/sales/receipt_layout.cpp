#include "modules/sales/receipt_layout.hpp"

#include "base/code_points.hpp"
#include "modules/points/service.hpp"

namespace homeport::sales {
namespace {

// East Asian wide and full-width code points; what is missing here is printed narrow.
bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

struct Words {
  std::string_view zh;
  std::string_view en;
};

class Paper {
 public:
  Paper(std::size_t columns, ReceiptLanguage language, int digits)
      : columns_(columns), language_(language), digits_(digits) {}

  void centred(std::string_view text) {
    for (const auto& line : wrapped(text)) {
      lines_.push_back(std::string((columns_ - display_width(line)) / 2, ' ') + line);
    }
  }
  void plain(std::string_view text) {
    for (auto& line : wrapped(text))
      lines_.push_back(std::move(line));
  }
  // Left and right of one line, or on two where they don't fit.
  void pair(std::string_view left, std::string_view right) {
    const std::size_t needed = display_width(left) + 1 + display_width(right);
    if (needed > columns_) {
      plain(left);
      right_aligned(right);
      return;
    }
    lines_.push_back(std::string(left) + std::string(columns_ - needed + 1, ' ') + std::string(right));
  }
  void rule() { lines_.emplace_back(columns_, '-'); }
  void amount(Words words, Money money) { pair(say(words), format(money)); }

  [[nodiscard]] std::string format(Money money) const { return programme::format_money(money, digits_); }
  [[nodiscard]] std::string_view say(Words words) const {
    return language_ == ReceiptLanguage::zh ? words.zh : words.en;
  }
  [[nodiscard]] std::vector<std::string> take() { return std::move(lines_); }

 private:
  void right_aligned(std::string_view text) {
    for (const auto& line : wrapped(text))
      lines_.push_back(std::string(columns_ - display_width(line), ' ') + line);
  }

  [[nodiscard]] std::vector<std::string> wrapped(std::string_view text) const {
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t c = next_code_point(text, at);
      const std::size_t width = is_wide(c) ? std::size_t{2} : std::size_t{1};
      if (used + width > columns_) {
        lines.emplace_back();
        used = 0;
      }
      lines.back() += text.substr(begin, at - begin);
      used += width;
    }
    return lines;
  }

  std::size_t columns_;
  ReceiptLanguage language_;
  int digits_;
  std::vector<std::string> lines_;
};

constexpr std::array<Words, 10> kTenderWords{{{"现金", "Cash"},
                                              {"银行卡", "Card"},
                                              {"微信", "WeChat Pay"},
                                              {"支付宝", "Alipay"},
                                              {"转账", "Transfer"},
                                              {"其他", "Other"},
                                              {"积分抵扣", "Points"},
                                              {"优惠券", "Voucher"},
                                              {"换货抵扣", "Exchange"},
                                              {"门店承担", "Borne by us"}}};
static_assert(kTenderWords.size() == Choices<PaymentKind>::names.size());

std::string first_character(std::string_view name) {
  if (name.empty()) return {};
  std::size_t at = 0;
  (void)next_code_point(name, at);
  return std::string(name.substr(0, at)) + "**";
}

void print_head(Paper& paper, const Receipt& receipt) {
  const auto& sale = receipt.document.sale;
  paper.centred(receipt.chain_name);
  paper.centred(receipt.store_name);
  if (receipt.is_copy) {
    paper.centred("*** " + std::string(paper.say({"副本", "COPY"})) + " " + std::to_string(receipt.copy_no) + " ***");
  }
  paper.rule();
  paper.pair(paper.say({"单号", "No."}), to_string(sale.sale_id));
  paper.pair(paper.say({"时间", "Time"}), receipt.sold_at_local);
  if (receipt.document.staff_name) paper.pair(paper.say({"收银", "Served by"}), *receipt.document.staff_name);
  if (sale.customer_name) {
    paper.pair(paper.say({"会员", "Member"}),
               first_character(*sale.customer_name) + (sale.tier_name ? " " + *sale.tier_name : std::string()));
  }
  paper.rule();
}

void print_lines(Paper& paper, const Receipt& receipt) {
  for (const auto& line : receipt.document.lines) {
    paper.plain(line.product_name);
    paper.pair("  " + std::to_string(line.quantity) + " x " + paper.format(line.unit_price),
               paper.format(line.amount + line.discount));
    if (line.discount.minor != 0) paper.amount({"  折扣", "  Discount"}, -line.discount);
  }
  paper.rule();
}

void print_totals(Paper& paper, const Receipt& receipt) {
  const auto& document = receipt.document;
  paper.amount({"合计", "Total"}, document.sale.list);
  if (document.sale.rebate.minor != 0) paper.amount({"会员优惠", "Member's benefit"}, -document.sale.rebate);
  paper.amount({"应付", "To pay"}, document.sale.payable);
  for (const auto& tender : document.payments) {
    paper.amount(kTenderWords[static_cast<std::size_t>(tender.kind)], tender.amount);
  }
  if (document.sale.returned.minor != 0) paper.amount({"已退", "Returned"}, -document.sale.returned);
  paper.rule();
  paper.centred(receipt.code);
}

}  // namespace

std::size_t columns_of(PaperWidth width) {
  CHECK(width != PaperWidth::a4);
  return width == PaperWidth::mm58 ? 32 : 48;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();)
    width += is_wide(next_code_point(text, at)) ? std::size_t{2} : std::size_t{1};
  return width;
}

std::vector<std::string> receipt_lines(const Receipt& receipt, ReceiptLanguage language) {
  Paper paper(columns_of(receipt.width), language, static_cast<int>(receipt.currency_digits));
  print_head(paper, receipt);
  print_lines(paper, receipt);
  print_totals(paper, receipt);
  return paper.take();
}

}  // namespace homeport::sales
