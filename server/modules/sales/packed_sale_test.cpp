#include "modules/sales/packed_sale.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "db/transaction.hpp"

namespace homeport::sales {
namespace {

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();

SaleLine line(std::int64_t no, std::int64_t product, std::int64_t quantity, std::int64_t amount, std::int64_t cost) {
  SaleLine made;
  made.line_no = no;
  made.product_id.value = product;
  made.quantity = quantity;
  made.amount = Money{amount};
  made.cost = Money{cost};
  return made;
}

Sale sale(SaleSource source, std::int64_t store, std::int64_t at, std::int64_t number) {
  Sale made;
  made.source = source;
  made.store_id.value = store;
  made.sold_at.us = at;
  made.rebate = Money{number};
  made.consumption = Points{number};
  made.profit = Points{number};
  made.combined = Points{number};
  return made;
}

TEST(packed_sale, comes_out_as_it_went_in) {
  const std::vector<SaleLine> sold{line(1, 7'312'345'678'901'234'567, 1, 0, 0), line(2, 1, 63, 64, 8'192),
                                   line(500, kMost, kMost, kLeast, -1)};
  for (const auto& given : {sale(SaleSource::import, kMost, kLeast, -64), sale(SaleSource::till, 0, -1, kMost),
                            sale(SaleSource::api, 12, 1'764'000'000'000'000, 8'191)}) {
    std::vector<HistoryLine> lines(2);
    HistorySale read;
    unpack_sale(pack_sale(given, sold), read, lines);
    EXPECT_EQ(read.pricing == programme::Pricing::paid_at_list, given.source == SaleSource::import);
    EXPECT_EQ(read.store_id, given.store_id);
    EXPECT_EQ(read.sold_at, given.sold_at);
    EXPECT_EQ(read.rebate, given.rebate);
    EXPECT_EQ(read.consumption, given.consumption);
    EXPECT_EQ(read.profit, given.profit);
    EXPECT_EQ(read.combined, given.combined);
    EXPECT_EQ(read.first_line, 2U);
    ASSERT_EQ(read.line_count, sold.size());
    for (std::size_t i = 0; i < sold.size(); ++i) {
      EXPECT_EQ(lines[2 + i].line_no, sold[i].line_no);
      EXPECT_EQ(lines[2 + i].product_id, sold[i].product_id);
      EXPECT_EQ(lines[2 + i].quantity, sold[i].quantity);
      EXPECT_EQ(lines[2 + i].amount, sold[i].amount);
      EXPECT_EQ(lines[2 + i].cost, sold[i].cost);
    }
  }
}

TEST(packed_sale, cut_or_endless_it_is_an_error) {
  const auto given = sale(SaleSource::till, 300, 300, 300);
  const auto whole = pack_sale(given, std::vector{line(1, 300, 1, 300, 300)});
  const auto bare = pack_sale(given, {}).size();
  std::vector<HistoryLine> lines;
  HistorySale read;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    if (size == bare) continue;  // a sale without lines
    EXPECT_THROW(unpack_sale(whole.substr(0, size), read, lines), db::DatabaseError) << size;
  }
  EXPECT_THROW(unpack_sale(std::string(100, '\xFF'), read, lines), db::DatabaseError);
}

}  // namespace
}  // namespace homeport::sales
