#include "modules/points/recorded_lines.hpp"

#include <charconv>
#include <optional>

#include "base/check.hpp"
#include "base/text.hpp"

namespace homeport::points {
namespace {

constexpr std::size_t kSaleColumns = 5;
constexpr std::size_t kReturnColumns = 7;
constexpr std::size_t kLotPartColumns = 2;
constexpr std::size_t kLotChangeColumns = 9;

using Number = std::optional<std::int64_t>;

void append_row(std::string& text, std::span<const Number> row) {
  text += text.size() > 1 ? ",[" : "[";
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) text += ',';
    if (row[i]) {
      append_decimal(text, *row[i]);
    } else {
      text += "null";
    }
  }
  text += ']';
}

// Reads exactly what append_row writes.
class Reader {
 public:
  explicit Reader(std::string_view text) : left_(text) { take('['); }

  bool next(std::span<Number> row) {
    if (left_ == "]") return false;
    if (!is_first_) take(',');
    is_first_ = false;
    take('[');
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) take(',');
      row[i] = number();
    }
    take(']');
    return true;
  }

 private:
  void take(char expected) {
    CHECK(!left_.empty() && left_.front() == expected);
    left_.remove_prefix(1);
  }

  Number number() {
    if (left_.starts_with("null")) {
      left_.remove_prefix(4);
      return std::nullopt;
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(left_.data(), left_.data() + left_.size(), value);
    CHECK(error == std::errc());
    left_.remove_prefix(static_cast<std::size_t>(end - left_.data()));
    return value;
  }

  std::string_view left_;
  bool is_first_ = true;
};

std::int64_t required(const Number& number) {
  CHECK(number.has_value());
  return *number;
}

Number number_of(std::optional<Time> at) { return at ? Number(at->us) : std::nullopt; }
std::optional<Time> time_of(const Number& number) { return number ? std::optional(Time{*number}) : std::nullopt; }

}  // namespace

std::string sale_lines_text(std::span<const LineInput> lines) {
  std::string text = "[";
  for (const auto& line : lines) {
    const std::array<Number, kSaleColumns> row{line.amount.minor, line.quantity,
                                               line.cost ? Number(line.cost->minor) : std::nullopt,
                                               line.margin ? Number(line.margin->ppm) : std::nullopt, line.weight.ppm};
    append_row(text, row);
  }
  return text + "]";
}

std::string return_lines_text(std::span<const programme::LineTakeBack> lines) {
  std::string text = "[";
  for (const auto& line : lines) {
    const std::array<Number, kReturnColumns> row{line.line_no,
                                                 line.quantity,
                                                 line.consumption.hundredths,
                                                 line.profit.hundredths,
                                                 line.combined.hundredths,
                                                 line.rebate.minor,
                                                 line.paid.minor};
    append_row(text, row);
  }
  return text + "]";
}

std::vector<LineInput> sale_lines_from(std::string_view text) {
  std::vector<LineInput> lines;
  Reader reader(text);
  for (std::array<Number, kSaleColumns> row; reader.next(row);) {
    LineInput line;
    line.amount = Money{required(row[0])};
    line.quantity = required(row[1]);
    if (row[2]) line.cost = Money{*row[2]};
    if (row[3]) line.margin = Rate{*row[3]};
    line.weight = Rate{required(row[4])};
    lines.push_back(line);
  }
  return lines;
}

std::vector<programme::LineTakeBack> return_lines_from(std::string_view text) {
  std::vector<programme::LineTakeBack> lines;
  Reader reader(text);
  for (std::array<Number, kReturnColumns> row; reader.next(row);) {
    programme::LineTakeBack line;
    line.line_no = required(row[0]);
    line.quantity = required(row[1]);
    line.consumption = Points{required(row[2])};
    line.profit = Points{required(row[3])};
    line.combined = Points{required(row[4])};
    line.rebate = Money{required(row[5])};
    line.paid = Money{required(row[6])};
    lines.push_back(line);
  }
  return lines;
}

std::string lot_parts_text(std::span<const LotPart> parts) {
  std::string text = "[";
  for (const auto& part : parts) {
    const std::array<Number, kLotPartColumns> row{part.lot_id.value, part.points.hundredths};
    append_row(text, row);
  }
  return text + "]";
}

std::vector<LotPart> lot_parts_from(std::string_view text) {
  std::vector<LotPart> parts;
  Reader reader(text);
  for (std::array<Number, kLotPartColumns> row; reader.next(row);) {
    parts.push_back({LotId{required(row[0])}, Points{required(row[1])}});
  }
  return parts;
}

std::string lot_changes_text(std::span<const LotChange> changes) {
  std::string text = "[";
  for (const auto& change : changes) {
    const std::array<Number, kLotChangeColumns> row{change.lot_id.value,
                                                    change.draw_no,
                                                    change.drawn.hundredths,
                                                    change.granted ? Number(change.granted->hundredths) : std::nullopt,
                                                    change.granted_at.us,
                                                    static_cast<std::int64_t>(change.state),
                                                    number_of(change.activates_at),
                                                    number_of(change.expires_at),
                                                    change.idle_months};
    append_row(text, row);
  }
  return text + "]";
}

std::vector<LotChange> lot_changes_from(std::string_view text) {
  std::vector<LotChange> changes;
  Reader reader(text);
  for (std::array<Number, kLotChangeColumns> row; reader.next(row);) {
    LotChange change;
    change.lot_id = LotId{required(row[0])};
    change.draw_no = required(row[1]);
    change.drawn = Points{required(row[2])};
    if (row[3]) change.granted = Points{*row[3]};
    change.granted_at = Time{required(row[4])};
    CHECK(row[5] && *row[5] >= 0 && *row[5] <= static_cast<std::int64_t>(LotState::debt));
    change.state = static_cast<LotState>(*row[5]);
    change.activates_at = time_of(row[6]);
    change.expires_at = time_of(row[7]);
    change.idle_months = row[8];
    changes.push_back(change);
  }
  return changes;
}

}  // namespace homeport::points
