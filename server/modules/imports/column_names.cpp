// What columns are called in the files people bring, in English and Chinese.

#include <array>

#include "base/text.hpp"
#include "modules/imports/rules.hpp"

namespace homeport::imports {
namespace {

struct Synonyms {
  Meaning meaning;
  std::array<std::string_view, 10> names;  // folded, without spaces, dashes and underscores
};

constexpr std::array<Synonyms, kMeaningCount> kSynonyms{{
    {Meaning::order_ref,
     {"orderid", "orderno", "ordernumber", "orderref", "invoiceno", "invoice", "订单号", "单号", "小票号", "订单编号"}},
    {Meaning::sold_at,
     {"orderdate", "date", "soldat", "soldon", "invoicedate", "saledate", "日期", "下单时间", "销售日期", "成交时间"}},
    {Meaning::store,
     {"store", "shop", "storename", "storecode", "branch", "outlet", "门店", "店铺", "门店名称", "门店编码"}},
    {Meaning::customer_ref,
     {"customerid", "customerno", "customerref", "memberid", "memberno", "会员号", "客户编号", "会员编号", "客户号",
      "会员id"}},
    {Meaning::customer_name,
     {"customername", "customer", "membername", "name", "客户姓名", "客户名称", "会员姓名", "姓名", "会员", "客户"}},
    {Meaning::customer_phone,
     {"phone", "mobile", "customerphone", "telephone", "cellphone", "手机", "手机号", "电话", "客户电话", "联系电话"}},
    {Meaning::sku,
     {"productid", "sku", "stockcode", "productcode", "itemcode", "商品编码", "货号", "商品编号", "产品编号", "条码"}},
    {Meaning::product_name,
     {"productname", "product", "description", "item", "itemname", "商品名称", "品名", "产品名称", "商品", "产品"}},
    {Meaning::category,
     {"category", "productcategory", "department", "group", "subcategory", "类别", "分类", "品类", "商品分类", "大类"}},
    {Meaning::quantity,
     {"quantity", "qty", "units", "count", "pieces", "数量", "件数", "销量", "购买数量", "销售数量"}},
    {Meaning::amount,
     {"sales", "amount", "total", "lineamount", "linetotal", "金额", "销售额", "实付金额", "小计", "销售金额"}},
    {Meaning::unit_price,
     {"unitprice", "price", "listprice", "sellingprice", "retailprice", "单价", "售价", "价格", "零售价", "成交价"}},
    {Meaning::cost,
     {"cost", "costprice", "linecost", "totalcost", "cogs", "成本", "成本价", "成本金额", "进价", "进货价"}},
    {Meaning::profit,
     {"profit", "margin", "grossprofit", "lineprofit", "earnings", "利润", "毛利", "毛利额", "利润额", "销售利润"}},
    {Meaning::currency,
     {"currency", "currencycode", "ccy", "currencyiso", "ordercurrency", "币种", "货币", "货币代码", "结算币种",
      "币别"}},
}};

}  // namespace

std::string plain_column_name(std::string_view name) {
  std::string plain;
  for (const char c : fold_for_search(name)) {
    if (c != ' ' && c != '-' && c != '_' && c != '.' && c != '/') plain += c;
  }
  return plain;
}

std::vector<std::optional<Meaning>> suggest_meanings(std::span<const std::string> column_names) {
  std::vector<std::optional<Meaning>> suggestions(column_names.size());
  for (const auto& synonyms : kSynonyms) {
    // Earlier synonyms are surer: "Sales" before "Total" when a file has both.
    bool is_found = false;
    for (const auto name : synonyms.names) {
      for (std::size_t i = 0; i < column_names.size() && !is_found; ++i) {
        if (suggestions[i] || plain_column_name(column_names[i]) != name) continue;
        suggestions[i] = synonyms.meaning;
        is_found = true;
      }
      if (is_found) break;
    }
  }
  return suggestions;
}

}  // namespace homeport::imports
