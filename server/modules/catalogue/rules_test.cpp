#include "modules/catalogue/rules.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/search_tokens.hpp"

namespace homeport::catalogue {
namespace {

TEST(catalogue_rules, codes_are_the_same_in_any_case_and_width) {
  EXPECT_EQ(code_key("FUR-Bo-10001798"), code_key("fur-bo-10001798"));
  EXPECT_EQ(code_key(" ＡＢ１２ "), code_key("ab12"));
  EXPECT_NE(code_key("AB-12"), code_key("AB12"));
  EXPECT_EQ(code_key(" \u3000"), "");
}

TEST(catalogue_rules, one_gtin_has_one_key_whatever_the_scanner_puts_in_front) {
  struct Case {
    const char* one;
    const char* other;
    bool same;
  };
  for (const auto& c : {Case{"012345678905", "0012345678905", true}, Case{"4006381333931", "04006381333931", true},
                        Case{"96385074", "00000096385074", true}, Case{"4006 3813 33931", "4006381333931", true},
                        Case{"4006381333931", "4006381333932", false}, Case{"12345", "0012345", false},
                        Case{"ABC12345", "abc12345", true}}) {
    EXPECT_EQ(barcode_key(c.one) == barcode_key(c.other), c.same) << c.one << " " << c.other;
  }
}

TEST(catalogue_rules, a_product_is_brought_into_form) {
  Product product;
  product.sku = " A  1 ";
  product.name = " 保湿\u200b面霜 ";
  product.barcode = "  ";
  product.category = "\u3000";
  ASSERT_TRUE(normalise(product).ok());
  EXPECT_EQ(product.sku, "A 1");
  EXPECT_EQ(product.name, "保湿面霜");
  EXPECT_TRUE(product.name_folded.starts_with("bao")) << product.name_folded;
  EXPECT_FALSE(product.barcode);
  EXPECT_FALSE(product.category);
}

TEST(catalogue_rules, texts_of_nothing_visible_are_refused_with_their_field) {
  Product product;
  product.sku = "\u200b";
  product.name = "Cream";
  EXPECT_EQ(normalise(product).refusal().field, "sku");
  product.sku = "A1";
  product.name = "\u3000";
  EXPECT_EQ(normalise(product).refusal().field, "name");
  ServiceType type;
  type.name = "Goods";
  type.code = " ";
  EXPECT_EQ(normalise(type).refusal().field, "code");
}

TEST(catalogue_rules, a_product_is_found_by_name_pinyin_and_parts_of_its_codes) {
  Product product;
  product.sku = "FUR-BO-10001798";
  product.barcode = "4006381333931";
  product.name = "保湿面霜 50ml";
  product.category = "护肤";
  const auto tokens = search_tokens_of(product).words();
  for (const auto* query : {"面霜", "bsms", "baoshi", "50ml", "fur", "1798", "33393", "护肤"}) {
    for (const auto& token : query_tokens(query)) {
      EXPECT_TRUE(std::binary_search(tokens.begin(), tokens.end(), token)) << query << " " << token;
    }
  }
}

}  // namespace
}  // namespace homeport::catalogue
