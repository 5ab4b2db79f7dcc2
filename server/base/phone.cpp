#include "base/phone.hpp"

#include <algorithm>
#include <set>

#include <phonenumbers/phonenumberutil.h>

#include "base/text.hpp"

namespace homeport {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

const PhoneNumberUtil& numbers() { return *PhoneNumberUtil::GetInstance(); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits and what people put between them; a plus sign at most in front. Empty when anything else is there.
std::string dialled_text(std::string_view raw) {
  std::string text = fold_for_search(raw);
  // Spreadsheets are made to keep leading zeros by an apostrophe.
  if (text.starts_with('\'')) {
    text.erase(0, 1);
  }
  constexpr std::string_view kBetweenDigits = " -()./";
  constexpr std::string_view kDashes[] = {"‐", "‑", "‒", "–", "—", "−", "·"};
  for (const std::string_view dash : kDashes) {
    for (std::size_t at = text.find(dash); at != std::string::npos; at = text.find(dash, at)) {
      text.replace(at, dash.size(), "-");
    }
  }
  std::string dialled;
  for (const char c : text) {
    if (is_digit(c)) {
      dialled.push_back(c);
    } else if (c == '+') {
      if (!dialled.empty()) {
        return {};
      }
      dialled.push_back(c);
    } else if (kBetweenDigits.find(c) == std::string_view::npos) {
      return {};
    }
  }
  return dialled;
}

std::optional<PhoneNumber> parse(const std::string& text, const std::string& region) {
  PhoneNumber number;
  if (numbers().Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) {
    return std::nullopt;
  }
  return number;
}

std::optional<PhoneNumber> parse_e164(std::string_view e164) {
  if (e164.size() < 2 || e164.size() > 16 || e164.front() != '+' || !std::ranges::all_of(e164.substr(1), is_digit)) {
    return std::nullopt;
  }
  return parse(std::string(e164), "ZZ");
}

// Chinese mobile prefixes are opened faster than the library's tables follow.
bool is_chinese_mobile(const PhoneNumber& number) {
  constexpr std::uint64_t kFirst = 13'000'000'000;
  constexpr std::uint64_t kLast = 19'999'999'999;
  return number.country_code() == 86 && number.national_number() >= kFirst && number.national_number() <= kLast;
}

// A mobile number as nearly everybody writes it, without its country code; numbers that begin with 179 could be dialled
// through a carrier and are left to the library.
std::optional<std::string> plain_chinese_mobile(std::string_view text, std::string_view region) {
  if (text.starts_with("+86")) {
    text.remove_prefix(3);
  } else if (region != "CN") {
    return std::nullopt;
  }
  constexpr std::size_t kDigits = 11;
  const bool is_mobile = text.size() == kDigits && text[0] == '1' && text[1] >= '3' && text.substr(0, 3) != "179" &&
                         std::ranges::all_of(text, is_digit);
  return is_mobile ? std::optional("+86" + std::string(text)) : std::nullopt;
}

bool is_of_country(const PhoneNumber& number, std::string_view region) {
  return number.country_code() == numbers().GetCountryCodeForRegion(std::string(region));
}

}  // namespace

std::optional<std::string> normalise_phone(std::string_view raw, std::string_view default_region) {
  if (raw.size() > kMostPhoneBytes) {
    return std::nullopt;
  }
  std::string text = dialled_text(raw);
  if (text.empty()) {
    return std::nullopt;
  }
  // Written with the exit code by people who don't say where they dial from.
  if (text.starts_with("00")) {
    text.replace(0, 2, "+");
  }
  // The library takes ten times as long as everything else that is done with a number.
  if (auto mobile = plain_chinese_mobile(text, default_region)) {
    return mobile;
  }
  const std::string region = is_phone_region(default_region) ? std::string(default_region) : "ZZ";
  const auto number = parse(text, region);
  if (!number || (!numbers().IsValidNumber(*number) && !is_chinese_mobile(*number))) {
    return std::nullopt;
  }
  std::string e164;
  numbers().Format(*number, PhoneNumberUtil::E164, &e164);
  return e164;
}

bool is_phone_region(std::string_view region) {
  static const auto* const regions = [] {
    auto* all = new std::set<std::string>;
    numbers().GetSupportedRegions(all);
    return all;
  }();
  return regions->contains(std::string(region));
}

std::string mask_phone(std::string_view e164, std::string_view default_region) {
  // Lists are full of these, and the library takes longer over one than the database over its row.
  if (default_region == "CN" && plain_chinese_mobile(e164, {})) {
    return std::string(e164.substr(3, 3)) + "****" + std::string(e164.substr(10));
  }
  const auto number = parse_e164(e164);
  if (!number) {
    return std::string(std::min<std::size_t>(count_code_points(e164), 20), '*');
  }
  std::string digits;
  numbers().GetNationalSignificantNumber(*number, &digits);
  constexpr std::size_t kLeastHidden = 4;
  const std::size_t showable = digits.size() > kLeastHidden ? digits.size() - kLeastHidden : 0;
  const std::size_t shown_after = std::min<std::size_t>(showable, 4);
  const std::size_t shown_before = std::min<std::size_t>(showable - shown_after, 3);
  std::fill(digits.begin() + static_cast<std::ptrdiff_t>(shown_before),
            digits.end() - static_cast<std::ptrdiff_t>(shown_after), '*');
  if (is_of_country(*number, default_region)) {
    return digits;
  }
  return "+" + std::to_string(number->country_code()) + " " + digits;
}

std::string national_format(std::string_view e164, std::string_view default_region) {
  const auto number = parse_e164(e164);
  if (!number) {
    return std::string(e164);
  }
  const auto form = is_of_country(*number, default_region) ? PhoneNumberUtil::NATIONAL : PhoneNumberUtil::INTERNATIONAL;
  std::string text;
  numbers().Format(*number, form, &text);
  return text;
}

std::optional<std::string> region_of_phone(std::string_view e164) {
  const auto number = parse_e164(e164);
  if (!number) {
    return std::nullopt;
  }
  std::string region;
  numbers().GetRegionCodeForNumber(*number, &region);
  if (region.size() != 2 || region == "ZZ") {
    return std::nullopt;
  }
  return region;
}

}  // namespace homeport
