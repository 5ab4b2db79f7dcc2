#include "modules/points/wallet_explanation.hpp"

#include <array>

#include <fmt/format.h>

#include "base/check.hpp"
#include "modules/points/store.hpp"

namespace homeport::points {
namespace {

using programme::format_points;
using programme::format_rate;

constexpr std::size_t kLotsNamed = 20;  // the others are counted

struct Words {
  std::string_view en;
  std::string_view zh;
};

// In the order of EntryKind.
constexpr std::array<Words, 19> kTitles{
    Words{"Points of a sale", "销售积分"},
    Words{"Points taken back by a return", "退货收回积分"},
    Words{"Review of the tier", "等级评定"},
    Words{"Points granted", "赠送积分"},
    Words{"Points spent", "使用积分"},
    Words{"Points given back", "退还积分"},
    Words{"Points expired", "积分过期"},
    Words{"Adjustment", "积分调整"},
    Words{"Points sent to another member", "转出积分"},
    Words{"Points received from another member", "转入积分"},
    Words{"Merged into another member", "并入其他会员"},
    Words{"Merged from another member", "由其他会员并入"},
    Words{"Points owed repaid", "偿还欠分"},
    Words{"Points of a grant taken back", "收回赠送积分"},
    Words{"Points wait no longer or live on", "积分生效或延期"},
    Words{"Wallet blocked", "冻结可用积分"},
    Words{"Wallet freed", "解冻可用积分"},
    Words{"Points asked for by hand", "申请手工积分"},
    Words{"Request refused", "拒绝手工积分申请"},
};

// In the order of Purpose.
constexpr std::array<Words, 6> kPurposes{
    Words{"behaviour", "行为奖励"}, Words{"an incentive", "激励"}, Words{"a correction", "更正"},
    Words{"money off", "抵扣现金"}, Words{"a gift", "兑换礼品"},   Words{"a voucher", "兑换优惠券"},
};

template <class Enum, std::size_t kSize>
const Words& words_of(const std::array<Words, kSize>& words, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  CHECK(index < kSize);
  return words[index];
}

Step step(std::string key, std::string en, std::string zh) {
  return {std::move(key), std::move(en), std::move(zh), false};
}

Step amount_step(const Entry& entry) {
  const auto amount = format_points(entry.wallet);
  const auto balance = format_points(entry.wallet_balance);
  if (!entry.purpose) {
    return step("wallet_moved", fmt::format("Wallet: {}; balance {}.", amount, balance),
                fmt::format("可用积分变动 {}；余额 {}。", amount, balance));
  }
  const auto& purpose = words_of(kPurposes, *entry.purpose);
  return step("wallet_moved", fmt::format("Wallet: {} for {}; balance {}.", amount, purpose.en, balance),
              fmt::format("可用积分变动 {}，用于{}；余额 {}。", amount, purpose.zh, balance));
}

std::string until_en(const Lot& lot, TimeZone zone) {
  return lot.expires_at ? "expiring " + format_local(*lot.expires_at, zone) : "without expiry";
}
std::string until_zh(const Lot& lot, TimeZone zone) {
  return lot.expires_at ? format_local(*lot.expires_at, zone) + " 到期" : "长期有效";
}

Step draw_step(const Lot& lot, Points points, TimeZone zone) {
  const auto amount = format_points(points.hundredths < 0 ? -points : points);
  const auto granted_on = format_date(local_date(lot.granted_at, zone));
  if (lot.state == LotState::debt) {
    return step("debt_repaid", fmt::format("{} repay the debt of {}.", amount, granted_on),
                fmt::format("偿还 {} 的欠分 {}。", granted_on, amount));
  }
  const bool back = points.hundredths < 0;
  return step(
      back ? "lot_refilled" : "lot_drawn",
      fmt::format("{} {} the points granted on {}, {}.", amount, back ? "go back to" : "come from", granted_on,
                  until_en(lot, zone)),
      fmt::format("{} {} 获得的积分（{}）：{}。", back ? "退回至" : "取自", granted_on, until_zh(lot, zone), amount));
}

void append_draws(std::vector<Step>& steps, db::Transaction& tx, const Entry& entry, TimeZone zone) {
  const auto draws = store::load_draws(tx, entry.customer_id, entry.id);
  for (std::size_t i = 0; i < draws.size() && i < kLotsNamed; ++i) {
    const auto lot = store::load_lot(tx, entry.customer_id, draws[i].lot_id);
    CHECK(lot.has_value());
    steps.push_back(draw_step(*lot, draws[i].points, zone));
  }
  if (draws.size() <= kLotsNamed) return;
  const auto more = draws.size() - kLotsNamed;
  steps.push_back(step("more_lots", fmt::format("And {} lots more.", more), fmt::format("另有 {} 批。", more)));
}

// The life of what the entry brought.
void append_life(std::vector<Step>& steps, db::Transaction& tx, const Entry& entry, TimeZone zone) {
  const auto lot = store::load_lot(tx, entry.customer_id, LotId{entry.id.value});
  if (!lot || lot->state == LotState::debt) return;
  const bool waits = lot->state == LotState::pending;
  std::string en = waits ? "Not to be spent yet" : "To be spent";
  std::string zh = waits ? "尚未生效" : "可使用";
  if (waits && lot->activates_at) {
    en += ", but from " + format_local(*lot->activates_at, zone) + " on";
    zh += "，" + format_local(*lot->activates_at, zone) + " 起可用";
  }
  steps.push_back(step("lot_life", en + "; " + until_en(*lot, zone) + ".", zh + "；" + until_zh(*lot, zone) + "。"));
}

}  // namespace

Step explain_wallet_grant(const StrategyVersion& strategy, Points combined, Points wallet, Points kept_back,
                          View view) {
  if (strategy.wallet_rate.ppm == 0) {
    return step("wallet_none", "Nothing goes into the wallet: the strategy makes no part of the points spendable.",
                "不进入可用积分：该策略不产生可用积分。");
  }
  auto product = format_points(wallet + kept_back);
  if (view.margin) {
    product = fmt::format("{} × {} = {}", format_points(combined), format_rate(strategy.wallet_rate), product);
  }
  if (kept_back.hundredths == 0) {
    return step("wallet", fmt::format("Spendable points: {}.", product), fmt::format("可用积分：{}。", product));
  }
  const auto limit = format_points(strategy.daily_earn_limit);
  return step("wallet_limited",
              fmt::format("Spendable points: {}; the limit of {} a day leaves {} of them.", product, limit,
                          format_points(wallet)),
              fmt::format("可用积分：{}；受每日上限 {} 限制，计入 {}。", product, limit, format_points(wallet)));
}

Step explain_wallet_of_sale(const Programme& programme, const Entry& sale, View view) {
  const auto* strategy = sale.strategy_id ? programme.strategy(*sale.strategy_id) : nullptr;
  if (strategy == nullptr) {
    return step("wallet_none", "Nothing goes into the wallet: no strategy was in force.",
                "不进入可用积分：没有生效的积分策略。");
  }
  return explain_wallet_grant(*strategy, sale.combined, sale.wallet, sale.kept_back, view);
}

Step explain_wallet_of_return(const Entry& entry, int currency_digits) {
  if (entry.wallet.hundredths == 0 && entry.kept_back.hundredths == 0) {
    return step("wallet_untouched", "The wallet stays as it is: the goods brought nothing there that is not gone.",
                "可用积分不变：所退商品没有尚存的可用积分。");
  }
  auto en = fmt::format("{} spendable points are taken back; balance {}", format_points(-entry.wallet),
                        format_points(entry.wallet_balance));
  auto zh = fmt::format("收回可用积分 {}；余额 {}", format_points(-entry.wallet), format_points(entry.wallet_balance));
  if (entry.kept_back.hundredths > 0) {
    const auto money = programme::format_money(entry.withheld, currency_digits);
    en += fmt::format("; for {} that were spent already, {} is kept from the refund", format_points(entry.kept_back),
                      money);
    zh += fmt::format("；已使用的 {} 积分折合 {}，从退款中扣除", format_points(entry.kept_back), money);
  }
  return step("wallet_taken", en + ".", zh + "。");
}

Explanation explain_wallet_entry(db::Transaction& tx, const Entry& entry, TimeZone zone, View view) {
  const auto& title = words_of(kTitles, entry.kind);
  Explanation explanation;
  explanation.title_en = title.en;
  explanation.title_zh = title.zh;
  auto& steps = explanation.steps;
  steps.push_back(amount_step(entry));
  if (view.margin && entry.combined.hundredths != 0) {
    steps.push_back(step("combined_moved",
                         fmt::format("Combined points: {}; balance {}.", format_points(entry.combined),
                                     format_points(entry.combined_balance)),
                         fmt::format("新型积分变动 {}；余额 {}。", format_points(entry.combined),
                                     format_points(entry.combined_balance))));
  }
  if (entry.note) steps.push_back(step("note", "Reason: " + *entry.note, "原因：" + *entry.note));
  append_life(steps, tx, entry, zone);
  append_draws(steps, tx, entry, zone);
  return explanation;
}

}  // namespace homeport::points
