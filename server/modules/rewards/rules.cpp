#include "modules/rewards/rules.hpp"

#include <algorithm>

#include "base/pinyin.hpp"
#include "base/text.hpp"

namespace homeport::rewards {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr int kBase = 32;
constexpr int kCheckPrime = 1021;
constexpr std::size_t kGroup = 4;

std::string check_characters(std::string_view random) {
  int remainder = 0;
  for (const char c : random) {
    const auto digit = kAlphabet.find(c);
    CHECK(digit != std::string_view::npos);
    remainder = (remainder * kBase + static_cast<int>(digit)) % kCheckPrime;
  }
  return {kAlphabet[static_cast<std::size_t>(remainder / kBase)],
          kAlphabet[static_cast<std::size_t>(remainder % kBase)]};
}

char as_code_character(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  switch (c) {
    case '0': return 'O';
    case '1': return 'I';
    case '8': return 'B';
    default: return c;
  }
}

void tidy(std::optional<std::string>& text) {
  if (!text) return;
  text = normalise_name(*text);
  if (text->empty()) text.reset();
}

template <class Record>
Outcome normalise_names(Record& record) {
  record.name = normalise_name(record.name);
  if (record.name.empty()) return refuse(RefusalKind::invalid, "request.required", "this field is needed", "name");
  tidy(record.name_en);
  record.name_folded = sort_key_of_name(record.name);
  return Done{};
}

Outcome check_range(const std::optional<Time>& from, const std::optional<Time>& to) {
  if (!from || !to || *from < *to) return Done{};
  return refuse(RefusalKind::unprocessable, "rewards.valid_range",
                "it would end (" + format_rfc3339(*to) + ") before it begins (" + format_rfc3339(*from) + ")",
                "valid_to");
}

Refusal needed(std::string field) {
  return refuse(RefusalKind::invalid, "request.required", "this kind of voucher needs it", std::move(field));
}

Refusal unfit(std::string field) {
  return refuse(RefusalKind::unprocessable, "rewards.terms_do_not_fit", "this kind of voucher has no use for it",
                std::move(field));
}

Refusal now_no(std::string reason, std::string detail) {
  return refuse(RefusalKind::conflict, std::move(reason), std::move(detail));
}

Refusal against_terms(std::string reason, std::string detail) {
  return refuse(RefusalKind::unprocessable, std::move(reason), std::move(detail));
}

Outcome check_begun(const std::optional<Time>& from, Time now) {
  if (!from || *from <= now) return Done{};
  return now_no("rewards.not_yet_valid", "it can be used from " + format_rfc3339(*from));
}

Outcome check_person(const MemberFacts& member) {
  if (!member.is_disabled) return Done{};
  return against_terms("rewards.customer_disabled", "the customer is disabled");
}

template <class IdType>
bool holds(const std::vector<IdType>& ids, IdType id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string minor_units(Money money) { return std::to_string(money.minor) + " (minor units)"; }

}  // namespace

std::string voucher_code_from(std::string_view random) {
  CHECK(random.size() == kRandomCodeCharacters);
  return std::string(random) + check_characters(random);
}

Result<std::string> read_voucher_code(std::string_view text) {
  std::string code;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    code += as_code_character(c);
    if (code.size() > kCodeCharacters) break;
  }
  const bool is_readable = code.size() == kCodeCharacters && std::all_of(code.begin(), code.end(), [](char c) {
                             return kAlphabet.find(c) != std::string_view::npos;
                           });
  const auto random = std::string_view(code).substr(0, std::min(code.size(), kRandomCodeCharacters));
  if (is_readable && code.substr(kRandomCodeCharacters) == check_characters(random)) return code;
  return refuse(RefusalKind::unprocessable, "rewards.code_mistyped",
                "this is no voucher code: a character is wrong or missing", "code");
}

std::string printed_code(std::string_view code) {
  std::string printed;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i != 0 && i % kGroup == 0) printed += '-';
    printed += code[i];
  }
  return printed;
}

Outcome normalise(Gift& gift) {
  TRY_DONE(normalise_names(gift));
  if (gift.about && gift.about->empty()) gift.about.reset();
  return Done{};
}

Outcome normalise(VoucherSeries& series) {
  TRY_DONE(normalise_names(series));
  const auto tidy_list = [](auto& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  };
  tidy_list(series.store_ids);
  tidy_list(series.service_type_ids);
  tidy_list(series.product_ids);
  tidy_list(series.tier_ids);
  return Done{};
}

Outcome check_terms(const Gift& gift) { return check_range(gift.valid_from, gift.valid_to); }

Outcome check_terms(const VoucherSeries& series) {
  const bool is_money = series.kind == SeriesKind::money_off;
  const bool is_percent = series.kind == SeriesKind::percent_off;
  const bool is_gift = series.kind == SeriesKind::gift;
  if (is_money && !series.value) return needed("value_minor");
  if (!is_money && series.value) return unfit("value_minor");
  if (is_percent && !series.rate) return needed("rate_ppm");
  if (!is_percent && series.rate) return unfit("rate_ppm");
  if (!is_percent && series.cap) return unfit("cap_minor");
  if (is_gift && !series.gift_id) return needed("gift_id");
  if (!is_gift && series.gift_id) return unfit("gift_id");
  if (is_gift && series.minimum.minor != 0) return unfit("minimum_minor");
  if (is_gift && !series.service_type_ids.empty()) return unfit("service_type_ids");
  if (is_gift && !series.product_ids.empty()) return unfit("product_ids");
  return check_range(series.valid_from, series.valid_to);
}

std::optional<Time> expiry_of(const VoucherSeries& series, Time issued_at) {
  std::optional<Time> end = series.valid_to;
  if (series.valid_days > 0) {
    // A voucher handed out before its time begins has its days from then on.
    const Time begin = std::max(issued_at, series.valid_from.value_or(issued_at));
    const Time by_days = plus_days(begin, series.valid_days);
    end = std::min(end.value_or(by_days), by_days);
  }
  return end;
}

Result<std::int64_t> stock_change(MovementKind kind, std::int64_t quantity, std::int64_t present) {
  switch (kind) {
    case MovementKind::received:
      if (quantity > kMostStock - present) {
        return refuse(RefusalKind::unprocessable, "rewards.stock_full",
                      "there would be more than " + std::to_string(kMostStock) + " units", "quantity");
      }
      return quantity;
    case MovementKind::written_off:
      if (quantity > present) {
        return refuse(RefusalKind::conflict, "rewards.stock_too_low",
                      "only " + std::to_string(present) + " are left, " + std::to_string(quantity) + " are wanted",
                      "quantity");
      }
      return -quantity;
    case MovementKind::counted: return quantity - present;
    default: break;
  }
  return refuse(RefusalKind::unprocessable, "rewards.movement_by_hand",
                "only received, written_off and counted are entered by hand", "kind");
}

Outcome check_gift_for(const Gift& gift, const std::optional<TierFacts>& wanted, const MemberFacts& member, Time now) {
  if (gift.status != RewardStatus::active) return now_no("rewards.gift_disabled", "this gift is no longer offered");
  TRY_DONE(check_begun(gift.valid_from, now));
  if (gift.valid_to && *gift.valid_to <= now) {
    return now_no("rewards.no_longer_valid", "it was offered until " + format_rfc3339(*gift.valid_to));
  }
  TRY_DONE(check_person(member));
  if (!wanted) return Done{};
  if (member.tier_id && member.tier_threshold >= wanted->threshold) return Done{};
  return against_terms("rewards.tier_too_low", "this gift is for members of tier " + wanted->name + " or higher");
}

VoucherState state_at(const Voucher& voucher, Time now) {
  auto state = voucher.state;
  if (state == VoucherState::held && *voucher.held_until <= now) state = VoucherState::issued;
  if (state == VoucherState::issued && voucher.expires_at && *voucher.expires_at <= now) state = VoucherState::expired;
  return state;
}

Outcome check_voucher_open(const Voucher& voucher, const VoucherSeries& series, std::optional<CustomerId> customer_id,
                           Time now) {
  switch (state_at(voucher, now)) {
    case VoucherState::used:
      return now_no("rewards.voucher_used", "it was used at " + format_rfc3339(*voucher.used_at));
    case VoucherState::cancelled: return now_no("rewards.voucher_cancelled", "it was cancelled");
    case VoucherState::expired:
      return now_no("rewards.voucher_expired",
                    voucher.expires_at ? "it ended at " + format_rfc3339(*voucher.expires_at) : "it has ended");
    case VoucherState::held:
      return now_no("rewards.voucher_held",
                    "another sale that isn't finished holds it until " + format_rfc3339(*voucher.held_until));
    case VoucherState::issued: break;
  }
  if (voucher.customer_id.value > 0 && customer_id != voucher.customer_id) {
    return against_terms("rewards.voucher_of_another",
                         customer_id ? "it belongs to another member" : "it belongs to a member; say which one");
  }
  return check_begun(series.valid_from, now);
}

Outcome check_conditions(const VoucherSeries& series, const MemberFacts& member, OrgUnitId store_id) {
  if (!series.store_ids.empty() && !holds(series.store_ids, store_id)) {
    return against_terms("rewards.wrong_store", "it can't be used in this store");
  }
  TRY_DONE(check_person(member));
  const bool needs_member = series.new_members_only || !series.tier_ids.empty();
  if (needs_member && !member.is_known) {
    return against_terms("rewards.member_needed", "it is for members; say which one");
  }
  if (series.new_members_only && member.sales_count > 0) {
    return against_terms("rewards.new_members_only",
                         "it is for new members; this one has bought " + std::to_string(member.sales_count) + " times");
  }
  if (!series.tier_ids.empty() && (!member.tier_id || !holds(series.tier_ids, *member.tier_id))) {
    return against_terms("rewards.wrong_tier", "it isn't for members of this tier");
  }
  return Done{};
}

Result<Money> voucher_worth(const VoucherSeries& series, std::span<const BasketLine> lines) {
  if (series.kind == SeriesKind::gift) {
    return against_terms("rewards.voucher_is_for_a_gift", "it pays for a gift, not for goods");
  }
  const bool applies_to_all = series.service_type_ids.empty() && series.product_ids.empty();
  Money applicable;
  for (const auto& line : lines) {
    if (!applies_to_all && !holds(series.service_type_ids, line.service_type_id) &&
        !holds(series.product_ids, line.product_id)) {
      continue;
    }
    applicable += line.amount;
  }
  if (applicable.minor <= 0) return against_terms("rewards.nothing_applies", "it applies to nothing that is bought");
  if (applicable < series.minimum) {
    return against_terms("rewards.minimum_not_reached", "it needs goods for " + minor_units(series.minimum) +
                                                            ", those it applies to come to " + minor_units(applicable));
  }
  if (series.kind == SeriesKind::money_off) return std::min(*series.value, applicable);
  Money worth{multiply_rate(applicable.minor, *series.rate)};
  if (series.cap) worth = std::min(worth, *series.cap);
  return worth;
}

}  // namespace homeport::rewards
